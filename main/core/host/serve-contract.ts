import { z } from 'zod';
import { type AudioFrame, encodeAudioFrame } from '../../../contract/audio-frame.ts';
import { assertNever } from '../../../contract/base/assert-never.ts';
import { type Disposable, DisposableStore } from '../../../contract/base/disposable.ts';
import { type AnyEvent, events, isEventName } from '../../../contract/events/events.ts';
import { Failure } from '../../../contract/failure.ts';
import { encodeMessage, MAX_MESSAGE_LENGTH, type Message } from '../../../contract/message.ts';
import type { Wire } from '../../../contract/wire.ts';
import { type Clock, systemClock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import { CallRunner, describe, type IncomingCall } from './call-runner.ts';
import type { CoreSurface } from './core-surface.ts';
import { DropCounter } from './drop-counter.ts';
import { readIncoming } from './incoming.ts';

/** Bytes that may wait in a wire before speaker audio is dropped: about 32 s of speech. */
const AUDIO_WATERMARK = 1.5 * 1024 * 1024;

/**
 * Bytes that may wait in a wire before it is closed, because its page has stopped reading. A
 * message that is longer by itself is sent when nothing waits.
 */
const WIRE_LIMIT = 2 * 1024 * 1024;

const NO_SAMPLES = new Int16Array(0);

/** `clock` is the system's unless given. */
export interface ServeOptions {
  readonly log: Log;
  readonly clock?: Clock;
}

/**
 * Serves `core` to the page at the other end of `wire`: the snapshot first, then events in order,
 * answers to calls, and audio both ways. Nothing that the page sends can throw out of here.
 * Disposing, or the wire's end, tells the core that the page has left, once.
 */
export function serveContract(wire: Wire, core: CoreSurface, options: ServeOptions): Disposable {
  const server = new ContractServer(wire, core, options);
  server.start();
  return server;
}

class ContractServer implements Disposable {
  readonly #wire: Wire;
  readonly #core: CoreSurface;
  readonly #log: Log;
  readonly #runner: CallRunner;
  readonly #refused: DropCounter;
  readonly #unheard: DropCounter;
  readonly #store = new DisposableStore();
  #sequence = 0;

  constructor(wire: Wire, core: CoreSurface, { log, clock = systemClock }: ServeOptions) {
    this.#wire = wire;
    this.#core = core;
    this.#log = log;
    this.#runner = new CallRunner(core, log);
    this.#refused = new DropCounter('dropped what a page sent', log, clock);
    this.#unheard = new DropCounter('dropped speaker audio: the page reads too slowly', log, clock);
  }

  start(): void {
    this.#store.add(this.#wire.onClose(() => this.dispose()));
    this.#store.add(this.#wire.onData((data) => this.#receive(data)));
    if (!this.#greet()) this.dispose();
    // After a failed greeting the store is disposed and gives these back at once.
    this.#store.add(this.#core.onEvent((event) => this.#announce(event)));
    this.#store.add(this.#core.onSpeakerAudio((frame) => this.#play(frame)));
  }

  dispose(): void {
    if (this.#store.disposed) return;
    this.#store.dispose();
    this.#wire.close();
    this.#refused.flush();
    this.#unheard.flush();
    this.#guard('page left', () => this.#core.pageLeft());
  }

  #greet(): boolean {
    return this.#guard('snapshot', () => {
      this.#core.pageCame();
      this.#announce({ name: 'snapshot', payload: this.#core.snapshot() });
      if (this.#sequence === 0) throw new Error('The snapshot could not be sent.');
    });
  }

  #announce({ name, payload }: AnyEvent): void {
    const parsed = schemaOf(name).safeParse(payload);
    if (parsed.success) {
      const sequence = this.#sequence;
      this.#sequence += 1;
      this.#send({ kind: 'event', sequence, name, payload: parsed.data });
    } else {
      // Its number stays free: a page closes at a gap, and one bad event must not cost the session.
      const { issues } = parsed.error;
      this.#log.error('an event does not fit its schema', { event: name, issues });
    }
  }

  #play(frame: AudioFrame): void {
    const full = this.#wire.buffered > AUDIO_WATERMARK;
    if (full) this.#unheard.add('frames');
    if (!full) this.#wire.send(encodeAudioFrame(frame));
    // Twelve bytes: the page still learns that the stream has ended.
    else if (frame.last) this.#wire.send(encodeAudioFrame({ ...frame, samples: NO_SAMPLES }));
  }

  #receive(data: string | ArrayBuffer): void {
    const incoming = readIncoming(data);
    switch (incoming.kind) {
      case 'call':
        void this.#answer(incoming.call);
        break;
      case 'frame':
        this.#guard('microphone frame', () => this.#core.microphoneFrame(incoming.frame));
        break;
      case 'refused':
        this.#send({ kind: 'failure', id: incoming.id, failure: incoming.failure });
        break;
      case 'dropped':
        this.#refused.add(incoming.reason);
        break;
      default:
        assertNever(incoming);
    }
  }

  async #answer(call: IncomingCall): Promise<void> {
    this.#send(await this.#runner.run(call));
  }

  #send(message: Message): void {
    if (this.#store.disposed) return;
    const text = encodeMessage(message);
    if (text.length > MAX_MESSAGE_LENGTH) {
      this.#tooLong(message);
    } else if (this.#wire.buffered > 0 && this.#wire.buffered + text.length > WIRE_LIMIT) {
      this.#log.warn('closed a wire whose page does not read', { buffered: this.#wire.buffered });
      this.dispose();
    } else {
      this.#wire.send(text);
    }
  }

  #tooLong(message: Message): void {
    this.#log.error('a message is too long to send', { kind: message.kind });
    if (message.kind === 'event') {
      this.dispose();
    } else {
      const failure = new Failure('overflow', 'The answer is too long to be sent.').data;
      this.#send({ kind: 'failure', id: message.id, failure });
    }
  }

  #guard(step: string, action: () => void): boolean {
    try {
      action();
      return true;
    } catch (error) {
      this.#log.error('the core failed', { step, error: describe(error) });
      return false;
    }
  }
}

/** A name that is no event has a schema that nothing fits. */
function schemaOf(name: string): z.ZodType {
  return isEventName(name) ? events[name] : z.never();
}
