import type { Disposable } from '../../../contract/base/disposable.ts';
import type { ToolItem } from '../../../contract/session.ts';
import type { Item } from '../realtime/server-event.ts';
import { type Broker, readableArguments, type ToolContext } from '../tools/broker.ts';
import type { MadeCall } from './seed.ts';
import type { Transcript } from './transcript.ts';

/** A model that calls tools for ever without answering is stopped after this many in a turn. */
export const MAX_CALLS_A_TURN = 16;

/** What the runner needs of the session around it. */
export interface ToolCallsHost {
  readonly broker: Broker;
  readonly transcript: Transcript;
  /** Every call of the conversation by the id of its item, for seeding the next connection. */
  readonly made: Map<string, MadeCall>;
  /** Names of the tools of this session. */
  readonly allowed: readonly string[];
  /** Sends the output of the call `item` to the server. */
  output(item: string, callId: string, output: string): void;
  /** Every call of the turn has its output: the model may go on. */
  settled(): void;
}

/**
 * Runs the calls of one connection beside the conversation, never in its way. Each is in the
 * transcript with what was asked, what was given and how long it took.
 */
export class ToolCalls implements Disposable {
  readonly #host: ToolCallsHost;
  readonly #open = new Map<string, OpenCall>();
  /** Calls of the turn at hand that have no output yet. An older one holds nothing up. */
  #running = new Set<string>();
  #callsOfTurn = 0;

  constructor(host: ToolCallsHost) {
    this.#host = host;
  }

  /** A new turn of the learner: the cap on calls starts again. */
  newTurn(): void {
    this.#callsOfTurn = 0;
    this.#running = new Set();
  }

  /** The model has finished writing a call. Anything else, and a repetition, is ignored. */
  start(item: Item): void {
    if (item.type !== 'function_call' || item.call_id === null || this.#host.made.has(item.id)) {
      return;
    }
    const call = { callId: item.call_id, arguments: item.arguments ?? '' };
    this.#host.made.set(item.id, call);
    this.#host.transcript.place(articleOf(item), null);
    this.#callsOfTurn += 1;
    // The promise is settled inside: a run never throws.
    void this.#run(item.id, item.name ?? '', call);
  }

  /** The learner's answer to a call that asks. Returns false when none of that id does. */
  decide(item: string, allow: boolean): boolean {
    const decide = this.#open.get(item)?.decide ?? null;
    if (decide === null) return false;
    decide(allow);
    return true;
  }

  /** The call was taken back: it ends, and nobody is told. */
  forget(item: string): void {
    const open = this.#open.get(item);
    if (open === undefined) return;
    open.abort.abort();
    open.decide?.(false);
  }

  dispose(): void {
    for (const item of [...this.#open.keys()]) this.forget(item);
  }

  async #run(id: string, name: string, call: MadeCall): Promise<void> {
    const { broker, transcript, allowed } = this.#host;
    const open: OpenCall = { abort: new AbortController(), decide: null };
    const turn = this.#running;
    this.#open.set(id, open);
    turn.add(id);
    // Past the cap nothing is allowed, and the model is told so instead of being answered.
    const permitted = this.#callsOfTurn > MAX_CALLS_A_TURN ? [] : allowed;
    const outcome = await broker.run({ name, ...call }, permitted, this.#context(id, open));
    this.#open.delete(id);
    turn.delete(id);
    const { status, output, milliseconds } = outcome;
    const gone = open.abort.signal.aborted;
    // What was done stays written down, so that going on does not do it again.
    const shown = gone && status !== 'done' ? { status: 'declined' as const } : { status, output };
    transcript.update(id, (item) => withChange(item, { ...shown, milliseconds }));
    if (gone) return;
    this.#host.output(id, call.callId, output);
    if (turn.size === 0 && this.#callsOfTurn <= MAX_CALLS_A_TURN) this.#host.settled();
  }

  #context(id: string, open: OpenCall): ToolContext {
    const { transcript } = this.#host;
    const show = (change: Partial<ToolItem>): void =>
      transcript.update(id, (item) => withChange(item, change));
    return {
      signal: open.abort.signal,
      started: () => show({ status: 'running' }),
      ask: (asked) => {
        show({ status: 'asking', arguments: [...asked] });
        return decision(open);
      },
    };
  }
}

/** A call that has no output yet. `decide` is there while the learner is asked. */
interface OpenCall {
  readonly abort: AbortController;
  decide: ((allow: boolean) => void) | null;
}

function decision(open: OpenCall): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  open.decide = (allow) => {
    open.decide = null;
    resolve(allow);
  };
  if (open.abort.signal.aborted) open.decide(false);
  return promise;
}

function articleOf(item: Item): ToolItem {
  return {
    kind: 'tool',
    id: item.id,
    name: (item.name ?? '').slice(0, 64),
    arguments: [...readableArguments(item.arguments ?? '')],
    status: 'running',
    output: '',
    milliseconds: 0,
  };
}

function withChange<T extends { kind: string }>(item: T, change: Partial<ToolItem>): T {
  return item.kind === 'tool' ? { ...item, ...change } : item;
}
