import { type Disposable, DisposableStore } from '../../../../contract/base/disposable.ts';
import { Emitter } from '../../../../contract/base/emitter.ts';
import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import { AudioHold } from '../audio-hold.ts';
import type { ClientEvent } from '../client-event.ts';
import type { Connect, Connection } from '../connection.ts';
import type { Target } from '../endpoint.ts';
import type { ServerEvent, ServerEventOf } from '../server-event.ts';
import { toBeta, type WireEvent } from './beta.ts';
import { MissingEvents } from './missing-events.ts';
import { type Refusal, refusalOf } from './refusals.ts';
import { ServerTurns } from './server-turns.ts';

/** A connection that takes events in whatever shape. */
export interface WireConnection extends Omit<Connection, 'send'> {
  send(event: WireEvent): void;
}

/** What a dialect needs besides its connection. */
export interface DialectSurroundings {
  readonly clock: Clock;
  readonly log: Log;
}

/** Milliseconds that a server has to greet, and then to say what it makes of its settings. */
export const GREETING_MILLISECONDS = 700;
/** Milliseconds after which a turn that a server should have answered unasked is given up. */
const UNASKED_MILLISECONDS = 12_000;
/** A second and a half: longer than any server waits before it takes a turn for ended. */
const CLOSING_SILENCE = 36_000;

/** A `Connect` whose connections find out how their server speaks, and speak so. */
export function speakDialects(
  connect: (target: Target) => WireConnection,
  surroundings: DialectSurroundings,
): Connect {
  const learned = new Map<string, Learned>();
  return (target) => {
    const { dialect, serverTurns } = target;
    const key = JSON.stringify([target.url, dialect, serverTurns]);
    const learn = (what: Learned): void => {
      learned.delete(key);
      learned.set(key, what);
      const [oldest = key] = learned.keys();
      if (learned.size > MOST_LEARNED) learned.delete(oldest);
    };
    const known = learned.get(key) ?? null;
    return new DialectConnection(connect(target), target, { ...surroundings, known, learn });
  };
}

/** How a server was found to speak: its next connection waits for nothing. */
interface Learned {
  readonly shape: 'ga' | 'beta';
  readonly serverTurns: boolean;
}

interface Memory extends DialectSurroundings {
  readonly known: Learned | null;
  readonly learn: (what: Learned) => void;
}

const MOST_LEARNED = 20;

type Entry =
  | { readonly kind: 'event'; readonly event: ClientEvent }
  | { readonly kind: 'audio'; readonly hold: AudioHold };

/**
 * - `greeting`: everything waits until the server has said who it is.
 * - `trying`: it did not; its settings went out in today's shape, the rest waits for its reaction.
 * - `settled`: everything goes out, in `#shape`.
 */
type Stage = 'greeting' | 'trying' | 'settled';

/** One connection in the dialect of its server. */
class DialectConnection implements Connection {
  readonly #inner: WireConnection;
  readonly #around: Memory;
  readonly #missing: MissingEvents;
  readonly #owned = new DisposableStore();
  readonly #events = this.#owned.add(new Emitter<ServerEvent>());
  readonly onEvent = this.#events.listen;
  readonly onOpen;
  readonly onClose;
  /** Finds out, and mends what it finds; without, errors are passed on as they are. */
  readonly #isCurious: boolean;
  #stage: Stage;
  #shape: 'ga' | 'beta';
  #tellsFormat = true;
  #turns: ServerTurns | null;
  #waiting: Entry[] = [];
  /** The latest `session.update` that the server has not acknowledged. */
  #settings: ClientEvent | null = null;
  #hasAsked = false;
  /** The session was told that the server hears speech. */
  #tellsSpeech = false;
  /** The latest `session.update` that says how turns end. */
  #detection: ClientEvent | null = null;
  /** Id of a request that the server's own answer stands for. */
  #withheld: string | null = null;
  #alarm: Disposable = { dispose() {} };
  #patience: Disposable = { dispose() {} };

  constructor(inner: WireConnection, target: Target, around: Memory) {
    const { dialect = 'ga' } = target;
    const { known } = around;
    const serverTurns = target.serverTurns === true || known?.serverTurns === true;
    this.#inner = this.#owned.add(inner);
    this.#around = around;
    this.#isCurious = dialect !== 'ga' || target.kind === 'custom';
    this.#shape = known?.shape ?? (dialect === 'beta' ? 'beta' : 'ga');
    this.#stage = dialect === 'detect' && known === null ? 'greeting' : 'settled';
    this.#turns = serverTurns ? new ServerTurns() : null;
    this.#missing = new MissingEvents(serverTurns);
    this.onOpen = inner.onOpen;
    this.onClose = inner.onClose;
    this.#owned.add(inner.onEvent((event) => this.#received(event)));
    this.#owned.add(
      inner.onOpen(() => {
        if (this.#stage === 'greeting') this.#wait(() => this.#try());
      }),
    );
  }

  send(event: ClientEvent): void {
    if (this.#stage === 'settled') this.#speak(event);
    else this.#waiting.push({ kind: 'event', event });
  }

  appendAudio(samples: Int16Array): number {
    if (this.#stage === 'settled') return this.#inner.appendAudio(samples);
    const last = this.#waiting.at(-1);
    const hold = last?.kind === 'audio' ? last.hold : new AudioHold();
    if (last?.kind !== 'audio') this.#waiting.push({ kind: 'audio', hold });
    return hold.push(samples);
  }

  probe(): void {
    this.#inner.probe();
  }

  dispose(): void {
    this.#alarm.dispose();
    this.#patience.dispose();
    this.#waiting = [];
    this.#owned.dispose();
  }

  #received(event: ServerEvent): void {
    if (event.type === 'error' && this.#isCurious && this.#mend(event)) return;
    if (event.type === 'session.created') this.#greeted(event);
    if (event.type === 'session.updated') this.#updated(event);
    if (event.type === 'response.created') this.#withhold(null);
    for (const each of this.#missing.fill(event)) {
      if (!this.#isIgnored(each)) this.#events.emit(each);
    }
  }

  /** Of speech that the key tells of already. What was passed on at its beginning is to its end. */
  #isIgnored({ type }: ServerEvent): boolean {
    const isStart = type === 'input_audio_buffer.speech_started';
    if (!isStart && type !== 'input_audio_buffer.speech_stopped') return false;
    const isIgnored = this.#turns?.ignoresSpeech === true && (isStart || !this.#tellsSpeech);
    this.#tellsSpeech = isStart && !isIgnored;
    return isIgnored;
  }

  #greeted({ session }: ServerEventOf<'session.created'>): void {
    if (this.#isCurious && session.isPcm16) this.#tellsFormat = false;
    if (this.#stage !== 'greeting') return;
    if (session.shape === null) this.#try();
    else this.#settle(session.shape);
  }

  #updated({ session }: ServerEventOf<'session.updated'>): void {
    // A server of the other shape may just have left out all that it did not know.
    if (this.#isCurious && session.shape === 'beta' && this.#shape === 'ga') this.#fallBack();
    else this.#settings = null;
    if (this.#stage === 'trying') this.#settle(this.#shape);
  }

  /** Nobody said how this server speaks: its settings will show it. */
  #try(): void {
    if (this.#stage !== 'greeting') return;
    this.#stage = 'trying';
    const at = this.#waiting.findIndex(
      (entry) => entry.kind === 'event' && entry.event.type === 'session.update',
    );
    const [first] = at === -1 ? [] : this.#waiting.splice(at, 1);
    if (first?.kind === 'event') this.#speak(first.event);
    this.#wait(() => this.#settle(this.#shape));
  }

  #settle(shape: 'ga' | 'beta'): void {
    this.#alarm.dispose();
    this.#shape = shape;
    this.#stage = 'settled';
    this.#remember();
    for (const entry of this.#waiting.splice(0)) {
      if (entry.kind === 'event') this.#speak(entry.event);
      else this.#inner.appendAudio(entry.hold.take());
    }
  }

  #remember(): void {
    this.#around.learn({ shape: this.#shape, serverTurns: this.#turns !== null });
  }

  #wait(then: () => void): void {
    this.#alarm.dispose();
    this.#alarm = this.#around.clock.after(GREETING_MILLISECONDS, then);
  }

  #speak(event: ClientEvent): void {
    const move = this.#turns?.move(event) ?? { kind: 'send', event };
    if (move.kind === 'silence') this.#inner.appendAudio(new Int16Array(CLOSING_SILENCE));
    if (move.kind === 'withhold') this.#withhold(move.eventId);
    if (move.kind !== 'send') return;
    if (event.type === 'session.update') {
      this.#settings = move.event;
      this.#detection = detectionIn(event) ?? this.#detection;
    }
    if (event.type === 'input_audio_buffer.commit') this.#hasAsked = false;
    if (event.type === 'response.create') this.#hasAsked = true;
    this.#inner.send(this.#inShape(move.event));
    if (event.type === 'response.cancel') this.#giveUpWithheld();
  }

  #inShape(event: ClientEvent): WireEvent {
    return this.#shape === 'beta' ? toBeta(event, this.#tellsFormat) : event;
  }

  /** Returns whether the error is dealt with, and nobody else's business. */
  #mend({ error }: ServerEventOf<'error'>): boolean {
    const refusal = refusalOf(error);
    if (refusal === null) return false;
    this.#around.log.info('The server does without a part of the protocol', {
      ...refusal,
      text: error.message,
    });
    return this.#adapt(refusal);
  }

  #adapt(refusal: Refusal): boolean {
    if (refusal.kind === 'field') return true;
    if (refusal.kind === 'shape') {
      if (this.#shape === 'beta' || this.#settings === null) return false;
      this.#fallBack();
      if (this.#stage === 'trying') this.#settle('beta');
      return true;
    }
    if (refusal.type === 'input_audio_buffer.commit' && this.#turns === null) this.#learnTurns();
    return true;
  }

  /** Once, since there is no third shape to try. */
  #fallBack(): void {
    this.#shape = 'beta';
    this.#remember();
    if (this.#settings !== null) this.#inner.send(this.#inShape(this.#settings));
    this.#settings = null;
  }

  /** No commit here: the turn that was just said is ended by silence, as all after it. */
  #learnTurns(): void {
    this.#turns = new ServerTurns();
    this.#remember();
    if (this.#detection !== null) this.#speak(this.#detection);
    // The answer that was asked for would be to what was said before.
    if (this.#hasAsked) this.#inner.send({ type: 'response.cancel' });
    this.#inner.appendAudio(new Int16Array(CLOSING_SILENCE));
  }

  /** An answer that the server owes unasked is waited for, and not for ever. */
  #withhold(eventId: string | null): void {
    this.#withheld = eventId;
    this.#patience.dispose();
    if (eventId === null) return;
    this.#patience = this.#around.clock.after(UNASKED_MILLISECONDS, () => this.#giveUpWithheld());
  }

  /** The learner goes on though no answer came: the request that was kept back is done with. */
  #giveUpWithheld(): void {
    if (this.#withheld === null) return;
    const error = {
      message: 'The server had nothing to answer.',
      type: 'invalid_request_error',
      code: 'response_cancel_not_active',
      param: null,
      event_id: this.#withheld,
    };
    this.#withhold(null);
    this.#events.emit({ type: 'error', error });
  }
}

/** The event, when it says how turns end. */
function detectionIn(event: ClientEvent): ClientEvent | null {
  if (event.type !== 'session.update' || event.session.type !== 'realtime') return null;
  return event.session.audio?.input?.turn_detection === undefined ? null : event;
}
