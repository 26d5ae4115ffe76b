import { loadSynthesizer, type SpeechVoice } from '../../main/partner/speech/synthesizer.ts';

/**
 * Speakers that the partner has no templates of: another accent, pitch and rate than its own
 * voices, so that recognising them is work.
 */
export const speakers = {
  en: { name: 'en-gb-scotland', rate: 150, pitch: 38 },
  es: { name: 'es-419', rate: 145, pitch: 60 },
} as const satisfies Record<string, SpeechVoice>;

/** `text`, spoken, as PCM16 at 24 kHz. */
export async function spokenSamples(
  text: string,
  voice: SpeechVoice = speakers.en,
): Promise<Int16Array> {
  return (await loadSynthesizer()).speak(text, voice).samples;
}
