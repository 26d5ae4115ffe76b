import { WebSocket } from 'ws';
import { DisposableStore, disposable } from '../../../contract/base/disposable.ts';
import { Emitter } from '../../../contract/base/emitter.ts';
import { Failure } from '../../../contract/failure.ts';
import { encodePcm16 } from '../../audio/pcm16.ts';
import type { Log } from '../base/log.ts';
import { AudioHold } from './audio-hold.ts';
import type { ClientEvent } from './client-event.ts';
import { closing, networkFailure, refusal } from './closing.ts';
import type { Connect, Connection } from './connection.ts';
import type { Target } from './endpoint.ts';
import { parseEvent } from './parse-event.ts';
import type { ServerEvent } from './server-event.ts';
import { withoutSecrets } from './without-keys.ts';

/** The largest message accepted: ten minutes of audio in one delta, as base64. */
const MAX_PAYLOAD = 40 * 1024 * 1024;
/** While more than this waits in the socket, audio is held and sent in larger pieces. */
const HIGH_WATER_BYTES = 64 * 1024;
const HANDSHAKE_MILLISECONDS = 10_000;
const MAX_QUEUED_EVENTS = 10_000;
const MAX_REASON_BYTES = 64 * 1024;

/** Connects by WebSocket. Never sends the beta header, which the API refuses. */
export function connectSocket(log: Log): Connect {
  return (target) => new SocketConnection(target, log);
}

class SocketConnection implements Connection {
  readonly #socket: WebSocket;
  readonly #clean: (text: string) => string;
  readonly #log: Log;
  readonly #hold = new AudioHold();
  readonly #queue: string[] = [];
  readonly #owned = new DisposableStore();
  readonly #open = this.#owned.add(new Emitter<void>());
  readonly #events = this.#owned.add(new Emitter<ServerEvent>());
  readonly #closes = this.#owned.add(new Emitter<Failure>());
  readonly onOpen = this.#open.listen;
  readonly onEvent = this.#events.listen;
  readonly onClose = this.#closes.listen;
  #opened = false;
  #ended = false;
  #expired: Failure | null = null;

  constructor(target: Target, log: Log) {
    this.#log = log;
    this.#clean = (text) => withoutSecrets(text, target.headers);
    this.#socket = new WebSocket(target.url, {
      ...target.route,
      headers: target.headers,
      maxPayload: MAX_PAYLOAD,
      handshakeTimeout: HANDSHAKE_MILLISECONDS,
      // Speech does not compress, and deflating it costs latency.
      perMessageDeflate: false,
    });
    this.#listen();
  }

  send(event: ClientEvent): void {
    if (this.#ended) return;
    this.#flushAudio();
    this.#write(JSON.stringify(event));
  }

  appendAudio(samples: Int16Array): number {
    if (this.#ended) return 0;
    const dropped = this.#hold.push(samples);
    if (this.#opened && this.#socket.bufferedAmount < HIGH_WATER_BYTES) this.#flushAudio();
    return dropped;
  }

  dispose(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#owned.dispose();
    this.#hold.clear();
    this.#socket.close(1000);
    // A server that never answers the close must not keep the socket.
    const timer = setTimeout(() => this.#socket.terminate(), 1000);
    this.#socket.once('close', () => clearTimeout(timer));
    timer.unref();
  }

  #listen(): void {
    const socket = this.#socket;
    socket.on('open', () => this.#onOpened());
    socket.on('message', (data, binary) => {
      if (!binary) this.#onMessage(String(data));
    });
    socket.on('error', (error) => this.#end(networkFailure(error, this.#opened)));
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
        this.#end(refusal(response.statusCode ?? 0, this.#clean(errorMessage(body))));
      });
    });
    this.#owned.add(disposable(() => this.#queue.splice(0)));
  }

  #onOpened(): void {
    if (this.#ended) return;
    this.#opened = true;
    for (const text of this.#queue.splice(0)) this.#socket.send(text);
    this.#flushAudio();
    this.#open.emit();
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

  /** Audio goes before the event that follows it, whatever the network does. */
  #flushAudio(): void {
    if (this.#hold.length === 0) return;
    const audio = encodePcm16(this.#hold.take());
    this.#write(JSON.stringify({ type: 'input_audio_buffer.append', audio }));
  }

  #write(text: string): void {
    if (this.#opened) {
      this.#socket.send(text);
      return;
    }
    if (this.#queue.length < MAX_QUEUED_EVENTS) this.#queue.push(text);
    else this.#log.warn('An event was dropped: too many wait for the connection');
  }

  #end(failure: Failure): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#socket.terminate();
    const closes = this.#closes;
    this.#hold.clear();
    closes.emit(failure);
    this.#owned.dispose();
  }
}

/** The sentence in an OpenAI error body, or nothing: a foreign page is not worth showing. */
function errorMessage(body: string): string {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== 'object' || value === null || !('error' in value)) return '';
    const { error } = value;
    if (typeof error !== 'object' || error === null || !('message' in error)) return '';
    return typeof error.message === 'string' ? error.message.slice(0, 300) : '';
  } catch {
    return '';
  }
}
