import { beforeAll, describe, expect, it } from 'vitest';
import { resample } from '../../audio/resample.ts';
import { loadSynthesizer, type Synthesizer } from '../speech/synthesizer.ts';
import { compare } from './comparison.ts';
import { type HeardSpeech, hear } from './heard-speech.ts';
import { BANDS } from './mel-spectrum.ts';
import { added, decibelsOf, padded, whiteNoise } from './seeded-noise.ts';
import { Templates } from './templates.ts';

const text = 'Four hundred strawberries, please.';
let synthesizer: Synthesizer;
let said: Int16Array;
beforeAll(async () => {
  synthesizer = await loadSynthesizer();
  const { samples } = synthesizer.speak(text, { name: 'en-029+m7', rate: 150 });
  said = resample(padded(samples, 400), 24_000, 16_000);
});

function noisy(ratio: number): HeardSpeech | null {
  return hear(added(said, whiteNoise(said.length, decibelsOf(said) - ratio)));
}

function noisiness(heard: HeardSpeech | null): number {
  return [...(heard?.noise ?? [])].reduce((sum, value) => sum + value, 0);
}

describe('heard speech', () => {
  it('hears ten decibels more noise as ten times as much', () => {
    expect(noisiness(noisy(10)) / noisiness(noisy(20))).toBeGreaterThan(6);
    expect(noisiness(noisy(10)) / noisiness(noisy(20))).toBeLessThan(16);
  });

  it('does not take loudness for noise', () => {
    const quiet = said.map((value) => value / 8);
    const ratio = noisiness(hear(added(quiet, whiteNoise(quiet.length, decibelsOf(said) - 28))));
    expect(ratio / noisiness(noisy(10))).toBeGreaterThan(0.6);
    expect(ratio / noisiness(noisy(10))).toBeLessThan(1.6);
  });

  it('brings the templates nearer by the noise that it heard', () => {
    const heard = noisy(10);
    const templates = new Templates(synthesizer).of(text, { name: 'en-us', rate: 160 });
    const deaf = heard && { ...heard, noise: new Float32Array(BANDS) };
    expect(heard && compare(heard, templates).distance).toBeLessThan(
      (deaf && compare(deaf, templates).distance * 0.9) ?? 0,
    );
  });

  it('keeps the first fifteen seconds of a speech without end', () => {
    const endless = new Int16Array(said.length * 12).map((_, i) => said[i % said.length] ?? 0);
    expect(hear(endless)?.features.frames).toBe(750);
  });

  it('hears nothing in nothing', () => {
    expect(hear(new Int16Array(32_000))).toBeNull();
    expect(hear(new Int16Array(0))).toBeNull();
  });
});
