/** The file to be served beside the page: its policy allows no other origin, and no test sees the request. */
export const TAP_FILE = 'bench-tap.worklet.js';

/** Seconds that the tap keeps between two takings. */
const KEPT_SECONDS = 24;

/**
 * The tap, as the browser runs it: keeps what goes to the loudspeaker and notes the moment of the
 * first quantum with sound and of the first without. It says nothing until it is asked. A worklet
 * has no clock but `Date.now`, in whole milliseconds: half of one is added, so as not to flatter.
 */
export const TAP_WORKLET = `registerProcessor('bench-tap', class extends AudioWorkletProcessor {
  constructor() {
    super();
    this.memory = new Float32Array(${KEPT_SECONDS} * sampleRate);
    this.length = 0;
    this.turns = [];
    this.sounding = false;
    this.full = false;
    this.port.onmessage = () => {
      const { turns, full } = this;
      this.port.postMessage({ samples: this.memory.slice(0, this.length), turns, full });
      this.length = 0;
      this.turns = [];
      this.full = false;
    };
  }
  process([input]) {
    const samples = input[0];
    let sound = false;
    for (let i = 0; samples && i < samples.length && !sound; i += 1) sound = samples[i] !== 0;
    if (sound !== this.sounding) {
      this.sounding = sound;
      this.turns.push({ at: Date.now() + 0.5, sound });
    }
    const end = this.length + 128;
    if (end > this.memory.length) { this.full = true; return true; }
    if (samples) this.memory.set(samples, this.length);
    else this.memory.fill(0, this.length, end);
    this.length = end;
    return true;
  }
});`;
