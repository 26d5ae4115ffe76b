import { describe, expect, it } from 'vitest';
import type { AudioFrame } from '../../contract/audio-frame.ts';
import { ScriptedBridge, ScriptedPort } from './scripted-audio.ts';
import { Speaker } from './speaker.ts';
import { WorkletLink } from './worklet-link.ts';
import type { PlaybackCommand, PlaybackMessage } from './worklets/messages.ts';

function rig() {
  const bridge = new ScriptedBridge();
  const link = new WorkletLink<PlaybackCommand, PlaybackMessage>();
  const port = new ScriptedPort<PlaybackCommand, PlaybackMessage>();
  return { bridge, link, port, speaker: new Speaker({ bridge, link }) };
}

const frame = (stream: number, sequence: number): AudioFrame => ({
  kind: 'speaker',
  stream,
  sequence,
  last: false,
  samples: Int16Array.of(1, 2),
});

describe('Speaker', () => {
  it('keeps the order of audio and flushes, also of what came before the worklet', () => {
    const { bridge, link, port, speaker } = rig();
    bridge.audio.emit(frame(1, 0));
    speaker.flush(3);
    link.connect(port);
    bridge.audio.emit(frame(2, 0));
    bridge.audio.emit({ ...frame(2, 0), kind: 'microphone' });
    const samples = Int16Array.of(1, 2);
    expect(port.posted).toEqual([
      { kind: 'frame', stream: 1, last: false, samples },
      { kind: 'flush', flush: 3 },
      { kind: 'frame', stream: 2, last: false, samples },
    ]);
  });

  it('tells the core what was played', () => {
    const { bridge, link, port, speaker } = rig();
    link.connect(port);
    const played = [{ stream: 1, samples: 128 }];
    port.say({ kind: 'progress', flush: 3, played, pending: 7, underruns: 2, dropped: 5 });
    const input = { flush: 3, played, pending: 7 };
    expect(bridge.calls).toEqual([{ name: 'speaker.report', input }]);
    expect(speaker.statistics).toEqual({ underruns: 2, dropped: 5, gaps: 0 });
  });

  it('counts frames that never came', () => {
    const { bridge, speaker } = rig();
    for (const [stream, sequence] of [
      [1, 0],
      [1, 1],
      [1, 4],
      [2, 1],
      [2, 2],
    ] as const) {
      bridge.audio.emit(frame(stream, sequence));
    }
    expect(speaker.statistics.gaps).toBe(3);
  });

  it('answers every flush when there is no worklet', () => {
    const { bridge, link, speaker } = rig();
    speaker.flush(1);
    speaker.abandon(link.fail());
    speaker.flush(2);
    expect(bridge.calls.map(({ input }) => input)).toEqual([
      { flush: 1, played: [], pending: 0 },
      { flush: 2, played: [], pending: 0 },
    ]);
  });

  it('lets the core wait for nothing that cannot sound', () => {
    const { bridge, link, speaker } = rig();
    bridge.audio.emit(frame(1, 0));
    speaker.abandon(link.fail());
    bridge.audio.emit(frame(1, 1));
    const { length } = frame(1, 0).samples;
    expect(bridge.calls.map(({ input }) => input)).toEqual([
      { flush: null, played: [{ stream: 1, samples: length }], pending: 0 },
      { flush: null, played: [{ stream: 1, samples: 2 * length }], pending: 0 },
    ]);
  });

  it('listens to nothing any more once disposed', () => {
    const { bridge, speaker } = rig();
    speaker.dispose();
    expect(bridge.audio.size).toBe(0);
  });
});
