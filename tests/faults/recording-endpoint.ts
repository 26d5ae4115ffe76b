import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { systemClock } from '../../main/core/base/clock.ts';
import { type Behaviour, RecordedSession } from './recorded-session.ts';

/** An endpoint whose words come at once, and which never says when its sessions end. */
export const plainBehaviour: Behaviour = {
  clock: systemClock,
  wordsAfter: () => 5,
  deltas: 3,
  deltaEvery: 4,
  burst: 1,
  deltaMilliseconds: 20,
  expiresAt: () => null,
};

/** A Realtime server that remembers every conversation that was held with it. */
export class RecordingEndpoint {
  readonly sessions: RecordedSession[] = [];
  readonly port: number;
  /** Upgrades are refused with this HTTP status; null: they are let in. */
  refusal: { readonly status: number; readonly code?: string } | null = null;
  behaviour: Behaviour = plainBehaviour;
  readonly #http: Server;
  readonly #sockets: WebSocketServer;

  private constructor(http: Server) {
    this.#http = http;
    this.port = (http.address() as AddressInfo).port;
    this.#sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
    http.on('upgrade', (request, socket, head) => {
      socket.on('error', () => socket.destroy());
      if (this.refusal !== null) {
        const { status, code = null } = this.refusal;
        const body = JSON.stringify({ error: { message: 'No.', code } });
        const length = Buffer.byteLength(body);
        socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: ${length}\r\n\r\n${body}`);
        return;
      }
      this.#sockets.handleUpgrade(request, socket, head, (client) => {
        client.on('error', () => client.terminate());
        this.sessions.push(new RecordedSession(client, this.behaviour));
      });
    });
  }

  static async start(): Promise<RecordingEndpoint> {
    const http = createServer();
    await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
    return new RecordingEndpoint(http);
  }

  /** The newest session. */
  get latest(): RecordedSession {
    const session = this.sessions.at(-1);
    if (session === undefined) throw new Error('Nobody has connected.');
    return session;
  }

  /** Closes every open session with a code. */
  closeAll(code: number, reason = ''): void {
    for (const client of this.#sockets.clients) client.close(code, reason);
  }

  /** Forgets what was said so far. */
  forget(): void {
    this.sessions.splice(0, this.sessions.length - 1);
  }

  async dispose(): Promise<void> {
    for (const client of this.#sockets.clients) client.terminate();
    this.#http.closeAllConnections();
    await new Promise((done) => this.#http.close(done));
  }
}
