import type { AddressInfo } from 'node:net';
import { parentPort } from 'node:worker_threads';
import { WebSocketServer } from 'ws';
import { WallClock } from '../measure/clock.ts';
import type { EndpointMessage, Note, Order } from './messages.ts';
import { ScriptedEndpoint } from './scripted-endpoint.ts';

/** Notes are told in bundles, so that telling them does not wake the core while it works. */
const BUNDLE_MILLISECONDS = 25;

const waiting: Note[] = [];
const tell = (message: EndpointMessage): void => parentPort?.postMessage(message);
const flush = (): void => tell({ kind: 'notes', notes: waiting.splice(0) });

const endpoint = new ScriptedEndpoint(new WallClock(), (note) => {
  if (waiting.length === 0) setTimeout(flush, BUNDLE_MILLISECONDS);
  waiting.push(note);
});
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
server.on('connection', (socket) => endpoint.connected(socket));
server.on('listening', () => {
  tell({ kind: 'listening', port: (server.address() as AddressInfo).port });
});
parentPort?.on('message', (order: Order) => {
  if (order.kind === 'heard') tell({ kind: 'heard', heard: endpoint.takeHeard() });
  else endpoint.obey(order);
});
