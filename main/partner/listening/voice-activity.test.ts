import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadSynthesizer, type Synthesizer } from '../speech/synthesizer.ts';
import { added, padded, whiteNoise } from './seeded-noise.ts';
import { VoiceActivity, type VoiceActivityEvent } from './voice-activity.ts';

let synthesizer: Synthesizer;
beforeAll(async () => {
  synthesizer = await loadSynthesizer();
});

const options = { threshold: 0.5, prefixPaddingMilliseconds: 0, silenceMilliseconds: 500 };

function eventsOf(
  samples: Int16Array,
  changed: Partial<typeof options> = {},
): VoiceActivityEvent[] {
  return new VoiceActivity({ ...options, ...changed }).push(samples);
}

function speech(voice = 'en-us'): Int16Array {
  return synthesizer.speak('Good morning, do you sell fresh fruit?', { name: voice, rate: 160 })
    .samples;
}

/** The millisecond at which the synthesised speech itself begins to sound. */
function onsetOf(samples: Int16Array): number {
  return samples.findIndex((value) => Math.abs(value) > 500) / 24;
}

function louder(samples: Int16Array, factor: number): Int16Array {
  return samples.map((value) => value * factor);
}

function joined(...parts: Int16Array[]): Int16Array {
  const whole = new Int16Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

describe('voice activity', { timeout: 60_000 }, () => {
  it.each(['en-us', 'en-us+f2', 'es+m7', 'cmn'])('finds one turn of %s in silence', (voice) => {
    const said = speech(voice);
    const events = eventsOf(padded(said, 1000));
    expect(events.map((event) => event.kind)).toEqual(['started', 'stopped']);
    expect(Math.abs((events[0]?.atMilliseconds ?? 0) - 1000 - onsetOf(said))).toBeLessThan(80);
    const end = (events[1]?.atMilliseconds ?? 0) - 1500 - said.length / 24;
    expect(Math.abs(end)).toBeLessThan(400);
  });

  it('tells within 150 ms of the first sound', () => {
    const said = speech();
    const activity = new VoiceActivity(options);
    const sound = padded(said, 1000);
    let told = 0;
    for (let at = 0; at < sound.length && told === 0; at += 240) {
      if (activity.push(sound.subarray(at, at + 240)).length > 0) told = at / 24 + 10;
    }
    expect(told - 1000 - onsetOf(said)).toBeLessThanOrEqual(150);
    expect(activity.speaking).toBe(true);
  });

  it('finds speech that is there from the first sample', () => {
    const said = speech();
    const sound = joined(said.slice(onsetOf(said) * 24 + 1200), new Int16Array(24_000));
    const [first] = eventsOf(sound);
    expect(first).toEqual({ kind: 'started', atMilliseconds: 0 });
  });

  it.each([
    ['noise at -45 dBFS', 1, -45],
    ['a quarter of the loudness', 0.25, -60],
    ['four times the loudness', 4, -45],
    ['louder noise', 1, -35],
  ])('finds one turn in %s', (_name, factor, decibels) => {
    const sound = padded(louder(speech(), factor), 1500);
    const events = eventsOf(added(sound, whiteNoise(sound.length, decibels)));
    expect(events.map((event) => event.kind)).toEqual(['started', 'stopped']);
  });

  it.each([
    ['silence', () => new Int16Array(24_000 * 4)],
    ['faint noise', () => whiteNoise(24_000 * 8, -45)],
    ['loud noise', () => whiteNoise(24_000 * 8, -20)],
    ['noise that sets in', () => joined(new Int16Array(48_000), whiteNoise(24_000 * 6, -30))],
    [
      'a click',
      () => joined(whiteNoise(48_000, -60), whiteNoise(480, -6), whiteNoise(48_000, -60)),
    ],
    [
      'a thump',
      () =>
        joined(new Int16Array(48_000), new Int16Array(480).fill(20_000), new Int16Array(48_000)),
    ],
    ['a constant', () => new Int16Array(48_000).fill(9000)],
  ])('hears nothing in %s', (_name, sound) => {
    expect(eventsOf(sound())).toEqual([]);
  });

  it('takes the padding off, but not into the previous turn', () => {
    const said = speech();
    const sound = joined(padded(said, 700), padded(said, 0), new Int16Array(24_000));
    const plain = eventsOf(sound);
    const events = eventsOf(sound, { prefixPaddingMilliseconds: 300 });
    expect(plain).toHaveLength(4);
    expect(events[0]?.atMilliseconds).toBe((plain[0]?.atMilliseconds ?? 0) - 300);
    expect(events[2]?.atMilliseconds).toBeGreaterThanOrEqual(events[1]?.atMilliseconds ?? Infinity);
  });

  it('waits as long as it is told to', () => {
    const sound = joined(speech(), new Int16Array(24_000), speech(), new Int16Array(48_000));
    expect(eventsOf(sound, { silenceMilliseconds: 1500 })).toHaveLength(2);
    expect(eventsOf(sound, { silenceMilliseconds: 300 }).length).toBeGreaterThanOrEqual(4);
  });

  it('asks for more at a higher threshold', () => {
    const sound = padded(louder(speech(), 0.1), 1500);
    const noisy = added(sound, whiteNoise(sound.length, -42));
    expect(eventsOf(noisy, { threshold: 0.1 }).length).toBeGreaterThan(0);
    expect(eventsOf(noisy, { threshold: 1 })).toEqual([]);
  });

  it('does not depend on how the samples are cut', () => {
    const sound = padded(speech(), 600);
    const whole = eventsOf(sound);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9000 }), { minLength: 1 }), (lengths) => {
        const activity = new VoiceActivity(options);
        const events: VoiceActivityEvent[] = [];
        for (let at = 0, i = 0; at < sound.length; i++) {
          const length = lengths[i % lengths.length] ?? 1;
          events.push(...activity.push(sound.subarray(at, at + Math.max(length, 40))));
          at += Math.max(length, 40);
        }
        expect(events).toEqual(whole);
      }),
      { numRuns: 10 },
    );
  });
});
