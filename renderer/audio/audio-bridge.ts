import type { AudioFrame } from '../../contract/audio-frame.ts';
import type { Listen } from '../../contract/base/emitter.ts';
import type { CallInput, CallName, CallOutput } from '../../contract/calls/calls.ts';
import type { AnyEvent } from '../../contract/events/events.ts';

/** What the page's audio needs of the bridge: audio both ways, events, and calls. */
export interface AudioBridge {
  sendAudio(frame: AudioFrame): void;
  readonly onAudio: Listen<AudioFrame>;
  readonly onEvent: Listen<AnyEvent>;
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>;
}

/** Makes a report whose answer nobody waits for: without a core there is nobody to tell. */
export function report<N extends 'microphone.report' | 'speaker.report'>(
  bridge: AudioBridge,
  name: N,
  input: CallInput<N>,
): void {
  bridge.call(name, input).catch(() => undefined);
}
