import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { EndpointMessage, HeardAudio, Note, Order } from './messages.ts';

/** Milliseconds that anything may take to happen at the endpoint. */
const PATIENCE = 15_000;

type NoteOf<K extends Note['kind']> = Extract<Note, { kind: K }>;

/** The scripted server on a thread of its own, so that it and the core share no event loop. */
export interface Endpoint {
  readonly url: string;
  order(order: Exclude<Order, { kind: 'heard' }>): void;
  /** All notes so far. */
  readonly notes: readonly Note[];
  /** The first note of a kind (and item) behind the first `from` notes. Rejects after 15 s. */
  until<K extends Note['kind']>(
    kind: K,
    question: { readonly from: number; readonly item?: string },
  ): Promise<NoteOf<K>>;
  takeHeard(): Promise<HeardAudio>;
  dispose(): Promise<void>;
}

/** Starts the endpoint on 127.0.0.1, at a port that is free. */
export async function startEndpoint(): Promise<Endpoint> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url));
  const notes: Note[] = [];
  const checks = new Set<() => void>();
  const heards: ((heard: HeardAudio) => void)[] = [];
  const port = await new Promise<number>((resolve, reject) => {
    worker.once('error', reject);
    worker.on('message', (message: EndpointMessage) => {
      if (message.kind === 'listening') resolve(message.port);
      if (message.kind === 'heard') heards.shift()?.(message.heard);
      if (message.kind !== 'notes') return;
      notes.push(...message.notes);
      for (const check of checks) check();
    });
  });
  return {
    url: `ws://127.0.0.1:${port}/v1/realtime`,
    order: (order) => worker.postMessage(order),
    notes,
    until: (kind, question) => untilNote({ notes, checks, kind, ...question }),
    takeHeard() {
      const heard = new Promise<HeardAudio>((resolve) => heards.push(resolve));
      worker.postMessage({ kind: 'heard' } satisfies Order);
      return heard;
    },
    async dispose() {
      const ended = once(worker, 'exit');
      await worker.terminate();
      await ended.catch(() => undefined);
    },
  };
}

interface Wait<K extends Note['kind']> {
  readonly notes: readonly Note[];
  readonly checks: Set<() => void>;
  readonly kind: K;
  readonly from: number;
  readonly item?: string;
}

function untilNote<K extends Note['kind']>(wait: Wait<K>): Promise<NoteOf<K>> {
  const { notes, checks, kind, from, item } = wait;
  const isWanted = (note: Note): note is NoteOf<K> =>
    note.kind === kind && (item === undefined || ('item' in note && note.item === item));
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      checks.delete(check);
      reject(new Error(`The endpoint has seen no ${kind} in ${PATIENCE / 1000} s.`));
    }, PATIENCE);
    const check = (): void => {
      const found = notes.slice(from).find(isWanted);
      if (found === undefined) return;
      clearTimeout(timer);
      checks.delete(check);
      resolve(found);
    };
    checks.add(check);
    check();
  });
}
