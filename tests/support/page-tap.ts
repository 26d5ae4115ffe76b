import type { Page } from 'playwright-core';

/** What the page has played, as the node before its loudspeaker heard it, from `from` on. */
export interface Heard {
  readonly rate: number;
  /** Frame of the audio clock at which `samples` begins. */
  readonly from: number;
  readonly samples: Float32Array;
}

/** What the page notes for the test, on the audio clock of its one context. */
interface Tap {
  rate: number;
  from: number;
  readonly chunks: Float32Array[];
  microphones: number;
  /** The last microphone that was acquired. */
  stream: MediaStream | null;
  readonly pressedAt: number[];
}

/** The file that the page's host has to serve beside the page: the browser loads worklets itself. */
export const TAP_FILE = 'tap.worklet.js';

/** Hands every render quantum to the page, copied, with the frame at which it began. */
export const TAP_SOURCE = `registerProcessor('tap', class extends AudioWorkletProcessor {
  process([input]) {
    const samples = input[0];
    if (samples) this.port.postMessage({ frame: currentFrame, samples: samples.slice() });
    return true;
  }
});`;

/*
 * Runs in the page before anything else. Whatever is connected to a destination is recorded, and
 * key presses and acquired microphones are noted.
 */
function install(path: string): void {
  const tap: Tap = { rate: 0, from: -1, chunks: [], microphones: 0, stream: null, pressedAt: [] };
  Object.assign(globalThis, { parleyTap: tap });
  let tapped: AudioContext | null = null;
  let recorder: Promise<AudioNode> | null = null;
  const connect = AudioNode.prototype.connect;
  const makeRecorder = async (context: AudioContext): Promise<AudioNode> => {
    tapped = context;
    tap.rate = context.sampleRate;
    await context.audioWorklet.addModule(path);
    const node = new AudioWorkletNode(context, 'tap', { numberOfOutputs: 0 });
    node.port.onmessage = ({ data }) => {
      if (tap.from < 0) tap.from = data.frame;
      tap.chunks.push(data.samples);
    };
    return node;
  };
  AudioNode.prototype.connect = function (this: AudioNode, ...rest: unknown[]) {
    const { context } = this;
    if (rest[0] instanceof AudioDestinationNode && context instanceof AudioContext) {
      recorder ??= makeRecorder(context);
      // More than one node may reach the loudspeaker: what is heard is their sum.
      void recorder.then((node) => Reflect.apply(connect, this, [node]));
    }
    return Reflect.apply(connect, this, rest);
  } as typeof connect;
  const media = navigator.mediaDevices;
  const acquire = media.getUserMedia.bind(media);
  media.getUserMedia = async (constraints) => {
    const stream = await acquire(constraints);
    tap.microphones += 1;
    tap.stream = stream;
    return stream;
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.code !== 'Space' || event.repeat || tapped === null) return;
    tap.pressedAt.push(Math.round(tapped.currentTime * tapped.sampleRate));
  };
  addEventListener('keydown', pressed, true);
}

/** Begins to record what `page` plays, from its next load on. */
export async function tapPage(page: Page): Promise<void> {
  await page.addInitScript(install, `/${TAP_FILE}`);
}

/** Everything played so far. */
export async function heardBy(page: Page): Promise<Heard> {
  const { rate, from, base64 } = await page.evaluate(() => {
    const tap: Tap = Reflect.get(globalThis, 'parleyTap');
    const samples = new Float32Array(tap.chunks.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const chunk of tap.chunks) {
      samples.set(chunk, at);
      at += chunk.length;
    }
    let text = '';
    const bytes = new Uint8Array(samples.buffer);
    for (let start = 0; start < bytes.length; start += 0x8000) {
      text += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
    }
    return { rate: tap.rate, from: tap.from, base64: btoa(text) };
  });
  const bytes = Uint8Array.from(Buffer.from(base64, 'base64'));
  return { rate, from, samples: new Float32Array(bytes.buffer) };
}

/** Microphones that the page has acquired so far. */
export function microphonesOf(page: Page): Promise<number> {
  return page.evaluate(() => (Reflect.get(globalThis, 'parleyTap') as Tap).microphones);
}

/** Lets the fake device go: it reads its file from the beginning only when nobody holds it. */
export async function releaseMicrophone(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { stream } = Reflect.get(globalThis, 'parleyTap') as Tap;
    for (const track of stream?.getTracks() ?? []) track.stop();
  });
}

/** Frames of the audio clock at which Space went down. */
export function pressesOf(page: Page): Promise<number[]> {
  return page.evaluate(() => [...(Reflect.get(globalThis, 'parleyTap') as Tap).pressedAt]);
}
