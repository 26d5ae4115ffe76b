import type { AnyEvent } from '../../contract/events/events.ts';
import type { FailureData } from '../../contract/failure.ts';
import type { ToolItem, TranscriptItem, Usage } from '../../contract/session.ts';

/** How a turn went. Times in milliseconds; null when nothing was heard. */
export interface TurnSummary {
  readonly turn: number;
  readonly input: 'say' | 'text' | 'opening';
  /** From the end of the turn to the first sample of the answer. */
  readonly firstAudio: number | null;
  /** From the end of the turn to the end of the answer. */
  readonly total: number;
}

/** What the program says of itself. Every method is called as things happen. */
export interface TalkOutput {
  event(event: AnyEvent): void;
  turn(summary: TurnSummary): void;
  failure(failure: FailureData): void;
  done(summary: { turns: number; usage: Usage; answerMilliseconds: number }): void;
}

type Write = (text: string) => void;

/** One JSON object a line: turns, items, tool calls, usage, errors, and `done` at the end. */
export function jsonOutput(write: Write): TalkOutput {
  const start = performance.now();
  const line = (type: string, value: object): void => {
    const at = Math.round(performance.now() - start);
    write(`${JSON.stringify({ type, at, ...value })}\n`);
  };
  return {
    event({ name, payload }) {
      if (name === 'transcript.changed') {
        const { kind, ...item } = payload.item;
        line(kind === 'message' ? 'item' : kind, item);
      } else if (name === 'transcript.appended') line('words', payload);
      else if (name === 'replies.offered') line('replies', payload);
      else if (name === 'session.changed') line('session', payload);
      else if (name === 'usage.added') line('usage', payload);
      else if (name === 'notice') line('error', payload.failure);
    },
    turn: (summary) => line('turn', summary),
    failure: (failure) => line('error', failure),
    done: (summary) => line('done', summary),
  };
}

/** The transcript as it grows, with the time of each line, for a person to read. */
export function plainOutput(write: Write): TalkOutput {
  const start = performance.now();
  const shown = new Map<string, string>();
  const stamp = (): string => ((performance.now() - start) / 1000).toFixed(2).padStart(7);
  const line = (speaker: string, text: string): void =>
    write(`[${stamp()} s] ${speaker.padEnd(8)} ${text}\n`);
  const item = (value: TranscriptItem): void => {
    const text = describe(value);
    if (text === null || shown.get(value.id) === text) return;
    shown.set(value.id, text);
    line(speakerOf(value), text);
  };
  return {
    event({ name, payload }) {
      if (name === 'transcript.changed') item(payload.item);
      else if (name === 'replies.offered') {
        for (const { text } of payload.replies) write(`${' '.repeat(14)}you could say: ${text}\n`);
      } else if (name === 'notice') line('Error', payload.failure.text);
    },
    turn({ firstAudio, total }) {
      const first = firstAudio === null ? 'no audio' : `first audio after ${firstAudio} ms`;
      write(`${' '.repeat(14)}(${first}, whole answer after ${total} ms)\n`);
    },
    failure: ({ code, text }) => line('Error', `${text} (${code})`),
    done({ usage, answerMilliseconds }) {
      write(`\nAnswers: ${(answerMilliseconds / 1000).toFixed(1)} s of speech\n${tokens(usage)}\n`);
    },
  };
}

function speakerOf(item: TranscriptItem): string {
  if (item.kind === 'tool') return 'Tool';
  if (item.kind === 'aside') return 'Help';
  return item.speaker === 'learner' ? 'You' : 'Partner';
}

function describe(item: TranscriptItem): string | null {
  if (item.kind === 'tool') return describeTool(item);
  if (item.status === 'pending' || item.status === 'partial') return null;
  if (item.status === 'failed') return `(${item.failure?.text ?? 'not understood'})`;
  return item.status === 'interrupted' ? `${item.text} —` : item.text;
}

function describeTool(item: ToolItem): string {
  const values = item.arguments.map(({ name, value }) => `${name}: ${value}`).join(', ');
  return `${item.name}(${values}) ${item.status}`;
}

function tokens(usage: Usage): string {
  const { inputText, inputAudio, cachedText, cachedAudio, outputText, outputAudio } = usage;
  return [
    `Tokens in: ${inputText} text, ${inputAudio} audio`,
    `(cached: ${cachedText} text, ${cachedAudio} audio);`,
    `out: ${outputText} text, ${outputAudio} audio`,
  ].join(' ');
}
