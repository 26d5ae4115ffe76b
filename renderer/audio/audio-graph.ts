import captureUrl from './worklets/capture.worklet.ts?worker&url';
import { SAMPLE_RATE } from './worklets/messages.ts';
import playbackUrl from './worklets/playback.worklet.ts?worker&url';

/** The nodes of the page's sound, in one context for both directions. */
export interface AudioGraph {
  readonly capture: AudioWorkletNode;
  readonly playback: AudioWorkletNode;
}

/** A context at 24 kHz, so that the browser does all resampling. It starts suspended until a gesture. */
export function createContext(): AudioContext {
  return new AudioContext({ sampleRate: SAMPLE_RATE, latencyHint: 'interactive' });
}

/** Loads both worklets and connects them. Rejects when the browser refuses a module. */
export async function buildGraph(context: AudioContext): Promise<AudioGraph> {
  await Promise.all([
    context.audioWorklet.addModule(captureUrl),
    context.audioWorklet.addModule(playbackUrl),
  ]);
  const capture = new AudioWorkletNode(context, 'parley-capture', { outputChannelCount: [1] });
  const playback = new AudioWorkletNode(context, 'parley-playback', {
    numberOfInputs: 0,
    outputChannelCount: [1],
  });
  // Its output is silence; without a way to the loudspeaker the browser would not run it.
  capture.connect(context.destination);
  playback.connect(context.destination);
  return { capture, playback };
}
