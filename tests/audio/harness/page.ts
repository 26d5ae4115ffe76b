/// <reference types="vite/client" />
import type { AudioFrame } from '../../../contract/audio-frame.ts';
import { Emitter } from '../../../contract/base/emitter.ts';
import type { AnyEvent } from '../../../contract/events/events.ts';
import { defaultSettings } from '../../../contract/settings.ts';
import type { AudioBridge } from '../../../renderer/audio/audio-bridge.ts';
import { createAudioEngine } from '../../../renderer/audio/audio-engine.ts';
import tapUrl from './tap.worklet.js?worker&url';

interface Report {
  readonly name: string;
  readonly input: unknown;
}

const audio = new Emitter<AudioFrame>();
const events = new Emitter<AnyEvent>();
const changed = new EventTarget();
const frames: AudioFrame[] = [];
const reports: Report[] = [];
const heard: { frame: number; samples: Float32Array }[] = [];
let context: AudioContext | undefined;

const bridge: AudioBridge = {
  sendAudio(frame) {
    frames.push(frame);
    changed.dispatchEvent(new Event('change'));
  },
  onAudio: audio.listen,
  onEvent: events.listen,
  call(name, input) {
    reports.push({ name, input });
    changed.dispatchEvent(new Event('change'));
    return new Promise(() => undefined);
  },
};

const engine = createAudioEngine(bridge, {
  tap(node, of) {
    context = of as AudioContext;
    void of.audioWorklet.addModule(tapUrl).then(() => {
      const tap = new AudioWorkletNode(of, 'tap');
      tap.port.onmessage = (event): void => {
        heard.push(event.data);
        changed.dispatchEvent(new Event('change'));
      };
      node.connect(tap).connect(of.destination);
      changed.dispatchEvent(new Event('change'));
    });
  },
});

/** Samples of the tone that is pushed: never zero, so that what was heard can be counted. */
function tone(samples: number, from: number): Int16Array {
  return Int16Array.from({ length: samples }, (_, index) =>
    Math.round(9000 + 7000 * Math.sin((from + index) / 11) + ((from + index) % 97)),
  );
}

/** What the test drives from outside. */
const harness = {
  engine,
  frames,
  reports,
  heard,
  now: (): number => context?.currentTime ?? -1,
  emit: (event: AnyEvent): void => events.emit(event),
  configure: (patch: object): void => engine.configure({ ...defaultSettings, ...patch }),
  /** Pushes a tone of one stream in frames of 200 ms. */
  push(stream: number, samples: number): void {
    const length = 4800;
    for (let from = 0, sequence = 0; from < samples; from += length, sequence += 1) {
      const part = tone(Math.min(length, samples - from), from);
      const last = from + length >= samples;
      audio.emit({ kind: 'speaker', stream, sequence, last, samples: part });
    }
  },
  tone: (samples: number): number[] => [...tone(samples, 0)],
  /** Waits until `holds` does, looking whenever something arrived. */
  until(holds: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!holds()) return;
        changed.removeEventListener('change', look);
        resolve();
      };
      changed.addEventListener('change', look);
      look();
    });
  },
  /** Everything that was captured of one stream. */
  captured: (stream: number): number[] =>
    frames.filter((frame) => frame.stream === stream).flatMap((frame) => [...frame.samples]),
  /** What the loudspeaker got, as PCM16, from the first to the last sample that was not zero. */
  played(): { samples: number[]; end: number } {
    const all = heard.flatMap(({ samples }) => [...samples]);
    const first = all.findIndex((sample) => sample !== 0);
    const last = all.findLastIndex((sample) => sample !== 0);
    const samples = all.slice(first, last + 1).map((sample) => Math.round(sample * 0x8000));
    return { samples, end: ((heard[0]?.frame ?? 0) + last + 1) / 24_000 };
  },
};

export type Harness = typeof harness;

declare global {
  interface Window {
    harness: Harness;
  }
}

window.harness = harness;
document.querySelector('button')?.addEventListener('click', () => void engine.resume());
