import { connect } from 'node:net';

/** What came back over a raw socket. */
export interface RawAnswer {
  /** 0 when the connection was closed without an answer. */
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** Sends exactly these bytes to 127.0.0.1 and reads until the other side closes. */
export function rawExchange(port: number, text: string): Promise<RawAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<RawAnswer>();
  const chunks: Buffer[] = [];
  const socket = connect(port, '127.0.0.1', () => socket.write(text));
  socket.on('data', (chunk) => {
    chunks.push(chunk);
    // After a successful upgrade the server waits for us.
    if (Buffer.concat(chunks).toString().startsWith('HTTP/1.1 101')) socket.destroy();
  });
  socket.on('error', reject);
  socket.on('close', () => resolve(parse(Buffer.concat(chunks).toString())));
  return promise;
}

function parse(text: string): RawAnswer {
  const end = text.indexOf('\r\n\r\n');
  const [first = '', ...lines] = text.slice(0, end).split('\r\n');
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  const body = text.slice(end + 4);
  return { status: Number(first.split(' ')[1] ?? 0), headers: new Map(headers), body };
}

/** One request, line by line; the connection is closed after it. */
export function requestText(line: string, headers: readonly string[]): string {
  return [`${line} HTTP/1.1`, ...headers, 'Connection: close', '', ''].join('\r\n');
}

/** A WebSocket handshake; what a test leaves out of `headers` is missing. */
export function upgradeText(path: string, headers: readonly string[]): string {
  const handshake = [
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
  ];
  return [`GET ${path} HTTP/1.1`, ...headers, ...handshake, '', ''].join('\r\n');
}
