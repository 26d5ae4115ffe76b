import type { AudioFrame } from '../../contract/audio-frame.ts';
import { Emitter } from '../../contract/base/emitter.ts';
import type { CallInput, CallName } from '../../contract/calls/calls.ts';
import type { AnyEvent } from '../../contract/events/events.ts';
import type { AudioBridge } from './audio-bridge.ts';
import type { Port } from './worklet-link.ts';

/** A port that keeps what was posted and says what a test wants said. */
export class ScriptedPort<Command, Message> implements Port {
  readonly posted: Command[] = [];
  onmessage: ((event: MessageEvent) => void) | null = null;

  postMessage(message: unknown): void {
    this.posted.push(message as Command);
  }

  say(message: Message): void {
    this.onmessage?.(new MessageEvent('message', { data: message }));
  }
}

/** A bridge that keeps what it was sent; its calls never settle. */
export class ScriptedBridge implements AudioBridge {
  readonly sent: AudioFrame[] = [];
  readonly calls: { name: CallName; input: unknown }[] = [];
  readonly audio = new Emitter<AudioFrame>();
  readonly events = new Emitter<AnyEvent>();
  readonly onAudio = this.audio.listen;
  readonly onEvent = this.events.listen;

  sendAudio(frame: AudioFrame): void {
    this.sent.push(frame);
  }

  call<N extends CallName>(name: N, input: CallInput<N>): Promise<never> {
    this.calls.push({ name, input });
    return new Promise(() => undefined);
  }
}
