import { writeFileSync } from 'node:fs';
import { SAMPLE_RATE } from '../../contract/audio-frame.ts';
import type { SpeechVoice } from '../../main/partner/speech/synthesizer.ts';
import { speakers, spokenSamples } from './speakers.ts';
import { wavFile } from './wav.ts';

/** Silence before the words: time for the key to go down. */
export const LEAD_SECONDS = 0.9;
/** Silence behind them: without it, Chromium repeats the file's last buffer for ever. */
const TAIL_SECONDS = 1.5;

/**
 * Writes `text`, spoken, to a WAV of 24 kHz, mono, and says how long its words take. `[2.5 s]` in it
 * is a silence.
 */
export async function writeSpoken(
  path: string,
  text: string,
  voice: SpeechVoice = speakers.en,
): Promise<{ readonly seconds: number }> {
  const samples = await spokenSamples(text, voice);
  const lead = Math.round(LEAD_SECONDS * SAMPLE_RATE);
  const all = new Int16Array(lead + samples.length + Math.round(TAIL_SECONDS * SAMPLE_RATE));
  all.set(samples, lead);
  writeFileSync(path, wavFile({ samples: all, rate: SAMPLE_RATE }));
  return { seconds: samples.length / SAMPLE_RATE };
}
