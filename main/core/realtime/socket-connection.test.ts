import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Failure } from '../../../contract/failure.ts';
import { MemoryLog } from '../base/log.ts';
import type { Connection } from './connection.ts';
import type { Target } from './endpoint.ts';
import { connectSocket } from './socket-connection.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function listen(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

function target(port: number): Target {
  const url = `ws://127.0.0.1:${port}/v1/realtime`;
  return { kind: 'custom', url, headers: { Authorization: 'Bearer k' }, host: '', model: '' };
}

/** A server that hands each accepted socket to the test. */
async function socketServer() {
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  const accepted = Promise.withResolvers<{ socket: WebSocket; request: IncomingMessage }>();
  sockets.on('connection', (socket, request) => accepted.resolve({ socket, request }));
  return { port: await listen(server), accepted: accepted.promise };
}

function connect(port: number, log = new MemoryLog()): Connection {
  const connection = connectSocket(log)(target(port));
  closers.push(() => connection.dispose());
  return connection;
}

const closed = (connection: Connection) =>
  new Promise<Failure>((done) => connection.onClose((failure) => done(failure)));

const next = (socket: WebSocket) =>
  new Promise<{ type: string; audio?: string }>((done) =>
    socket.once('message', (data) => done(JSON.parse(String(data)))),
  );

describe('a socket connection', () => {
  it('keeps the order of what is sent before it is open, audio before its commit', async () => {
    const { port, accepted } = await socketServer();
    const connection = connect(port);
    connection.send({ type: 'input_audio_buffer.clear' });
    connection.appendAudio(new Int16Array([1, 2]));
    connection.appendAudio(new Int16Array([3]));
    connection.send({ type: 'input_audio_buffer.commit' });
    const { socket, request } = await accepted;
    const seen: string[] = [];
    await new Promise<void>((done) =>
      socket.on('message', (data) => {
        const event = JSON.parse(String(data));
        seen.push(event.audio ?? event.type);
        if (event.type === 'input_audio_buffer.commit') done();
      }),
    );
    const audio = Buffer.from(new Int16Array([1, 2, 3]).buffer).toString('base64');
    expect(seen).toEqual(['input_audio_buffer.clear', audio, 'input_audio_buffer.commit']);
    expect(request.headers.authorization).toBe('Bearer k');
    expect(request.headers['openai-beta']).toBeUndefined();
  });

  it('drops a malformed frame and an unknown event, and goes on', async () => {
    const { port, accepted } = await socketServer();
    const log = new MemoryLog();
    const connection = connect(port, log);
    const got = new Promise<string>((done) => connection.onEvent((event) => done(event.type)));
    const { socket } = await accepted;
    socket.send('{"type":');
    socket.send(Buffer.from([1, 2, 3]));
    socket.send('{"type":"something.new"}');
    socket.send('{"type":"session.created","session":{}}');
    expect(await got).toBe('session.created');
    expect(log.lines).toHaveLength(1);
  });

  it.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'no_such_model'],
    [429, 'quota'],
    [429, 'endpoint_error', 'rate_limit_exceeded'],
    [500, 'endpoint_error'],
  ])('explains a refusal with %i as %s, without the key that it quotes', async (...row) => {
    const [status, code, said = null] = row;
    const message = 'Incorrect API key provided: sk-proj-abcdef.';
    const server = createServer();
    server.on('upgrade', (_, socket) => {
      const body = JSON.stringify({ error: { message, code: said } });
      socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    });
    const failure = await closed(connect(await listen(server)));
    expect(failure.code).toBe(code);
    expect(failure.message).toContain('Incorrect API key');
    expect(failure.message).not.toContain('abcdef');
  });

  it('says that nobody listens there', async () => {
    const server = createServer();
    const port = await listen(server);
    await new Promise((done) => server.close(done));
    expect((await closed(connect(port))).code).toBe('unreachable');
  });

  it.each([
    [1001, 'Your session hit the maximum duration of 60 minutes.', 'session_expired'],
    [4000, 'beta_api_shape_disabled', 'protocol_refused'],
    [1011, '', 'connection_lost'],
  ])('explains a close with %i', async (code, reason, expected) => {
    const { port, accepted } = await socketServer();
    const connection = connect(port);
    const end = closed(connection);
    (await accepted).socket.close(code, reason);
    expect((await end).code).toBe(expected);
  });

  it('ends silently when it is disposed, and the server sees it go', async () => {
    const { port, accepted } = await socketServer();
    const connection = connect(port);
    let ends = 0;
    connection.onClose(() => {
      ends += 1;
    });
    const { socket } = await accepted;
    const gone = new Promise((done) => socket.once('close', done));
    const opened = next(socket);
    connection.send({ type: 'response.cancel' });
    await opened;
    connection.dispose();
    connection.send({ type: 'response.cancel' });
    await gone;
    expect(ends).toBe(0);
  });
});
