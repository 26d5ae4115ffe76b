import type { Modality, Segment } from './prompt.ts';
import { textTokens } from './tokens.ts';

/** OpenAI's published rules: prefixes of at least 1,024 tokens, in steps of 128. */
const LEAST_TOKENS = 1024;
const STEP_TOKENS = 128;
/** “After 5–10 minutes of inactivity”: the earlier end, so that nothing is promised in vain. */
const IDLE_MILLISECONDS = 5 * 60_000;
/** “Always within one hour of the cache's last use”, read strictly: of its making. */
const LONGEST_MILLISECONDS = 60 * 60_000;
/** Prompts that are remembered; the one unused the longest is dropped. */
const MOST_PROMPTS = 32;

/** Cached tokens of a prompt, by modality. */
export type CachedTokens = Readonly<Record<Modality, number>>;

interface Entry {
  readonly key: string;
  readonly prompt: readonly Segment[];
  readonly madeAt: number;
  usedAt: number;
}

/** Remembers the prompts of earlier responses, and tells how much of a new one they cover. */
export class PromptCache {
  readonly #now: () => number;
  #entries: Entry[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Cached tokens of `prompt` for the holder of `key`; the prompt is remembered for the next. */
  bill(key: string, prompt: readonly Segment[]): CachedTokens {
    const now = this.#now();
    this.#entries = this.#entries.filter((entry) => isAlive(entry, now));
    let longest: readonly Segment[] = [];
    for (const entry of this.#entries) {
      if (entry.key !== key) continue;
      const prefix = commonPrefix(entry.prompt, prompt);
      if (sum(prefix) < LEAST_TOKENS) continue;
      entry.usedAt = now;
      if (sum(prefix) > sum(longest)) longest = prefix;
    }
    this.#remember({ key, prompt, madeAt: now, usedAt: now });
    return firstTokens(longest, cachedSteps(sum(longest)));
  }

  #remember(entry: Entry): void {
    this.#entries.push(entry);
    if (this.#entries.length <= MOST_PROMPTS) return;
    this.#entries.sort((a, b) => b.usedAt - a.usedAt || b.madeAt - a.madeAt);
    this.#entries.length = MOST_PROMPTS;
  }
}

/** How many of so many common tokens are cached: none under 1,024, then whole steps of 128. */
export function cachedSteps(tokens: number): number {
  if (tokens < LEAST_TOKENS) return 0;
  return LEAST_TOKENS + Math.floor((tokens - LEAST_TOKENS) / STEP_TOKENS) * STEP_TOKENS;
}

/** The segments with which both begin; a text that differs later on is common as far as it is the same. */
export function commonPrefix(
  earlier: readonly Segment[],
  later: readonly Segment[],
): readonly Segment[] {
  const prefix: Segment[] = [];
  for (const [index, segment] of later.entries()) {
    const other = earlier[index];
    if (other === undefined || other.modality !== segment.modality) break;
    if (other.content === segment.content) {
      prefix.push(segment);
      continue;
    }
    if (segment.modality === 'text') prefix.push(commonText(other.content, segment.content));
    break;
  }
  return prefix;
}

function isAlive(entry: Entry, now: number): boolean {
  return now - entry.usedAt <= IDLE_MILLISECONDS && now - entry.madeAt <= LONGEST_MILLISECONDS;
}

function commonText(earlier: string, later: string): Segment {
  let length = 0;
  while (length < later.length && earlier[length] === later[length]) length += 1;
  const content = later.slice(0, length);
  return { modality: 'text', content, tokens: textTokens(content) };
}

function sum(segments: readonly Segment[]): number {
  return segments.reduce((total, segment) => total + segment.tokens, 0);
}

function firstTokens(segments: readonly Segment[], count: number): CachedTokens {
  const cached = { text: 0, audio: 0, image: 0 };
  let left = count;
  for (const { modality, tokens } of segments) {
    const taken = Math.min(left, tokens);
    cached[modality] += taken;
    left -= taken;
  }
  return cached;
}
