import { WebSocket } from 'ws';
import { z } from 'zod';
import { DisposableStore } from '../../../contract/base/disposable.ts';
import { Emitter } from '../../../contract/base/emitter.ts';
import { Failure } from '../../../contract/failure.ts';
import { type Clock, systemClock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { ClientEvent } from './client-event.ts';
import { closing, networkFailure, type RefusalBody, refusal } from './closing.ts';
import type { Connect, Connection } from './connection.ts';
import type { Target } from './endpoint.ts';
import { Heartbeat } from './heartbeat.ts';
import { Outgoing } from './outgoing.ts';
import { parseEvent } from './parse-event.ts';
import type { ServerEvent } from './server-event.ts';
import { withoutSecrets } from './without-keys.ts';

/** The largest message accepted: ten minutes of audio in one delta, as base64. */
const MAX_PAYLOAD = 40 * 1024 * 1024;
const HANDSHAKE_MILLISECONDS = 10_000;
/** A peer that has answered no ping by then answers none. */
const BLIND_MILLISECONDS = 3000;
/** For so long after it was sent, the learner's voice counts as being on its way. */
const VOICE_MILLISECONDS = 2000;
const MAX_REASON_BYTES = 64 * 1024;

/** Connects by WebSocket. Never sends the beta header, which the API refuses. */
export function connectSocket(log: Log, clock: Clock = systemClock): Connect {
  return (target) => new SocketConnection(target, { log, clock });
}

class SocketConnection implements Connection {
  readonly #socket: WebSocket;
  readonly #clean: (text: string) => string;
  readonly #log: Log;
  readonly #clock: Clock;
  readonly #outgoing: Outgoing;
  readonly #owned = new DisposableStore();
  readonly #open = this.#owned.add(new Emitter<void>());
  readonly #events = this.#owned.add(new Emitter<ServerEvent>());
  readonly #closes = this.#owned.add(new Emitter<Failure>());
  readonly onOpen = this.#open.listen;
  readonly onEvent = this.#events.listen;
  readonly onClose = this.#closes.listen;
  #heartbeat: Heartbeat | null = null;
  /** Bytes that have come over the socket below the WebSocket. */
  #bytesRead: () => number = () => 0;
  #openedAt: number | null = null;
  #voiceAt = Number.NEGATIVE_INFINITY;
  #ended = false;
  #expired: Failure | null = null;

  constructor(target: Target, { log, clock }: { log: Log; clock: Clock }) {
    this.#log = log;
    this.#clock = clock;
    this.#clean = (text) => withoutSecrets(text, target.headers);
    this.#socket = new WebSocket(target.url, {
      headers: target.headers,
      maxPayload: MAX_PAYLOAD,
      handshakeTimeout: HANDSHAKE_MILLISECONDS,
      // Speech does not compress, and deflating it costs latency.
      perMessageDeflate: false,
    });
    this.#outgoing = this.#makeOutgoing();
    this.#listen();
  }

  send(event: ClientEvent): void {
    if (this.#ended || this.#outgoing.event(JSON.stringify(event))) return;
    this.#log.warn('An event was dropped: too many wait for the connection');
  }

  appendAudio(samples: Int16Array): number {
    if (this.#ended) return 0;
    this.#voiceAt = this.#clock.now();
    const dropped = this.#outgoing.audio(samples);
    if (dropped > 0) this.#log.warn('Audio was dropped: the network is too slow', { dropped });
    return dropped;
  }

  probe(): void {
    this.#heartbeat?.probe();
  }

  dispose(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#owned.dispose();
    this.#outgoing.clear();
    this.#socket.close(1000);
    // A server that never answers the close must not keep the socket.
    const timer = setTimeout(() => this.#socket.terminate(), 1000);
    this.#socket.once('close', () => clearTimeout(timer));
    timer.unref();
  }

  #listen(): void {
    const socket = this.#socket;
    socket.on('upgrade', ({ socket: below }) => {
      this.#bytesRead = () => below.bytesRead;
    });
    socket.on('open', () => this.#onOpened());
    socket.on('pong', (data) => {
      this.#heartbeat?.pong();
      this.#outgoing.arrived(Number(String(data)));
    });
    socket.on('message', (data, binary) => {
      if (!binary) this.#onMessage(String(data));
    });
    socket.on('error', (error) => this.#end(networkFailure(error, this.#openedAt !== null)));
    socket.on('close', (code, reason) =>
      this.#end(this.#expired ?? closing(code, this.#clean(String(reason)))),
    );
    socket.on('unexpected-response', (request, response) => {
      let body = '';
      const cut = setTimeout(() => request.destroy(), 1000);
      response.on('data', (chunk) => {
        if (body.length < MAX_REASON_BYTES) body += String(chunk);
      });
      response.once('close', () => {
        clearTimeout(cut);
        request.destroy();
        this.#end(refusal(response.statusCode ?? 0, this.#refusalBody(body)));
      });
    });
  }

  #onOpened(): void {
    if (this.#ended) return;
    this.#openedAt = this.#clock.now();
    this.#heartbeat = this.#owned.add(this.#makeHeartbeat());
    this.#outgoing.start();
    this.#open.emit();
  }

  #makeHeartbeat(): Heartbeat {
    const clock = this.#clock;
    return new Heartbeat({
      clock,
      ping: () => this.#socket.ping(),
      bytesRead: () => this.#bytesRead(),
      urgent: () => clock.now() - this.#voiceAt < VOICE_MILLISECONDS || this.#outgoing.waiting,
      beaten: () => this.#beaten(),
      dead: () => {
        const text = 'The server has not shown any life for too long.';
        this.#end(new Failure('connection_lost', text));
      },
    });
  }

  #makeOutgoing(): Outgoing {
    const socket = this.#socket;
    return new Outgoing({
      send: (text) => socket.send(text),
      mark: (mark) => socket.ping(String(mark)),
      now: () => this.#clock.now(),
      bufferedNow: () => socket.bufferedAmount,
    });
  }

  #beaten(): void {
    const age = this.#clock.now() - (this.#openedAt ?? 0);
    if (age >= BLIND_MILLISECONDS && this.#heartbeat?.answers === false) this.#outgoing.goBlind();
  }

  #refusalBody(body: string): RefusalBody {
    const { message, code } = errorBody(body);
    return { message: this.#clean(message), code };
  }

  #onMessage(text: string): void {
    if (this.#ended) return;
    const parsed = parseEvent(text, this.#clean);
    if (parsed.kind === 'malformed') {
      this.#log.warn('A server event was dropped', { reason: parsed.reason });
      return;
    }
    if (parsed.kind === 'ignored') return;
    const { event } = parsed;
    if (event.type === 'error' && event.error.code === 'session_expired') {
      this.#expired = new Failure('session_expired', event.error.message);
    }
    this.#events.emit(event);
  }

  #end(failure: Failure): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#socket.terminate();
    const closes = this.#closes;
    this.#outgoing.clear();
    closes.emit(failure);
    this.#owned.dispose();
  }
}

const errorBodySchema = z.object({
  error: z.object({
    message: z.string().catch(''),
    code: z.string().nullish().catch(null),
  }),
});

/** What an OpenAI error body says, or nothing: a foreign page is not worth showing. */
function errorBody(body: string): RefusalBody {
  try {
    const { message, code } = errorBodySchema.parse(JSON.parse(body)).error;
    return { message: message.slice(0, 300), code: code ?? '' };
  } catch {
    return { message: '', code: '' };
  }
}
