import type { RealtimeFunctionTool } from 'openai/resources/realtime/realtime';
import { Failure } from '../../../contract/failure.ts';
import type { Clock } from '../base/clock.ts';
import { declarationOf, type Tool } from './tool.ts';

/** A call as the model makes it: nothing of it can be trusted. */
export interface ToolCall {
  readonly name: string;
  /** JSON, as the model wrote it. */
  readonly arguments: string;
}

/** How a call went. `output` is what the model is told. */
export interface ToolOutcome {
  readonly status: 'done' | 'declined' | 'failed';
  readonly output: string;
  readonly milliseconds: number;
}

/** What a call needs from the session around it. */
export interface ToolContext {
  readonly signal: AbortSignal;
  /** Shows the exact arguments to the learner; false when they decline. */
  ask(argument: readonly NamedValue[]): Promise<boolean>;
  /** The tool starts to run now. */
  started(): void;
}

export interface NamedValue {
  readonly name: string;
  readonly value: string;
}

const MAX_ARGUMENTS = 64 * 1024;
const MAX_SHOWN = 32;
const MAX_SHOWN_LENGTH = 4096;

/**
 * Runs what a model asks for, within the bounds that each tool declares. Never throws: whatever
 * goes wrong comes back as an outcome with a short error that a model can act on.
 */
export class Broker {
  readonly #tools: ReadonlyMap<string, Tool>;
  readonly #clock: Clock;

  constructor(tools: readonly Tool[], clock: Clock) {
    this.#tools = new Map(tools.map((tool) => [tool.name, tool]));
    this.#clock = clock;
  }

  /** Declarations for a session that may use `names`, in that order; unknown names are left out. */
  declarations(names: readonly string[]): readonly RealtimeFunctionTool[] {
    return names.flatMap((name) => {
      const tool = this.#tools.get(name);
      return tool === undefined ? [] : [declarationOf(tool)];
    });
  }

  /** Runs one call; only tools in `allowed` are there for this session. */
  async run(
    call: ToolCall,
    allowed: readonly string[],
    context: ToolContext,
  ): Promise<ToolOutcome> {
    const tool = allowed.includes(call.name) ? this.#tools.get(call.name) : undefined;
    if (tool === undefined) return failed(`There is no tool named "${call.name.slice(0, 64)}".`);
    const input = parseArguments(tool, call.arguments);
    if (input instanceof Failure) return failed(input.message);
    if (tool.effect !== 'none' && tool.effect !== 'reads') {
      const allow = await context.ask(namedValues(input));
      if (!allow) return declined;
    }
    if (context.signal.aborted) return failed('The session ended before the tool ran.');
    context.started();
    return await this.#execute(tool, input, context.signal);
  }

  async #execute(tool: Tool, input: object, signal: AbortSignal): Promise<ToolOutcome> {
    const start = this.#clock.now();
    const limit = new AbortController();
    const overrun = Promise.withResolvers<never>();
    const timer = this.#clock.after(tool.timeLimitMilliseconds, () => {
      const failure = new Failure('timed_out', `"${tool.name}" took too long and was stopped.`);
      // First, so that what the tool throws on being stopped does not take the reason's place.
      overrun.reject(failure);
      limit.abort(failure);
    });
    const elapsed = (): number => Math.round(this.#clock.now() - start);
    try {
      const running = tool.run(input, AbortSignal.any([signal, limit.signal]));
      const value = await Promise.race([running, overrun.promise]);
      return { status: 'done', output: bounded(value, tool), milliseconds: elapsed() };
    } catch (error) {
      return { ...failed(Failure.from(error).message), milliseconds: elapsed() };
    } finally {
      timer.dispose();
    }
  }
}

const declined: ToolOutcome = {
  status: 'declined',
  output: JSON.stringify({ status: 'declined', error: 'The learner declined.' }),
  milliseconds: 0,
};

function failed(error: string): ToolOutcome {
  return {
    status: 'failed',
    output: JSON.stringify({ status: 'failed', error: error.slice(0, 500) }),
    milliseconds: 0,
  };
}

function bounded(value: unknown, tool: Tool): string {
  const output = JSON.stringify(value) ?? 'null';
  if (output.length <= tool.outputLimit) return output;
  return JSON.stringify({ truncated: true, output: output.slice(0, tool.outputLimit) });
}

function parseArguments(tool: Tool, text: string): object | Failure {
  if (text.length > MAX_ARGUMENTS) return Failure.invalidInput('The arguments are too long.');
  let value: unknown;
  try {
    value = JSON.parse(text === '' ? '{}' : text);
  } catch {
    return Failure.invalidInput('The arguments are not JSON.');
  }
  const parsed = tool.parameters.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  return Failure.invalidInput(
    `Bad arguments: ${issue?.path.join('.') || 'top level'}: ${issue?.message ?? 'invalid'}`,
  );
}

/** Arguments as they are shown to the learner before anything happens. */
export function namedValues(input: object): readonly NamedValue[] {
  return Object.entries(input)
    .slice(0, MAX_SHOWN)
    .map(([name, value]) => ({ name: shown(name), value: shown(value) }));
}

/** Text that fits a screen; its end says how much is not shown. */
function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'null');
  const rest = text.length - MAX_SHOWN_LENGTH;
  return rest <= 0 ? text : `${text.slice(0, MAX_SHOWN_LENGTH)}… (+${rest})`;
}

/** The arguments of a call as far as they can be read, to be shown beside its name. */
export function readableArguments(text: string): readonly NamedValue[] {
  if (text.length > MAX_ARGUMENTS) return [];
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? namedValues(value) : [];
  } catch {
    return [];
  }
}
