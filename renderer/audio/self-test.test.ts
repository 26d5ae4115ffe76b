import { expect, it } from 'vitest';
import { ScriptedPort } from './scripted-audio.ts';
import { SelfTest } from './self-test.ts';
import { WorkletLink } from './worklet-link.ts';
import type { CaptureCommand, CaptureMessage } from './worklets/messages.ts';

class Source {
  buffer: unknown = null;
  onended: (() => void) | null = null;
  readonly done: string[] = [];
  connect(): void {
    this.done.push('connect');
  }
  disconnect(): void {
    this.done.push('disconnect');
  }
  start(): void {
    this.done.push('start');
  }
  stop(): void {
    this.done.push('stop');
    this.onended?.();
  }
}

function rig() {
  const link = new WorkletLink<CaptureCommand, CaptureMessage>();
  const port = new ScriptedPort<CaptureCommand, CaptureMessage>();
  link.connect(port);
  const source = new Source();
  const played: number[] = [];
  const context = {
    destination: {},
    createBuffer: (_channels: number, length: number) => ({
      length,
      copyToChannel: (samples: Float32Array) => played.push(...samples),
    }),
    createBufferSource: () => source,
  } as unknown as BaseAudioContext;
  return { link, port, source, played, test: new SelfTest({ link, context }) };
}

it('records what the worklet hands over, and plays it in the page', async () => {
  const { port, source, played, test } = rig();
  const recording = test.record();
  expect(port.posted.at(-1)).toEqual({ kind: 'take', samples: 72_000 });
  port.say({ kind: 'take', samples: Int16Array.of(0, 0x4000, -0x8000) });
  const samples = await recording;
  expect(samples).toEqual(Int16Array.of(0, 0x4000, -0x8000));
  const playing = test.play(samples ?? new Int16Array());
  expect(played).toEqual([0, 0.5, -1]);
  expect(source.done).toEqual(['connect', 'start']);
  test.stop();
  await playing;
  expect(source.done).toEqual(['connect', 'start', 'stop', 'disconnect']);
});

it('answers null when it is stopped, disposed of, or has no worklet', async () => {
  const { link, port, test } = rig();
  const stopped = test.record();
  test.stop();
  expect(await stopped).toBe(null);
  expect(port.posted.at(-1)).toEqual({ kind: 'take', samples: 0 });
  const disposed = test.record();
  test.dispose();
  expect(await disposed).toBe(null);
  link.fail();
  expect(await test.record()).toBe(null);
});
