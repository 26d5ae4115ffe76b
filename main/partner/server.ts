import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { serveClient } from './client.ts';
import { denialBody, denialOf, keyOf } from './guard.ts';
import { openHouse, type PartnerOptions, type Target } from './house.ts';
import { answerRest } from './rest.ts';

/** A running partner. */
export interface Partner {
  /** Such as `ws://127.0.0.1:8765/v1/realtime`; `?model=…&scenario=…` may be added. */
  readonly url: string;
  readonly port: number;
  /** Closes every session with 1001 and frees the port. May be called any number of times. */
  dispose(): Promise<void>;
}

/** 15 MiB of audio in base64, and what surrounds it. */
const MOST_PAYLOAD = Math.ceil((15 * 1024 * 1024 * 4) / 3) + 64 * 1024;
const MOST_CLIENTS = 32;
/** A client that does not answer the close by then is cut off. */
const LONGEST_GOODBYE_MILLISECONDS = 1000;

/** Starts the practice partner on 127.0.0.1. Rejects where the port is taken. */
export async function startPartner(options: PartnerOptions): Promise<Partner> {
  const house = await openHouse(options);
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MOST_PAYLOAD,
    perMessageDeflate: false,
    handleProtocols: (protocols) => (protocols.has('realtime') ? 'realtime' : false),
  });
  const access = { port: 0, key: options.key };
  const http = createServer((request, response) => answerRest(request, response, access));
  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const denial = upgradeDenial(request, { access, clients: sockets.clients.size });
    if (denial !== null) return refuseUpgrade(socket, denial);
    sockets.handleUpgrade(request, socket, head, (client: WebSocket) => {
      serveClient(client, { house, target: targetOf(request), key: keyOf(request) ?? '' });
    });
  });
  access.port = await listen(http, options.port);
  return {
    port: access.port,
    url: `ws://127.0.0.1:${access.port}/v1/realtime`,
    dispose: () => close(http, sockets),
  };
}

interface UpgradeRefusal {
  readonly status: number;
  readonly body: string;
}

function upgradeDenial(
  request: IncomingMessage,
  { access, clients }: { access: { port: number; key: string | undefined }; clients: number },
): UpgradeRefusal | null {
  const denial = denialOf(request, access);
  if (denial !== null) return { status: denial.status, body: denialBody(denial) };
  const shape = { type: 'invalid_request_error', code: null } as const;
  if (targetOf(request).path !== '/v1/realtime') {
    return { status: 404, body: denialBody({ ...shape, message: 'Invalid URL' }) };
  }
  if (clients >= MOST_CLIENTS) {
    return { status: 503, body: denialBody({ ...shape, message: 'Too many sessions.' }) };
  }
  return null;
}

function targetOf(request: IncomingMessage): Target {
  const url = URL.parse(request.url ?? '/', 'http://127.0.0.1');
  const beta = request.headers['openai-beta'];
  const protocols = request.headers['sec-websocket-protocol'] ?? '';
  return {
    path: url?.pathname ?? '',
    model: url?.searchParams.get('model') ?? null,
    scenario: url?.searchParams.get('scenario') ?? null,
    beta: protocols.includes('openai-beta.realtime-v1')
      ? 'realtime=v1'
      : (beta?.toString() ?? null),
  };
}

function refuseUpgrade(socket: Duplex, { status, body }: UpgradeRefusal): void {
  socket.on('error', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${status} Refused\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

function listen(http: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, '127.0.0.1', () => {
      http.off('error', reject);
      resolve((http.address() as AddressInfo).port);
    });
  });
}

function close(http: Server, sockets: WebSocketServer): Promise<void> {
  return new Promise((resolve) => {
    for (const client of sockets.clients) client.close(1001, 'The server is going away.');
    const straggling = setTimeout(() => {
      for (const client of sockets.clients) client.terminate();
    }, LONGEST_GOODBYE_MILLISECONDS);
    http.close(() => {
      clearTimeout(straggling);
      resolve();
    });
    http.closeAllConnections();
  });
}
