import { beforeAll, describe, expect, it } from 'vitest';
import { SAMPLE_RATE } from '../../contract/audio-frame.ts';
import { TurnListener } from '../../main/core/session/turn-listener.ts';
import {
  loadSynthesizer,
  type SpeechVoice,
  type Synthesizer,
} from '../../main/partner/speech/synthesizer.ts';

/** As the issue demands of a mark: how far it may be from where the silence was put in (ms). */
const TOLERANCE = 100;
const SAMPLES_A_MILLISECOND = SAMPLE_RATE / 1000;

const voices: Readonly<Record<string, SpeechVoice>> = {
  'an English one': { name: 'en-gb-scotland', rate: 150, pitch: 38 },
  'a Spanish one': { name: 'es-419', rate: 145, pitch: 60 },
  'a quick American one': { name: 'en-us', rate: 190, pitch: 55 },
};
const phrases = [
  'Could I have two of the small ones',
  'and something for my sister',
  'who is coming on Sunday afternoon',
];

let synthesizer: Synthesizer;
beforeAll(async () => {
  synthesizer = await loadSynthesizer();
});

/**
 * Uniform noise of about this root mean square (dB under full scale), the same each time. It sways by
 * 5 dB, three times a second, as fans and streets do.
 */
function noise(length: number, level: number): Int16Array {
  let seed = 1;
  return Int16Array.from({ length }, (_, index) => {
    const sway = 2.5 * Math.sin((index * 3 * 2 * Math.PI) / SAMPLE_RATE);
    const amplitude = 32_768 * 10 ** ((level + sway) / 20) * Math.sqrt(3);
    seed = (seed * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return Math.round((seed / 2_147_483_648 - 1) * amplitude);
  });
}

/** The samples between the first and the last that can be heard. */
function trimmed(samples: Int16Array): Int16Array {
  const from = samples.findIndex((sample) => Math.abs(sample) > 300);
  const to = samples.findLastIndex((sample) => Math.abs(sample) > 300);
  return samples.slice(from, to + 1);
}

/** Phrases with silences (ms) between them, and where those are. */
function spoken(voice: SpeechVoice, silences: readonly number[], background: number | null) {
  const pieces: Int16Array[] = [new Int16Array(300 * SAMPLES_A_MILLISECOND)];
  const placed: { atMilliseconds: number; milliseconds: number }[] = [];
  const length = () => pieces.reduce((sum, piece) => sum + piece.length, 0);
  for (const [index, phrase] of phrases.entries()) {
    pieces.push(trimmed(synthesizer.speak(phrase, voice).samples));
    const milliseconds = silences[index];
    if (milliseconds === undefined) continue;
    placed.push({ atMilliseconds: length() / SAMPLES_A_MILLISECOND, milliseconds });
    pieces.push(new Int16Array(milliseconds * SAMPLES_A_MILLISECOND));
  }
  pieces.push(new Int16Array(400 * SAMPLES_A_MILLISECOND));
  const all = Int16Array.from(pieces.flatMap((piece) => [...piece]));
  if (background !== null) {
    for (const [index, sample] of noise(all.length, background).entries()) {
      all[index] = Math.max(-32_768, Math.min(32_767, (all[index] ?? 0) + sample));
    }
  }
  return { all, placed };
}

/** What is found when the sound comes in frames as the page sends them. */
function listened(samples: Int16Array) {
  const listener = new TurnListener();
  for (let at = 0; at < samples.length; at += 128) listener.push(samples.subarray(at, at + 128));
  return listener.delivery();
}

describe.each(Object.entries(voices))('where %s hesitated', (_name, voice) => {
  it.each([
    ['in silence', null],
    ['in a quiet room', -62],
    ['beside a fan', -45],
  ])('is found within 100 ms %s', (_where, background) => {
    const { all, placed } = spoken(voice, [1200, 3400], background);
    const { hesitations, milliseconds } = listened(all);
    expect(hesitations).toHaveLength(placed.length);
    for (const [index, pause] of placed.entries()) {
      const found = hesitations[index];
      expect(Math.abs((found?.atMilliseconds ?? 0) - pause.atMilliseconds)).toBeLessThanOrEqual(
        TOLERANCE,
      );
      const end = (found?.atMilliseconds ?? 0) + (found?.milliseconds ?? 0);
      const trueEnd = pause.atMilliseconds + pause.milliseconds;
      expect(Math.abs(end - trueEnd)).toBeLessThanOrEqual(TOLERANCE);
    }
    expect(Math.abs(milliseconds - all.length / SAMPLES_A_MILLISECOND)).toBeLessThanOrEqual(1);
  });

  it('is nowhere in fluent speech, nor in short silences, nor before and behind the words', () => {
    for (const silences of [[], [80, 120], [400, 500]]) {
      for (const background of [null, -62, -45]) {
        expect(listened(spoken(voice, silences, background).all).hesitations).toEqual([]);
      }
    }
  });

  it('is found in a pause of twenty seconds, and a click in it is no word', () => {
    const { all, placed } = spoken(voice, [20_000], -62);
    const [pause] = placed;
    const click = ((pause?.atMilliseconds ?? 0) + 9000) * SAMPLES_A_MILLISECOND;
    all.fill(9000, click, click + 20 * SAMPLES_A_MILLISECOND);
    const { hesitations } = listened(all);
    expect(hesitations).toHaveLength(1);
    expect(Math.abs((hesitations[0]?.milliseconds ?? 0) - 20_000)).toBeLessThanOrEqual(TOLERANCE);
  });
});
