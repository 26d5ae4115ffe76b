import { CueVoices } from './cue-sounds.ts';
import type { PlaybackCommand } from './messages.ts';
import { Player } from './player.ts';

registerProcessor(
  'parley-playback',
  class extends AudioWorkletProcessor {
    readonly #player = new Player((message) => this.port.postMessage(message));
    readonly #cues = new CueVoices();

    constructor() {
      super();
      this.port.onmessage = (event: MessageEvent<PlaybackCommand>): void => {
        if (event.data.kind === 'flush') this.#player.flush(event.data.flush);
        else if (event.data.kind === 'hush') this.#player.hush();
        else if (event.data.kind === 'cue') this.#cues.start(event.data.cue);
        else this.#player.frame(event.data);
      };
    }

    process(_inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
      const channel = outputs[0]?.[0];
      if (channel !== undefined) {
        this.#player.process(channel);
        // After the player, which counts and measures what it has played: a cue is none of that.
        this.#cues.mix(channel);
      }
      return true;
    }
  },
);
