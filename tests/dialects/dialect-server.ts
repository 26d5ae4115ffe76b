import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { fieldsOf, type Manners, type Wire } from './manners/manners.ts';

/** What a server shows over TLS, in PEM. */
export interface Identity {
  readonly key: string;
  readonly cert: string;
}

/** What the server does when it is its turn. */
export type Answer =
  | { readonly kind: 'words'; readonly text: string }
  /** It begins to speak and does not end until it is cut off. */
  | { readonly kind: 'endless'; readonly text: string }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: string };

const SILENCE_BYTES = 24_000;
const FIRST_SOUND = Buffer.alloc(300 * 48, 1).toString('base64');

/**
 * A Realtime server on loopback that holds a conversation after a script, in whatever manners. What
 * it says is written in today's protocol and put into its words by them.
 */
export class DialectServer {
  readonly #http: Server;
  readonly #server: WebSocketServer;
  readonly #manners: Manners;
  readonly #answers: Answer[];
  readonly heard: Wire[] = [];
  /** Upgrades, and questions over REST. */
  readonly requests: IncomingMessage[] = [];
  /** Sessions that it was given in a shape that it understands. */
  readonly understood: Readonly<Record<string, unknown>>[] = [];
  #socket: WebSocket | null = null;
  #count = 0;
  #active: { readonly id: string; readonly item: string } | null = null;
  #bytes = 0;
  #isSpeech = false;
  #silence = 0;
  #turns = 0;
  #spoken = '';

  /** With `tls` it is reached over wss, by whatever name its certificate is for. */
  constructor(manners: Manners, answers: readonly Answer[], tls: Identity | null = null) {
    this.#manners = manners;
    this.#answers = [...answers];
    const list: RequestListener = (request, response) => {
      this.requests.push(request);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ data: [{ id: 'm' }] }));
    };
    this.#http = tls === null ? createServer(list) : createSecureServer(tls, list);
    this.#server = new WebSocketServer({ server: this.#http });
    this.#server.on('connection', (socket, request) => {
      this.requests.push(request);
      this.#welcome(socket);
    });
  }

  get port(): number {
    return (this.#http.address() as AddressInfo).port;
  }

  get url(): string {
    return `ws://127.0.0.1:${this.port}/v1/realtime`;
  }

  async listening(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#http.listen(0, '127.0.0.1', resolve);
    await promise;
  }

  /** Answers that are still to be given. */
  get left(): number {
    return this.#answers.length;
  }

  /** Types of what was heard, audio left out. */
  get types(): readonly string[] {
    return this.heard.map(({ type }) => type).filter((type) => !type.endsWith('.append'));
  }

  async close(): Promise<void> {
    for (const client of this.#server.clients) client.terminate();
    this.#server.close();
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  #welcome(socket: WebSocket): void {
    this.#socket = socket;
    socket.on('message', (data) => this.#hear(JSON.parse(String(data))));
    if (this.#manners.greeting !== null) socket.send(JSON.stringify(this.#manners.greeting));
  }

  #say(event: Wire): void {
    for (const said of this.#manners.say(event)) this.#socket?.send(JSON.stringify(said));
  }

  #hear(event: Wire): void {
    this.heard.push(event);
    const verdict = this.#manners.hear(event);
    if (verdict === 'take') this.#take(event);
    else if (verdict !== 'ignore') this.#say({ type: 'error', error: verdict.error });
  }

  #take(event: Wire): void {
    switch (event.type) {
      case 'session.update':
        this.#configure(fieldsOf(event.session));
        break;
      case 'input_audio_buffer.append':
        this.#listen(Buffer.from(String(event.audio), 'base64'));
        break;
      case 'input_audio_buffer.commit':
        this.#commit();
        break;
      case 'input_audio_buffer.clear':
        this.#bytes = 0;
        this.#say({ type: 'input_audio_buffer.cleared' });
        break;
      case 'conversation.item.create':
        this.#created(fieldsOf(event.item));
        break;
      case 'conversation.item.truncate':
        this.#say({ ...event, type: 'conversation.item.truncated' });
        break;
      case 'response.create':
        this.#respond(false, event.event_id);
        break;
      case 'response.cancel':
        this.#cancel();
        break;
      default:
        break;
    }
  }

  #configure(session: Readonly<Record<string, unknown>>): void {
    if (this.#manners.understands(session)) this.understood.push(session);
    this.#say({ type: 'session.updated', session: { type: 'realtime' } });
  }

  #created(item: Readonly<Record<string, unknown>>): void {
    const placed = { previous_item_id: null, item };
    this.#say({ type: 'conversation.item.added', ...placed });
    this.#say({ type: 'conversation.item.done', ...placed });
  }

  #listen(audio: Buffer): void {
    this.#bytes += audio.length;
    if (!this.#manners.endsTurns) return;
    const isSilent = audio.every((byte) => byte === 0);
    if (!isSilent) {
      if (!this.#isSpeech) this.#speechStarted();
      this.#silence = 0;
    } else this.#silence += audio.length;
    if (this.#isSpeech && this.#silence >= SILENCE_BYTES) this.#speechStopped();
  }

  #speechStarted(): void {
    this.#isSpeech = true;
    this.#spoken = this.#newId('item');
    if (this.#active !== null) this.#end('cancelled');
    this.#say({ type: 'input_audio_buffer.speech_started', item_id: this.#spoken });
  }

  #speechStopped(): void {
    this.#isSpeech = false;
    this.#say({ type: 'input_audio_buffer.speech_stopped', item_id: this.#spoken });
    this.#written(this.#spoken);
    this.#respond(true);
  }

  #commit(): void {
    if (this.#bytes < 4800) {
      const error = { type: 'invalid_request_error', code: 'input_audio_buffer_commit_empty' };
      this.#say({ type: 'error', error: { ...error, message: 'buffer too small' } });
      return;
    }
    this.#bytes = 0;
    const id = this.#newId('item');
    const placed = { previous_item_id: null, item_id: id };
    this.#say({ type: 'input_audio_buffer.committed', ...placed });
    const item = { id, type: 'message', role: 'user', content: [{ type: 'input_audio' }] };
    this.#say({ type: 'conversation.item.added', item });
    this.#written(id);
  }

  #written(id: string): void {
    this.#turns += 1;
    this.#say({
      type: 'conversation.item.input_audio_transcription.completed',
      item_id: id,
      content_index: 0,
      transcript: `Turn ${this.#turns}.`,
    });
  }

  #respond(unasked: boolean, event_id?: unknown): void {
    if (this.#active !== null) {
      const error = { code: 'conversation_already_has_active_response', message: 'busy', event_id };
      this.#say({ type: 'error', error: { type: 'invalid_request_error', ...error } });
      return;
    }
    const answer = this.#answers.shift() ?? { kind: 'words', text: 'That was all.' };
    const id = this.#newId('resp');
    const item = this.#newId('item');
    this.#active = { id, item };
    this.#say({ type: 'response.created', unasked, response: { id, status: 'in_progress' } });
    if (answer.kind === 'call') this.#call(answer);
    else this.#speak(answer.text, answer.kind === 'endless');
  }

  #speak(text: string, isEndless: boolean): void {
    const { id, item } = this.#active ?? { id: '', item: '' };
    const at = { response_id: id, item_id: item, output_index: 0, content_index: 0 };
    const message = { id: item, type: 'message', role: 'assistant', content: [] };
    this.#say({ type: 'response.output_item.added', response_id: id, item: message });
    this.#say({ type: 'response.output_audio_transcript.delta', ...at, delta: text });
    const whole = { type: 'response.output_audio_transcript.done', ...at, transcript: text };
    // Words before sound, as a server does that writes its answer first.
    if (this.#manners.endsTurns) this.#say(whole);
    this.#say({ type: 'response.output_audio.delta', ...at, delta: FIRST_SOUND });
    if (isEndless) return;
    this.#say({ type: 'response.output_audio.done', ...at });
    if (!this.#manners.endsTurns) this.#say(whole);
    this.#say({ type: 'response.output_item.done', response_id: id, item: message });
    this.#end('completed');
  }

  #call({ name, arguments: given }: Extract<Answer, { kind: 'call' }>): void {
    const { id, item } = this.#active ?? { id: '', item: '' };
    const call_id = this.#newId('call');
    const at = { response_id: id, item_id: item, output_index: 0 };
    const told = { id: item, type: 'function_call', name, call_id, arguments: given };
    this.#say({
      type: 'response.output_item.added',
      response_id: id,
      item: { ...told, arguments: '' },
    });
    const done = {
      type: 'response.function_call_arguments.done',
      ...at,
      call_id,
      arguments: given,
    };
    this.#say({ ...done, ...(this.#manners.endsTurns ? { name } : {}) });
    this.#say({ type: 'response.output_item.done', response_id: id, item: told });
    this.#end('completed');
  }

  #cancel(): void {
    if (this.#active !== null) {
      this.#end('cancelled');
      return;
    }
    const error = { type: 'invalid_request_error', code: 'response_cancel_not_active' };
    this.#say({ type: 'error', error: { ...error, message: 'no active response' } });
  }

  #end(status: string): void {
    const id = this.#active?.id ?? '';
    this.#active = null;
    this.#say({ type: 'response.done', response: { id, status } });
  }

  #newId(kind: string): string {
    this.#count += 1;
    return `${kind}_${this.#count}`;
  }
}
