import { writeFileSync } from 'node:fs';
import { SAMPLE_RATE } from '../../contract/audio-frame.ts';
import { loadSynthesizer, type SpeechVoice } from '../../main/partner/speech/synthesizer.ts';
import { wavFile } from './wav.ts';

/**
 * Speakers that the partner has no templates of: another accent, pitch and rate than its own
 * voices, so that recognising them is work.
 */
export const speakers = {
  en: { name: 'en-gb-scotland', rate: 150, pitch: 38 },
  es: { name: 'es-419', rate: 145, pitch: 60 },
} as const satisfies Record<string, SpeechVoice>;

/** Silence before the words: time for the key to go down. */
export const LEAD_SECONDS = 0.9;
/** Silence behind them: without it, Chromium repeats the file's last buffer for ever. */
const TAIL_SECONDS = 1.5;

/** Between words: a silence of so many seconds. */
const PAUSE = /\s*\[(\d+(?:\.\d+)?) s\]\s*/;

/**
 * Writes `text`, spoken, to a WAV of 24 kHz, mono, and says how long its words take. `[2.5 s]` in it
 * is a silence.
 */
export async function writeSpoken(
  path: string,
  text: string,
  voice: SpeechVoice = speakers.en,
): Promise<{ readonly seconds: number }> {
  const synthesizer = await loadSynthesizer();
  const samples = joined(
    text.split(PAUSE).map((piece, index) => {
      // What the pattern holds stands at the odd places.
      if (index % 2 === 1) return new Int16Array(Math.round(Number(piece) * SAMPLE_RATE));
      return piece === '' ? new Int16Array() : synthesizer.speak(piece, voice).samples;
    }),
  );
  const lead = Math.round(LEAD_SECONDS * SAMPLE_RATE);
  const all = new Int16Array(lead + samples.length + Math.round(TAIL_SECONDS * SAMPLE_RATE));
  all.set(samples, lead);
  writeFileSync(path, wavFile({ samples: all, rate: SAMPLE_RATE }));
  return { seconds: samples.length / SAMPLE_RATE };
}

function joined(pieces: readonly Int16Array[]): Int16Array {
  return Int16Array.from(pieces.flatMap((piece) => [...piece]));
}
