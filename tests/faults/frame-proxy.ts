import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { between, pick } from './random.ts';

/** What is done to a frame of the server. */
export type Meddling = 'pass' | 'double' | 'swap' | 'garble' | 'invent';

/** How many frames of the server had what done to them. */
export type Meddled = Record<Meddling, number>;

/** A WebSocket proxy that meddles with what the server says, and leaves the client's words alone. */
export class FrameProxy {
  readonly port: number;
  readonly meddled: Meddled = { pass: 0, double: 0, swap: 0, garble: 0, invent: 0 };
  /** The share of frames that are meddled with, from 0 to 1. */
  share = 0;
  /** Told every frame of the server, and the how-manyth connection it was on. */
  tap: (text: string, connection: number) => void = () => {};
  #connections = 0;
  readonly #server: WebSocketServer;
  readonly #target: number;
  readonly #random: () => number;

  private constructor(server: WebSocketServer, target: number, random: () => number) {
    this.#server = server;
    this.#target = target;
    this.#random = random;
    this.port = (server.address() as AddressInfo).port;
    server.on('connection', (client, request) => this.#join(client, request.url ?? '/'));
  }

  /** Forwards to `target` on 127.0.0.1. */
  static async start(target: number, random: () => number): Promise<FrameProxy> {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
    await new Promise((done) => server.once('listening', done));
    return new FrameProxy(server, target, random);
  }

  /** Frames of the server that came through it. */
  get frames(): number {
    return Object.values(this.meddled).reduce((sum, count) => sum + count, 0);
  }

  /** Those of them that did not come through as they were. */
  get fuzzed(): number {
    return this.frames - this.meddled.pass;
  }

  /** Closes every connection with a code, as a server does. */
  closeAll(code: number, reason = ''): void {
    for (const client of this.#server.clients) client.close(code, reason);
  }

  async dispose(): Promise<void> {
    for (const client of this.#server.clients) client.terminate();
    await new Promise((done) => this.#server.close(done));
  }

  #join(client: WebSocket, path: string): void {
    const server = new WebSocket(`ws://127.0.0.1:${this.#target}${path}`, {
      perMessageDeflate: false,
    });
    const early: string[] = [];
    client.on('message', (data) => {
      if (server.readyState === server.OPEN) server.send(String(data));
      else early.push(String(data));
    });
    server.on('open', () => {
      for (const text of early.splice(0)) server.send(text);
    });
    this.#meddle(server, client);
    server.on('error', () => client.terminate());
    client.on('error', () => server.terminate());
    server.on('close', () => client.close(1011));
    client.on('close', () => server.terminate());
  }

  #meddle(server: WebSocket, client: WebSocket): void {
    this.#connections += 1;
    const connection = this.#connections;
    let held: string | null = null;
    const send = (text: string): void => {
      if (client.readyState === client.OPEN) client.send(text);
    };
    server.on('message', (data) => {
      const text = String(data);
      this.tap(text, connection);
      const meddling = this.#choose(text);
      this.meddled[meddling] += 1;
      if (meddling === 'swap' && held === null) {
        held = text;
        return;
      }
      if (meddling === 'invent') send(this.#invented());
      send(meddling === 'garble' ? this.#garbled(text) : text);
      if (meddling === 'double') send(text);
      if (held !== null) send(held);
      held = null;
    });
  }

  #choose(text: string): Meddling {
    if (this.#random() >= this.share) return 'pass';
    return meddlingFor(text, pick(this.#random, ['double', 'swap', 'garble', 'invent']));
  }

  /** The frame with a part of it missing, doubled, or overwritten. */
  #garbled(text: string): string {
    const from = between(this.#random, 0, text.length);
    const to = Math.min(text.length, from + between(this.#random, 1, 40));
    const part = pick(this.#random, [
      '',
      text.slice(from, to).repeat(2),
      '"}{\u0000',
      '\ud800',
      '[]',
    ]);
    const garbled = text.slice(0, from) + part + text.slice(to);
    // Words that are merely other words would be a lie that nobody can see through.
    return isJson(garbled) ? garbled.slice(0, -1) : garbled;
  }

  /** A frame that no server has sent. */
  #invented(): string {
    const type = pick(this.#random, TYPES);
    const value = (): unknown =>
      pick(this.#random, [null, '', 'item_1', -1, 1e300, [], {}, 'x'.repeat(300), true]);
    const names = ['item_id', 'response_id', 'delta', 'transcript', 'error', 'response', 'item'];
    const fields = names.filter(() => this.#random() < 0.6).map((name) => [name, value()]);
    return JSON.stringify({ type, ...Object.fromEntries(fields) });
  }
}

/** The word that a response has ended is never lost: no client can know what it was not told. */
function meddlingFor(text: string, wanted: Meddling): Meddling {
  return wanted === 'garble' && /"(response\.done|error)"/.test(text) ? 'double' : wanted;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const TYPES = [
  'response.output_audio.delta',
  'response.output_audio_transcript.delta',
  'response.output_item.added',
  'conversation.item.added',
  'input_audio_buffer.cleared',
  'session.updated',
  'rate_limits.updated',
  'no.such.event',
];
