import type { Page } from 'playwright-core';

/** What the page has played, as a recorder before its loudspeaker heard it. */
export interface Heard {
  readonly rate: number;
  readonly samples: Float32Array;
}

/*
 * Runs in the page before anything else. Whatever is connected to a destination is recorded, and
 * key presses and acquired microphones are noted on the recording's own clock.
 */
function install(): void {
  const chunks: Float32Array[] = [];
  const tap = { rate: 0, length: 0, chunks, microphones: 0, pressedAt: [] as number[] };
  Object.assign(globalThis, { parleyTap: tap });
  const connect = AudioNode.prototype.connect;
  const record = (context: BaseAudioContext, node: AudioNode): void => {
    if (!(context instanceof AudioContext) || tap.rate !== 0) return;
    tap.rate = context.sampleRate;
    // Nearly silent to its own output, and in step with the quanta of the node that it hears.
    const recorder = context.createScriptProcessor(256, 1, 1);
    recorder.onaudioprocess = ({ inputBuffer }) => {
      chunks.push(inputBuffer.getChannelData(0).slice());
      tap.length += inputBuffer.length;
    };
    connect.call(node, recorder as unknown as AudioParam);
    connect.call(recorder, context.destination as unknown as AudioParam);
  };
  AudioNode.prototype.connect = function (this: AudioNode, ...rest: unknown[]) {
    if (rest[0] instanceof AudioDestinationNode) record(this.context, this);
    return connect.apply(this, rest as [AudioParam]) as unknown as AudioNode;
  } as typeof connect;
  const media = navigator.mediaDevices;
  const acquire = media.getUserMedia.bind(media);
  media.getUserMedia = async (constraints) => {
    const stream = await acquire(constraints);
    tap.microphones += 1;
    return stream;
  };
  addEventListener(
    'keydown',
    (event) => {
      if (event.code === 'Space' && !event.repeat) tap.pressedAt.push(tap.length);
    },
    true,
  );
}

interface Tap {
  readonly rate: number;
  readonly length: number;
  readonly chunks: Float32Array[];
  readonly microphones: number;
  readonly pressedAt: number[];
}

/** Begins to record what `page` plays, from its next load on. */
export async function tapPage(page: Page): Promise<void> {
  await page.addInitScript(install);
}

/** Everything played so far. */
export async function heardBy(page: Page): Promise<Heard> {
  const { rate, base64 } = await page.evaluate(async () => {
    const tap = (globalThis as unknown as { parleyTap: Tap }).parleyTap;
    const samples = new Float32Array(tap.chunks.reduce((sum, chunk) => sum + chunk.length, 0));
    let at = 0;
    for (const chunk of tap.chunks) {
      samples.set(chunk, at);
      at += chunk.length;
    }
    let text = '';
    const bytes = new Uint8Array(samples.buffer);
    for (let from = 0; from < bytes.length; from += 0x8000) {
      text += String.fromCharCode(...bytes.subarray(from, from + 0x8000));
    }
    return { rate: tap.rate, base64: btoa(text) };
  });
  const bytes = Buffer.from(base64, 'base64');
  return {
    rate,
    samples: new Float32Array(
      bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
    ),
  };
}

/** Microphones that the page has acquired so far. */
export function microphonesOf(page: Page): Promise<number> {
  return page.evaluate(() => (globalThis as unknown as { parleyTap: Tap }).parleyTap.microphones);
}

/** Where in the recording Space went down, in samples. */
export function pressesOf(page: Page): Promise<number[]> {
  return page.evaluate(() => (globalThis as unknown as { parleyTap: Tap }).parleyTap.pressedAt);
}
