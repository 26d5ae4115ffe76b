import { Failure } from '../../contract/failure.ts';
import { PORT_OFFERED, PORT_WANTED } from '../../contract/native-surface.ts';
import type { Wire } from '../../contract/wire.ts';
import { type CloseReason, closeReason } from './close-reason.ts';
import { createPortWire } from './port-wire.ts';
import { createWebSocketWire } from './web-socket-wire.ts';

/** What of `window` a connection needs. */
export type PageScope = Pick<
  Window,
  'addEventListener' | 'removeEventListener' | 'postMessage' | 'location'
> & { readonly WebSocket: typeof WebSocket; readonly parley?: unknown };

/** An open wire. Make its bridge in the task in which it is received: data follow at once. */
export interface Connection {
  readonly wire: Wire;
  /** Why the wire has closed; `lost` while it has not. */
  closeReason(): CloseReason;
}

/** `scope` is the window unless given; `timeout` is in milliseconds. */
export interface ConnectOptions {
  /** Which page this is; the pill only looks on. `main` unless given. */
  readonly page?: 'main' | 'pill';
  readonly scope?: PageScope;
  readonly timeout?: number;
}

/**
 * Connects the page to the core: over a port of the preload in the desktop app, else over the
 * WebSocket of the server that the page came from. Rejects with the Failure `unreachable`.
 */
export function connect(options: ConnectOptions = {}): Promise<Connection> {
  const { page = 'main', scope = window as PageScope, timeout = 10_000 } = options;
  const signal = AbortSignal.timeout(timeout);
  if (scope.parley !== undefined) return overPort(scope, signal);
  return overWebSocket(scope, { signal, path: page === 'pill' ? '/bridge/pill' : '/bridge' });
}

function overPort(scope: PageScope, signal: AbortSignal): Promise<Connection> {
  const { promise, resolve, reject } = Promise.withResolvers<Connection>();
  const heard = ({ source, origin, data, ports }: MessageEvent): void => {
    const [port] = ports;
    const own: unknown = scope;
    const ours = source === own && origin === scope.location.origin && data === PORT_OFFERED;
    if (!ours || port === undefined) return;
    scope.removeEventListener('message', heard);
    resolve({ wire: createPortWire(port), closeReason: () => 'lost' });
  };
  scope.addEventListener('message', heard);
  signal.addEventListener('abort', () => {
    scope.removeEventListener('message', heard);
    reject(unreachable());
  });
  scope.postMessage(PORT_WANTED, scope.location.origin);
  return promise;
}

function overWebSocket(
  scope: PageScope,
  { signal, path }: { signal: AbortSignal; path: string },
): Promise<Connection> {
  const { promise, resolve, reject } = Promise.withResolvers<Connection>();
  const { protocol, host } = scope.location;
  const socket = new scope.WebSocket(`${protocol === 'https:' ? 'wss' : 'ws'}://${host}${path}`);
  let code = 0;
  socket.addEventListener('close', (event) => {
    code = event.code;
    reject(unreachable());
  });
  socket.addEventListener('open', () => {
    resolve({ wire: createWebSocketWire(socket), closeReason: () => closeReason(code) });
  });
  signal.addEventListener('abort', () => {
    if (socket.readyState === socket.CONNECTING) socket.close();
  });
  return promise;
}

function unreachable(): Failure {
  return new Failure('unreachable', 'The app does not answer this page.');
}
