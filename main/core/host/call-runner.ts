import { z } from 'zod';
import { type CallName, calls, isCallName } from '../../../contract/calls/calls.ts';
import { Failure } from '../../../contract/failure.ts';
import type { Message } from '../../../contract/message.ts';
import type { Log } from '../base/log.ts';
import type { CoreSurface } from './core-surface.ts';

/** The most calls of one page that may be unanswered at a time; one more fails with `overflow`. */
const MAX_CALLS_IN_FLIGHT = 64;

/** A call as it came off the wire; nothing of it is believed yet. */
export interface IncomingCall {
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
}

type Answer = Extract<Message, { kind: 'result' | 'failure' }>;

/** Runs the calls of one page. A handler is entered in the very task in which its call arrived. */
export class CallRunner {
  readonly #core: CoreSurface;
  readonly #log: Log;
  #inFlight = 0;

  constructor(core: CoreSurface, log: Log) {
    this.#core = core;
    this.#log = log;
  }

  /** The result or the failure of `call`; never rejects. */
  async run(call: IncomingCall): Promise<Answer> {
    if (this.#inFlight >= MAX_CALLS_IN_FLIGHT) {
      const text = `More than ${MAX_CALLS_IN_FLIGHT} calls are unanswered.`;
      return failed(call.id, new Failure('overflow', text));
    }
    this.#inFlight += 1;
    try {
      return { kind: 'result', id: call.id, output: await this.#invoke(call) };
    } catch (error) {
      return failed(call.id, this.#explain(call.name, error));
    } finally {
      this.#inFlight -= 1;
    }
  }

  async #invoke({ name, input }: IncomingCall): Promise<unknown> {
    if (!isCallName(name)) throw Failure.notFound('There is no such call.');
    const handler = this.#core.handlers[name] as (input: unknown) => unknown;
    return checkedOutput(name, await handler(checkedInput(name, input)));
  }

  #explain(name: string, error: unknown): Failure {
    const failure = Failure.from(error);
    if (failure !== error) {
      this.#log.error('a call failed inside', { call: name, error: describe(error) });
    }
    return failure;
  }
}

function failed(id: number, failure: Failure): Answer {
  return { kind: 'failure', id, failure: failure.data };
}

function checkedInput(name: CallName, input: unknown): unknown {
  const parsed = calls[name].input.safeParse(input);
  if (parsed.success) return parsed.data;
  throw Failure.invalidInput(`${name}: ${z.prettifyError(parsed.error)}`, parsed.error);
}

function checkedOutput(name: CallName, output: unknown): unknown {
  const parsed = calls[name].output.safeParse(output);
  if (parsed.success) return parsed.data;
  throw new Error(`Output of ${name}: ${z.prettifyError(parsed.error)}`);
}

/** An error as a log line wants it. */
export function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
