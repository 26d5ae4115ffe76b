import { SAMPLE_RATE } from '../../contract/audio-frame.ts';
import { loadSynthesizer, type SpeechVoice } from '../../main/partner/speech/synthesizer.ts';

/**
 * Speakers that the partner has no templates of: another accent, pitch and rate than its own
 * voices, so that recognising them is work.
 */
export const speakers = {
  en: { name: 'en-gb-scotland', rate: 150, pitch: 38 },
  es: { name: 'es-419', rate: 145, pitch: 60 },
} as const satisfies Record<string, SpeechVoice>;

/** Between words: a silence of so many seconds. */
const PAUSE = /\s*\[(\d+(?:\.\d+)?) s\]\s*/;

/** `text`, spoken, as PCM16 at 24 kHz. `[2.5 s]` in it is a silence. */
export async function spokenSamples(
  text: string,
  voice: SpeechVoice = speakers.en,
): Promise<Int16Array> {
  const synthesizer = await loadSynthesizer();
  const pieces = text.split(PAUSE).map((piece, index) => {
    // What the pattern holds stands at the odd places.
    if (index % 2 === 1) return new Int16Array(Math.round(Number(piece) * SAMPLE_RATE));
    return piece === '' ? new Int16Array() : synthesizer.speak(piece, voice).samples;
  });
  return Int16Array.from(pieces.flatMap((piece) => [...piece]));
}
