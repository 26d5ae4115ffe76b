import { cepstra, type Features } from './cepstra.ts';
import { BANDS, type MelSpectrum, melSpectrum } from './mel-spectrum.ts';
import { type PowerSpectrum, powerSpectrum } from './power-spectrum.ts';
import { type SpeechSpan, trimToSpeech } from './speech-span.ts';
import { LONGEST_FRAMES, meanPower } from './templates.ts';

/** What was said, ready to be compared; `noise` is that around it, for each band, in parts of the speech's mean power. */
export interface HeardSpeech {
  readonly features: Features;
  readonly noise: Float32Array;
}

/** Fewer frames outside the speech than this (0.1 s) do not tell the noise. */
const LEAST_OUTSIDE = 10;

/** The speech in 16 kHz samples, its first 15 s, or null where there is none. */
export function hear(samples: Int16Array): HeardSpeech | null {
  const spectrum = powerSpectrum(samples);
  const span = trimToSpeech(spectrum);
  if (span === null) return null;
  const cut = { from: span.from, to: Math.min(span.to, span.from + LONGEST_FRAMES) };
  const mel = melSpectrum(spectrum, cut);
  return { features: cepstra(mel), noise: noiseAround(spectrum, span, mel) };
}

function noiseAround(spectrum: PowerSpectrum, span: SpeechSpan, speech: MelSpectrum): Float32Array {
  const whole = melSpectrum(spectrum, { from: 0, to: spectrum.frames });
  const noise = meanOf(whole, quietFrames(whole, span));
  const noiseLevel = noise.reduce((sum, value) => sum + value, 0) / BANDS;
  const level = Math.max(meanPower(speech) - noiseLevel, meanPower(speech) / 10);
  return noise.map((value) => value / level);
}

/** The frames outside the speech, or, where it fills the sound, the quietest twentieth. */
function quietFrames(whole: MelSpectrum, span: SpeechSpan): readonly number[] {
  const all = Array.from({ length: whole.frames }, (_, frame) => frame);
  const outside = all.filter((frame) => frame < span.from - 2 || frame >= span.to + 2);
  if (outside.length >= LEAST_OUTSIDE) return outside;
  const loudness = all.map((frame) =>
    whole.power.subarray(frame * BANDS, (frame + 1) * BANDS).reduce((sum, value) => sum + value, 0),
  );
  all.sort((a, b) => (loudness[a] ?? 0) - (loudness[b] ?? 0));
  return all.slice(0, Math.ceil(all.length / 20));
}

function meanOf(whole: MelSpectrum, frames: readonly number[]): Float32Array {
  const mean = new Float32Array(BANDS);
  for (const frame of frames) {
    for (let band = 0; band < BANDS; band++) {
      mean[band] = (mean[band] ?? 0) + (whole.power[frame * BANDS + band] ?? 0) / frames.length;
    }
  }
  return mean;
}
