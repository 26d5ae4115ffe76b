import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import type { BrainPart } from '../brain.ts';

type CallDelta = NonNullable<ChatCompletionChunk.Choice.Delta['tool_calls']>[number];

/** Calls of one answer, and characters of the arguments of each; more is dropped. */
const MOST_CALLS = 16;
const LONGEST_ARGUMENTS = 100_000;

/** Puts the function calls of a streamed answer together. */
export class CallCollector {
  readonly #calls = new Map<number, { name: string; arguments: string }>();

  push(deltas: readonly CallDelta[]): void {
    for (const { index, function: piece } of deltas) {
      const call = this.#calls.get(index) ?? { name: '', arguments: '' };
      if (!this.#calls.has(index) && this.#calls.size >= MOST_CALLS) continue;
      this.#calls.set(index, call);
      call.name += piece?.name ?? '';
      if (call.arguments.length < LONGEST_ARGUMENTS) call.arguments += piece?.arguments ?? '';
    }
  }

  /** The calls, in their order; those without a name are dropped. */
  *parts(): Generator<BrainPart> {
    for (const [, call] of [...this.#calls].sort(([a], [b]) => a - b)) {
      if (call.name === '') continue;
      yield { kind: 'call', name: call.name, arguments: call.arguments || '{}' };
    }
  }
}
