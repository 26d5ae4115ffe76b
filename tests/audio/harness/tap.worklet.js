/** Posts every quantum of its input together with the frame of the context at which it began. */
registerProcessor(
  'tap',
  class extends AudioWorkletProcessor {
    process([channels]) {
      const samples = channels?.[0];
      if (samples) this.port.postMessage({ frame: currentFrame, samples });
      return true;
    }
  },
);
