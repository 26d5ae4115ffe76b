import type { Item } from '../conversation/item.ts';
import type { SessionConfig } from '../session/session-config.ts';
import { promptOf } from './prompt.ts';

/** The types of the API: a 32k context with 4,096 tokens of output holds 28,224 tokens of input. */
const MOST_INPUT_TOKENS = 28_224;

type Session = Pick<SessionConfig, 'instructions' | 'tools' | 'truncation'>;

/**
 * Which items are still in a session's context: once a prompt is longer than its limit the oldest
 * items are dropped, for good, down to the share that `truncation` retains. `auto` drops just as
 * much as must go; `disabled` nothing. What was dropped is no longer billed; the script of a
 * guided scenario still follows it.
 */
export class Retention {
  readonly #dropped = new Set<string>();

  /** The items that a prompt of this session holds now. */
  retained(session: Session, items: readonly Item[]): readonly Item[] {
    const left = items.filter(({ id }) => !this.#dropped.has(id));
    const { limit, target } = boundsOf(session);
    const counts = left.map((item) => tokensOf([item]));
    let tokens = counts.reduce((sum, count) => sum + count, 0);
    if (tokens <= limit) return left;
    // The turn that is to be answered stays, whatever its length.
    const first = left.slice(0, -1).findIndex((item, index) => {
      if (tokens <= target) return true;
      tokens -= counts[index] ?? 0;
      this.#dropped.add(item.id);
      return false;
    });
    return first === -1 ? left.slice(-1) : left.slice(first);
  }
}

function boundsOf(session: Session): { limit: number; target: number } {
  const { truncation } = session;
  if (truncation === 'disabled') {
    return { limit: Number.POSITIVE_INFINITY, target: Number.POSITIVE_INFINITY };
  }
  const prefix = promptOf(session, []).reduce((sum, { tokens }) => sum + tokens, 0);
  const most = Math.max(0, MOST_INPUT_TOKENS - prefix);
  if (truncation === 'auto') return { limit: most, target: most };
  const limit = Math.min(most, truncation.token_limits?.post_instructions ?? most);
  return { limit, target: limit * truncation.retention_ratio };
}

function tokensOf(items: readonly Item[]): number {
  const nothing = { instructions: '', tools: [] };
  return promptOf(nothing, items).reduce((sum, { tokens }) => sum + tokens, 0);
}
