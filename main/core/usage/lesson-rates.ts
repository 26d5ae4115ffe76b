import { noUsage, type Usage } from '../../../contract/session.ts';
import { cacheable } from './cache-rule.ts';
import { costOf } from './cost.ts';
import type { Money } from './money.ts';
import type { ModelPrice } from './prices.ts';

/** How a lesson goes: turns a minute, and the tokens of each. */
export interface LessonRates {
  readonly turnsPerMinute: number;
  /** Text of the first prompt: instructions and tools. */
  readonly beginText: number;
  /** What a turn of the learner adds to the prompt. */
  readonly heardText: number;
  readonly heardAudio: number;
  readonly answerText: number;
  readonly answerAudio: number;
}

/**
 * Assumed before there is a lesson to learn from: the learner speaks for six seconds (ten tokens a
 * second), the partner for seven (twenty), and two pass in between. Words come to 2.5 a second and
 * 1.3 tokens each; a role-play's instructions and tools to 400 tokens.
 */
export const assumedRates: LessonRates = {
  turnsPerMinute: 4,
  beginText: 400,
  heardText: 4,
  heardAudio: 60,
  answerText: 23,
  answerAudio: 140,
};

/** When the conversation is compacted, and to how many tokens behind the instructions. */
export interface Compaction {
  readonly limit: number;
  readonly keep: number;
}

/** A lesson that goes as `rates` say. */
export interface LessonQuestion {
  readonly minutes: number;
  readonly rates: LessonRates;
  readonly price: ModelPrice;
  readonly compaction: Compaction | null;
}

/** What such a lesson costs, turn by turn; null where a rate is unknown. */
export function lessonCost({ minutes, rates, price, compaction }: LessonQuestion): Money | null {
  const turns = Math.max(1, Math.round(minutes * rates.turnsPerMinute));
  const begin: Prompt = { text: rates.beginText, audio: 0 };
  let prompt = begin;
  /** Tokens in front that the cache holds. */
  let kept = 0;
  let sum = 0n;
  for (let turn = 0; turn < turns; turn += 1) {
    prompt = grown(prompt, rates.heardText, rates.heardAudio);
    const cost = costOf(billed(prompt, kept, rates), price);
    if (cost === null) return null;
    sum += cost;
    kept = cacheable(prompt.text + prompt.audio);
    prompt = grown(prompt, rates.answerText, rates.answerAudio);
    const compacted = compactedFrom(prompt, begin, compaction);
    // What is left begins as before only as far as the instructions go.
    if (compacted !== prompt) kept = cacheable(begin.text);
    prompt = compacted;
  }
  return sum;
}

interface Prompt {
  readonly text: number;
  readonly audio: number;
}

function grown(prompt: Prompt, text: number, audio: number): Prompt {
  return { text: prompt.text + text, audio: prompt.audio + audio };
}

function compactedFrom(prompt: Prompt, begin: Prompt, compaction: Compaction | null): Prompt {
  const spoken = prompt.text + prompt.audio - begin.text;
  if (compaction === null || spoken <= compaction.limit) return prompt;
  const share = compaction.keep / spoken;
  return {
    text: begin.text + Math.round((prompt.text - begin.text) * share),
    audio: Math.round(prompt.audio * share),
  };
}

function billed(prompt: Prompt, cached: number, rates: LessonRates): Usage {
  const cachedText = Math.round((cached * prompt.text) / Math.max(1, prompt.text + prompt.audio));
  return {
    ...noUsage,
    inputText: prompt.text,
    inputAudio: prompt.audio,
    cachedText,
    cachedAudio: cached - cachedText,
    outputText: rates.answerText,
    outputAudio: rates.answerAudio,
  };
}

/** A response of a past lesson. */
export interface PastResponse {
  readonly session: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly usage: Usage;
}

/** A lesson of fewer responses, or of fewer lessons' responses, says too little. */
const LEAST_OF_A_LESSON = 5;
const LEAST_IN_ALL = 20;
/** A longer pause is none of the lesson. */
const LONGEST_PAUSE_MILLISECONDS = 3 * 60_000;

/** How this learner's lessons go; null while there is too little to tell. */
export function measureRates(responses: readonly PastResponse[]): LessonRates | null {
  const lessons = [...Map.groupBy(responses, ({ session }) => session).values()].filter(
    (lesson) => lesson.length >= LEAST_OF_A_LESSON,
  );
  const all = lessons.flat();
  const steps = lessons.flatMap((lesson) => stepsOf(lesson.toSorted((a, b) => a.at - b.at)));
  const minutes = steps.reduce((sum, step) => sum + step.milliseconds, 0) / 60_000;
  if (all.length < LEAST_IN_ALL || steps.length === 0 || minutes <= 0) return null;
  const mean = (numbers: readonly number[]): number =>
    Math.round(numbers.reduce((sum, each) => sum + each, 0) / numbers.length);
  return {
    turnsPerMinute: Math.min(20, Math.max(0.2, steps.length / minutes)),
    beginText: mean(lessons.map((lesson) => lesson[0]?.usage.inputText ?? 0)),
    heardText: mean(steps.map((step) => step.text)),
    heardAudio: mean(steps.map((step) => step.audio)),
    answerText: mean(all.map(({ usage }) => usage.outputText)),
    answerAudio: mean(all.map(({ usage }) => usage.outputAudio)),
  };
}

interface Step {
  readonly milliseconds: number;
  readonly text: number;
  readonly audio: number;
}

function stepsOf(lesson: readonly PastResponse[]): Step[] {
  return lesson.slice(1).flatMap((after, index) => {
    const before = lesson[index];
    if (before === undefined) return [];
    const text = after.usage.inputText - before.usage.inputText - before.usage.outputText;
    const audio = after.usage.inputAudio - before.usage.inputAudio - before.usage.outputAudio;
    const milliseconds = after.at - before.at;
    const isNear = milliseconds >= 0 && milliseconds <= LONGEST_PAUSE_MILLISECONDS;
    // A prompt that shrank was compacted, and says nothing of the turn.
    if (!isNear || text + audio < 0) return [];
    return [{ milliseconds, text: Math.max(0, text), audio: Math.max(0, audio) }];
  });
}
