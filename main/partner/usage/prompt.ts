import { assertNever } from '../../../contract/base/assert-never.ts';
import { type Item, transcriptOf } from '../conversation/item.ts';
import { millisecondsOf } from '../conversation/truncate.ts';
import type { SessionConfig } from '../session/session-config.ts';
import { heardTokens, spokenTokens, textTokens } from './tokens.ts';

export type Modality = 'text' | 'audio' | 'image';

/** A stretch of a prompt. Two stretches are the same when modality and content are. */
export interface Segment {
  readonly modality: Modality;
  readonly content: string;
  readonly tokens: number;
}

/** Tokens that set an item apart: its role, its beginning and its end. */
const ITEM_TOKENS = 3;
/** What a low-detail image costs: OpenAI's base price of 85 tokens. Higher detail is not modelled. */
const IMAGE_TOKENS = 85;

/** What a response is billed for as input: instructions, tools and the whole conversation, in order. */
export function promptOf(
  session: Pick<SessionConfig, 'instructions' | 'tools'>,
  items: readonly Item[],
): readonly Segment[] {
  const tools = session.tools.map((tool) => text(JSON.stringify(tool)));
  return [text(session.instructions), ...tools, ...items.flatMap(segmentsOf)];
}

function text(content: string): Segment {
  return { modality: 'text', content, tokens: textTokens(content) };
}

function segmentsOf(item: Item): Segment[] {
  const mark: Segment = { modality: 'text', content: `<${item.kind}>`, tokens: ITEM_TOKENS };
  switch (item.kind) {
    case 'system':
      return [mark, ...item.parts.map((part) => text(part.text))];
    case 'user':
      return [mark, ...item.parts.map(userSegment)];
    case 'assistant':
      return [mark, ...item.parts.flatMap((part) => assistantSegments(item.id, part))];
    case 'call':
      return [mark, text(`${item.name} ${item.arguments}`)];
    case 'output':
      return [mark, text(item.output)];
    default:
      return assertNever(item);
  }
}

function userSegment(part: Extract<Item, { kind: 'user' }>['parts'][number]): Segment {
  switch (part.kind) {
    case 'text':
      return text(part.text);
    case 'audio':
      return { modality: 'audio', content: part.digest, tokens: heardTokens(part.milliseconds) };
    case 'image':
      return { modality: 'image', content: part.url, tokens: IMAGE_TOKENS };
    default:
      return assertNever(part);
  }
}

function assistantSegments(
  id: string,
  part: Extract<Item, { kind: 'assistant' }>['parts'][number],
): Segment[] {
  if (part.kind === 'text') return [text(part.text)];
  const milliseconds = millisecondsOf(part);
  const tokens = spokenTokens(milliseconds);
  // The length is part of the content: a truncation ends the common prefix here.
  return [
    { modality: 'audio', content: `${id}:${milliseconds}`, tokens },
    text(transcriptOf(part)),
  ];
}
