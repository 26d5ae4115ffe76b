import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CaptureFrames, PRE_ROLL_FRAMES, SILENCE_SAMPLES } from './capture-frames.ts';
import { type CapturedFrame, FRAME_SAMPLES, LEVEL_SAMPLES, type Level } from './messages.ts';

function listen() {
  const frames: CapturedFrame[] = [];
  const levels: Level[] = [];
  const silences: boolean[] = [];
  const capture = new CaptureFrames((message) => {
    if (message.kind === 'frame') frames.push({ ...message, samples: message.samples.slice() });
    else if (message.kind === 'level') levels.push({ ...message });
    else if (message.kind === 'silence') silences.push(message.silent);
  });
  return { capture, frames, levels, silences };
}

/** Samples that count up, so that each can be told from all others. */
function counting(from: number, length: number): Float32Array {
  return Float32Array.from({ length }, (_, index) => (((from + index) % 60_000) - 30_000) / 0x8000);
}

const pcm = (samples: Float32Array): number[] => [...samples].map((sample) => sample * 0x8000);
const all = (frames: CapturedFrame[]): number[] => frames.flatMap(({ samples }) => [...samples]);

describe('CaptureFrames', () => {
  it('opens with the newest 300 ms, oldest first, and goes on without a seam', () => {
    const { capture, frames } = listen();
    const sound = counting(0, 200 * FRAME_SAMPLES);
    for (let at = 0; at < 190; at += 1) {
      capture.process([sound.subarray(at * FRAME_SAMPLES, (at + 1) * FRAME_SAMPLES)]);
    }
    expect(frames).toHaveLength(0);
    capture.open(5);
    expect(frames).toHaveLength(PRE_ROLL_FRAMES);
    capture.process([sound.subarray(190 * FRAME_SAMPLES)]);
    capture.close();
    expect(all(frames)).toEqual(pcm(sound.subarray((190 - PRE_ROLL_FRAMES) * FRAME_SAMPLES)));
    expect(PRE_ROLL_FRAMES * FRAME_SAMPLES).toBeGreaterThanOrEqual(7200);
  });

  it('opens with nothing of what was said before, when that was not meant to be heard', () => {
    const { capture, frames } = listen();
    const sound = counting(0, 10 * FRAME_SAMPLES + 50);
    capture.process([sound]);
    capture.open(5, false);
    expect(frames).toHaveLength(0);
    const meant = counting(5000, FRAME_SAMPLES);
    capture.process([meant]);
    expect(all(frames)).toEqual(pcm(meant));
  });

  it('ends with one last frame, empty when nothing is left', () => {
    const { capture, frames } = listen();
    capture.open(1);
    capture.close();
    capture.close();
    expect(frames).toEqual([
      { kind: 'frame', stream: 1, sequence: 0, last: true, samples: new Int16Array(0) },
    ]);
  });

  it('ends the open stream before it begins another', () => {
    const { capture, frames } = listen();
    capture.open(1);
    capture.process([counting(0, FRAME_SAMPLES)]);
    capture.open(2);
    expect(frames.map(({ stream, sequence, last }) => [stream, sequence, last])).toEqual([
      [1, 0, false],
      [1, 1, true],
    ]);
    capture.process([counting(0, FRAME_SAMPLES)]);
    expect(frames.at(-1)).toMatchObject({ stream: 2, sequence: 0 });
  });

  it('mixes two channels, clamps what is too loud and takes what is not a number for zero', () => {
    const { capture, frames } = listen();
    const left = new Float32Array(FRAME_SAMPLES);
    const right = new Float32Array(FRAME_SAMPLES);
    left.set([0.5, 1, -2, Number.NaN]);
    right.set([0.25, 1, -2, 0]);
    capture.open(0);
    capture.process([left, right]);
    expect([...(frames[0]?.samples.subarray(0, 5) ?? [])]).toEqual([12_288, 32_767, -32_768, 0, 0]);
  });

  it('hears nothing while no device is there', () => {
    const { capture, frames, levels } = listen();
    capture.open(0);
    for (let at = 0; at < 500; at += 1) capture.process([]);
    expect(frames).toHaveLength(0);
    expect(levels).toHaveLength(0);
  });

  it('forgets what it kept when the device goes while the gate is closed', () => {
    const { capture, frames } = listen();
    capture.process([counting(0, 1000)]);
    capture.process([]);
    capture.open(0);
    capture.process([counting(5000, 40)]);
    capture.process([]);
    capture.process([counting(5040, 60)]);
    capture.close();
    expect(all(frames)).toEqual(pcm(counting(5000, 100)));
  });

  it('tells the level every 32 ms, open or not', () => {
    const { capture, levels } = listen();
    capture.process([new Float32Array(LEVEL_SAMPLES).fill(-0.5)]);
    expect(levels).toEqual([{ kind: 'level', peak: 0.5, rms: 0.5 }]);
  });

  it('tells of a stream of nothing but zeros after two seconds, and of the sound that follows', () => {
    const { capture, silences } = listen();
    capture.process([new Float32Array(SILENCE_SAMPLES)]);
    capture.open(0);
    capture.process([new Float32Array(SILENCE_SAMPLES - 1)]);
    expect(silences).toEqual([]);
    capture.process([new Float32Array(2)]);
    expect(silences).toEqual([true]);
    capture.close();
    capture.open(1);
    capture.process([Float32Array.of(0, 0.1, 0.1)]);
    expect(silences).toEqual([true, false]);
    capture.process([new Float32Array(2 * SILENCE_SAMPLES)]);
    expect(silences).toEqual([true, false]);
  });

  it('lets every sample out at most once, in order, without a gap in any stream', () => {
    const step = fc.oneof(
      fc.record({
        kind: fc.constant('process' as const),
        length: fc.integer({ min: 0, max: 3000 }),
      }),
      fc.record({ kind: fc.constant('open' as const) }),
      fc.record({ kind: fc.constant('close' as const) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const { capture, frames } = listen();
        let heard = 0;
        let streams = 0;
        let open = false;
        let due = 0;
        for (const { kind, ...rest } of steps) {
          if (kind === 'process' && 'length' in rest) {
            capture.process([counting(heard, rest.length)]);
            heard += rest.length;
            if (open) due += rest.length;
          } else if (kind === 'open') {
            capture.open(streams);
            streams += 1;
            open = true;
          } else {
            capture.close();
            open = false;
          }
        }
        capture.close();
        const out = all(frames).map((sample) => sample + 30_000);
        // Never more than 57 blocks are missing between two samples' numbers, and never backwards.
        let turns = 0;
        for (let index = 1; index < out.length; index += 1) {
          const [before = 0, now = 0] = [out[index - 1], out[index]];
          if (now <= before) turns += 1;
        }
        expect(turns).toBeLessThanOrEqual(Math.floor(heard / 60_000));
        expect(out.length).toBeGreaterThanOrEqual(due);
        expect(out.length).toBeLessThanOrEqual(heard);
        for (let stream = 0; stream < streams; stream += 1) {
          const own = frames.filter((frame) => frame.stream === stream);
          expect(own.map(({ sequence }) => sequence)).toEqual([...own.keys()]);
          expect(own.filter(({ last }) => last)).toEqual(own.slice(-1));
          expect(own.every(({ samples }) => samples.length <= FRAME_SAMPLES)).toBe(true);
          const joined = all(own).map((sample) => sample + 30_000);
          const first = joined[0] ?? 0;
          expect(joined).toEqual(joined.map((_, index) => (first + index) % 60_000));
        }
      }),
      { numRuns: 60 },
    );
  });
});
