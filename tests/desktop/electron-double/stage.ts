import type { EventEmitter } from 'node:events';
import type { MessagePort } from 'node:worker_threads';
import {
  type FromStage,
  packed,
  type StageSetup,
  type StageView,
  type ToStage,
  unpacked,
} from './stage-view.ts';

/** How this double was set up. */
export const setup: StageSetup = JSON.parse(process.env.PARLEY_STAGE ?? '{}');

type Looks = { [N in keyof StageView]?: () => StageView[N] };
type Order = (input: never) => unknown;

const looks: Looks[] = [];
const orders = new Map<string, Order>();
const emitters: (readonly [name: string, emitter: EventEmitter])[] = [];
const ports = new Map<number, MessagePort>();
let announcing = false;
let nextPort = 1;
let finalListeners: readonly string[] | null = null;

/** Adds what a part of the double shows of itself. */
export function show(look: Looks): void {
  looks.push(look);
}

/** Adds something that a test can ask of the double. */
export function answer<I>(name: string, act: (input: I) => unknown): void {
  orders.set(name, act as Order);
}

/** Counts the listeners of this emitter when the app has quit. */
export function watch<E extends EventEmitter>(name: string, emitter: E): E {
  emitters.push([name, emitter]);
  answer<{ event: string; values: unknown[] }>(`emit ${name}`, ({ event, values }) =>
    emitPreventable(emitter, event, values),
  );
  return emitter;
}

/** Emits an event that can be prevented; true: it was. */
export function emitPreventable(emitter: EventEmitter, name: string, values: unknown[]): boolean {
  let prevented = false;
  const event = {
    url: typeof values[0] === 'string' ? values[0] : '',
    preventDefault() {
      prevented = true;
    },
  };
  emitter.emit(name, event, ...values);
  changed();
  return prevented;
}

answer('look', () => null);

/** Something may look different now; told once, after all that happens in this turn. */
export function changed(): void {
  if (announcing) return;
  announcing = true;
  setImmediate(() => {
    announcing = false;
    tell({ kind: 'view', view: lookAround() });
  });
}

/** Carries what passes through a page's port to the test and back. */
export function carry(port: MessagePort): number {
  const id = nextPort;
  nextPort += 1;
  ports.set(id, port);
  port.on('message', (data: string | ArrayBuffer) => tell(packed(id, data)));
  port.on('close', () => {
    ports.delete(id);
    tell(packed(id, null));
  });
  return id;
}

/** The app has quit: a last look, and no more ties to the test. */
export function curtain(done: () => void): void {
  finalListeners = emitters.flatMap(([name, emitter]) =>
    emitter.eventNames().map((event) => `${name}: ${String(event)}`),
  );
  const last: FromStage = { kind: 'view', view: lookAround() };
  if (!process.connected) done();
  else
    process.send?.(last, () => {
      process.disconnect();
      done();
    });
}

function lookAround(): StageView {
  const parts = looks.flatMap((look) =>
    Object.entries(look).map(([name, part]) => [name, (part as () => unknown)()]),
  );
  return { ...Object.fromEntries(parts), listeners: finalListeners } as StageView;
}

function tell(message: FromStage): void {
  if (process.connected) process.send?.(message);
}

process.on('message', (message: ToStage) => {
  if (message.kind === 'port') {
    const data = unpacked(message);
    if (data === null) ports.get(message.port)?.close();
    else ports.get(message.port)?.postMessage(data);
    return;
  }
  const { id, name, input } = message;
  obey(name, input).then(
    (value) => {
      // Whoever has an answer has seen what it came with.
      tell({ kind: 'view', view: lookAround() });
      tell({ kind: 'answer', id, value });
    },
    (error: unknown) => tell({ kind: 'refusal', id, text: String(error) }),
  );
});

// A test that was killed leaves nobody to quit the app.
process.on('disconnect', () => {
  if (finalListeners === null) process.exit(1);
});

async function obey(name: string, input: unknown): Promise<unknown> {
  const order = orders.get(name);
  if (order === undefined) throw new Error(`The double knows no order "${name}".`);
  return order(input as never);
}
