import { describe, expect, it } from 'vitest';
import { normalised } from '../../../tests/support/correlation.ts';
import { speakers, spokenSamples } from '../../../tests/support/speakers.ts';
import { CaptureFrames } from './capture-frames.ts';
import { CueVoices, cueLength, cueSample, cueShapes } from './cue-sounds.ts';
import { type CaptureMessage, type CueName, FRAME_SAMPLES, SAMPLE_RATE } from './messages.ts';
import { Player } from './player.ts';

const names: readonly CueName[] = ['begin', 'sent', 'error'];

function energy(signal: ArrayLike<number>): number {
  return Array.from(signal).reduce((sum, sample) => sum + sample ** 2, 0);
}

function decibels(part: ArrayLike<number>, whole: ArrayLike<number>): number {
  return 10 * Math.log10(energy(part) / energy(whole));
}

/** The cue as a microphone hears it: 60 ms late, with the reverberation (0.4 s) of a room. */
function heardInRoom(cue: CueName): Float64Array {
  const length = cueLength(cue);
  const delay = 0.06 * SAMPLE_RATE;
  const tail = 0.4 * SAMPLE_RATE;
  let noise = 12_345;
  const room = Float64Array.from({ length: tail }, (_, index) => {
    noise = (noise * 1_103_515_245 + 12_345) % 2 ** 31;
    return index === 0 ? 1 : 0.03 * (noise / 2 ** 30 - 1) * 10 ** ((-3 * index) / tail);
  });
  const heard = new Float64Array(length + delay + tail);
  for (let at = cueShapes[cue].lead; at < length; at += 1) {
    const sample = cueSample(cue, at);
    for (let index = 0; index < tail; index += 1) {
      heard[at + delay + index] = (heard[at + delay + index] ?? 0) + sample * (room[index] ?? 0);
    }
  }
  return heard;
}

/** What leaves the capture side of `signal`, when `cues` were announced before its first sample. */
function captured(signal: ArrayLike<number>, cues: readonly CueName[]): Float64Array {
  const out: number[] = [];
  const frames = new CaptureFrames((message: CaptureMessage) => {
    if (message.kind === 'frame') out.push(...Array.from(message.samples, (v) => v / 0x8000));
  });
  frames.open(1);
  for (const cue of cues) frames.cue(cue);
  for (let at = 0; at < signal.length; at += FRAME_SAMPLES) {
    const block = Float32Array.from(
      { length: FRAME_SAMPLES },
      (_, index) => signal[at + index] ?? 0,
    );
    frames.process([block]);
  }
  frames.close();
  return Float64Array.from(out.slice(0, signal.length));
}

/** `signal` as loud as `energyWanted`, from -1 to 1. */
function scaled(signal: ArrayLike<number>, energyWanted: number): Float64Array {
  const factor = Math.sqrt(energyWanted / energy(signal));
  return Float64Array.from(signal, (sample) => sample * factor);
}

describe('a cue that the microphone hears', () => {
  it.each(names)('is taken out by 40 dB when it is "%s"', (cue) => {
    // Louder than it ever is, so that the rounding of PCM16 does not count.
    const heard = scaled(heardInRoom(cue), 400);
    expect(decibels(captured(heard, [cue]), heard)).toBeLessThanOrEqual(-40);
    expect(decibels(captured(heard, []), heard)).toBeGreaterThan(-0.1);
  });

  it.each([
    ['Good morning! I would like four hundred strawberries.', speakers.en],
    ['Buenos días, quisiera pedir cuatrocientas fresas.', speakers.es],
    ['See the sea.', { name: 'en-us', rate: 150, pitch: 80 }],
  ] as const)('leaves "%s", said over it, as it was', async (text, voice) => {
    const speech = Float64Array.from(await spokenSamples(text, voice), (v) => v / 0x8000);
    const first = speech.subarray(0, 0.6 * SAMPLE_RATE);
    const cue = scaled(heardInRoom('begin'), energy(first));
    const mixed = Float64Array.from(speech, (sample, index) => sample + (cue[index] ?? 0));
    const left = captured(mixed, ['begin']);
    const plain = captured(speech, ['begin']);
    expect(normalised(left.subarray(0, first.length), first, 0)).toBeGreaterThanOrEqual(0.95);
    const residue = left.map((sample, index) => sample - (plain[index] ?? 0));
    expect(decibels(residue, cue)).toBeLessThanOrEqual(-40);
    // Without the notch this very mixture is no likeness of the speech.
    const untouched = captured(mixed, []).subarray(0, first.length);
    expect(normalised(untouched, first, 0)).toBeLessThan(0.8);
  });

  it('is not looked for at any other time: then every sample passes as it is', async () => {
    const speech = await spokenSamples('One more, please. And then we are done for today.');
    const signal = Float64Array.from(speech, (sample) => sample / 0x8000);
    expect(captured(signal, [])).toEqual(signal);
    const after = Math.ceil(cueLength('begin') + 0.42 * SAMPLE_RATE);
    expect(speech.length).toBeGreaterThan(after + SAMPLE_RATE / 2);
    expect(captured(signal, ['begin']).slice(after)).toEqual(signal.slice(after));
  });
});

describe('CueVoices', () => {
  function played(voices: CueVoices, quanta: number): Float32Array {
    const out = new Float32Array(quanta * FRAME_SAMPLES);
    for (let at = 0; at < quanta; at += 1) {
      voices.mix(out.subarray(at * FRAME_SAMPLES, (at + 1) * FRAME_SAMPLES));
    }
    return out;
  }

  it.each(names)('plays "%s" once, softly, and without a step at either end', (cue) => {
    const voices = new CueVoices();
    voices.start(cue);
    const out = played(voices, 100);
    expect(Math.max(...out.map(Math.abs))).toBeLessThan(0.08);
    const expected = Float32Array.from(out, (_, index) => 0 + cueSample(cue, index));
    expect(out).toEqual(expected);
    const steps = out.map((sample, index) => Math.abs(sample - (out[index - 1] ?? 0)));
    expect(steps.at(cueShapes[cue].lead) ?? 1).toBeLessThan(1e-4);
    expect(Math.abs(cueSample(cue, cueLength(cue) - 1))).toBeLessThan(1e-4);
  });

  it('takes back "sent" before it is heard, and lets what is heard end', () => {
    const voices = new CueVoices();
    voices.start('sent');
    expect(energy(played(voices, 5))).toBe(0);
    voices.start(null);
    expect(energy(played(voices, 60))).toBe(0);
    voices.start('begin');
    const begun = played(voices, 5);
    voices.start(null);
    const rest = played(voices, 60);
    expect(energy(begun) + energy(rest)).toBeCloseTo(
      energy(Array.from({ length: cueLength('begin') }, (_, index) => cueSample('begin', index))),
      6,
    );
  });

  it('changes nothing of what the player counts, also while it is hushed', () => {
    const reports: unknown[][] = [[], []];
    const outputs = [0, 1].map((withCues) => {
      const player = new Player((message) => {
        if (message.kind === 'progress') reports[withCues]?.push(structuredClone(message));
      });
      const voices = new CueVoices();
      const out: number[] = [];
      player.frame({
        kind: 'frame',
        stream: 1,
        last: true,
        samples: new Int16Array(9600).fill(99),
      });
      for (let quantum = 0; quantum < 60; quantum += 1) {
        if (quantum === 20 && withCues === 1) voices.start('begin');
        if (quantum === 20) player.hush();
        if (quantum === 30) player.flush(7);
        const block = new Float32Array(FRAME_SAMPLES);
        player.process(block);
        voices.mix(block);
        out.push(...block);
      }
      return out;
    });
    expect(reports[1]).toEqual(reports[0]);
    expect(reports[0]?.at(-1)).toMatchObject({ flush: 7, played: [{ stream: 1, samples: 2560 }] });
    const cue = (outputs[1] ?? []).map((sample, index) => sample - (outputs[0]?.[index] ?? 0));
    expect(energy(cue)).toBeGreaterThan(1);
  });
});

describe('a take', () => {
  it('is the next so many samples, whether or not a stream is open, and no stream', () => {
    const messages: CaptureMessage[] = [];
    const frames = new CaptureFrames((message) => messages.push(structuredClone(message)));
    const block = Float32Array.from({ length: FRAME_SAMPLES }, (_, index) => index / 0x8000);
    frames.process([block]);
    frames.record(200);
    frames.process([block]);
    frames.process([block]);
    const takes = messages.filter(({ kind }) => kind === 'take');
    expect(takes).toEqual([
      { kind: 'take', samples: Int16Array.from({ length: 200 }, (_, index) => index % 128) },
    ]);
    frames.record(100);
    frames.record(0);
    frames.process([block]);
    expect(messages.filter(({ kind }) => kind === 'take')).toHaveLength(1);
    expect(messages.some(({ kind }) => kind === 'frame')).toBe(false);
  });
});
