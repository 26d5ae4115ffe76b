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
        const command = event.data;
        if (command.kind === 'open') this.#frames.open(command.stream, command.preRoll);
        else if (command.kind === 'close') this.#frames.close();
        else if (command.kind === 'cue') this.#frames.cue(command.cue);
        else this.#frames.record(command.samples);
      };
    }

    process(inputs: Float32Array[][]): boolean {
      const [channels] = inputs;
      if (channels !== undefined) this.#frames.process(channels);
      return true;
    }
  },
);
