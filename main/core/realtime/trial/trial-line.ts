import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import type { Disposable } from '../../../../contract/base/disposable.ts';
import type { FailureData } from '../../../../contract/failure.ts';
import { closing, networkFailure, refusal } from '../closing.ts';
import type { WireEvent } from '../dialects/beta.ts';
import type { Target } from '../endpoint.ts';
import { parseEvent } from '../parse-event.ts';
import { withoutSecrets } from '../without-keys.ts';
import type { Entry, Milestone } from './exchange.ts';

const MAX_PAYLOAD = 8 * 1024 * 1024;
const HANDSHAKE_MILLISECONDS = 8000;

/** What happens, without its time. */
export type Happening = Entry extends infer Each
  ? Each extends unknown
    ? Omit<Each, 'at'>
    : never
  : never;

/** A connection that tells of everything that happens on it. */
export interface TrialLine extends Disposable {
  send(event: WireEvent): void;
  ping(): void;
}

/** Connects to `target` as a session would, and tells of each step on the way. */
export function openTrialLine(target: Target, happened: (what: Happening) => void): TrialLine {
  const clean = (text: string): string => withoutSecrets(text, target.headers).slice(0, 500);
  let isOver = false;
  let isOpen = false;
  const end = ({ code, text }: FailureData): void => {
    if (isOver) return;
    isOver = true;
    happened({ kind: 'ended', failure: { code, text: clean(text) } });
  };
  const passed = (milestone: Milestone): void => {
    if (!isOver) happened({ kind: 'milestone', milestone });
  };
  const socket = new WebSocket(target.url, {
    ...target.route,
    headers: target.headers,
    maxPayload: MAX_PAYLOAD,
    handshakeTimeout: HANDSHAKE_MILLISECONDS,
    perMessageDeflate: false,
    finishRequest: (request) => {
      watchWay(request, target.route?.agent !== undefined, passed);
      request.end();
    },
  });
  socket.on('open', () => {
    isOpen = true;
    passed('upgrade');
  });
  socket.on('message', (data, isBinary) => {
    if (!isOver && !isBinary) hear(String(data), clean, happened);
  });
  socket.on('pong', () => {
    if (!isOver) happened({ kind: 'ponged' });
  });
  socket.on('error', (error) => end(networkFailure(error, isOpen).data));
  socket.on('close', (code, reason) => end(closing(code, String(reason)).data));
  socket.on('unexpected-response', (request, response) => {
    end(refusal(response.statusCode ?? 0, { message: '', code: '' }).data);
    request.destroy();
  });
  return {
    send: (event) => socket.readyState === WebSocket.OPEN && socket.send(JSON.stringify(event)),
    ping() {
      if (socket.readyState !== WebSocket.OPEN) return;
      happened({ kind: 'pinged' });
      socket.ping();
    },
    dispose() {
      isOver = true;
      socket.close(1000);
      const timer = setTimeout(() => socket.terminate(), 500);
      socket.once('close', () => clearTimeout(timer));
    },
  };
}

function watchWay(
  request: ClientRequest,
  isTunnel: boolean,
  passed: (at: Milestone) => void,
): void {
  request.once('socket', (socket: Socket) => {
    // A tunnel has reached the host before there is a socket.
    if (isTunnel) passed('reach');
    else {
      socket.once('lookup', (error: Error | null) => error === null && passed('resolve'));
      socket.once('connect', () => passed('reach'));
    }
    socket.once('secureConnect', () => passed('secure'));
  });
}

function hear(text: string, clean: (text: string) => string, happened: (what: Happening) => void) {
  const parsed = parseEvent(text, clean);
  if (parsed.kind === 'malformed') return;
  const event = parsed.kind === 'event' ? parsed.event : null;
  happened({
    kind: 'heard',
    type: event?.type ?? (parsed.kind === 'ignored' ? parsed.type : ''),
    event,
  });
}
