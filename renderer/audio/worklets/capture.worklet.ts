import { CaptureFrames } from './capture-frames.ts';
import type { CaptureCommand } from './messages.ts';

registerProcessor(
  'parley-capture',
  class extends AudioWorkletProcessor {
    // Posted without a transfer list: the copy is made outside the heap of the audio thread.
    readonly #frames = new CaptureFrames((message) => this.port.postMessage(message));

    constructor() {
      super();
      this.port.onmessage = (event: MessageEvent<CaptureCommand>): void => {
        if (event.data.kind === 'open') this.#frames.open(event.data.stream, event.data.preRoll);
        else this.#frames.close();
      };
    }

    process(inputs: Float32Array[][]): boolean {
      const [channels] = inputs;
      if (channels !== undefined) this.#frames.process(channels);
      return true;
    }
  },
);
