import type {
  ConversationItem,
  RealtimeResponseCreateParams,
} from 'openai/resources/realtime/realtime';
import type { MessageItem, TranscriptItem } from '../../../contract/session.ts';
import type { Level } from '../../../contract/settings.ts';

/** What help is asked with. */
export interface HelpQuestion {
  /** The aside that the answer belongs to; it comes back in the response's metadata. */
  readonly id: string;
  /** The question: base64 of PCM16 at 24 kHz. */
  readonly audio: string;
  readonly transcript: readonly TranscriptItem[];
  /** BCP 47 tags of the language that is practised and of the learner's own. */
  readonly practised: string;
  readonly native: string;
  readonly level: Level;
  /** The learner's role in the role-play, in English; null in free conversation. */
  readonly role: string | null;
}

/** How much of the conversation goes with a question: it is billed again with each. */
const MOST_MESSAGES = 8;
const MOST_CHARACTERS = 500;

/**
 * The `response.create` of help: out of band, with a context of its own, so that neither the
 * question nor the answer enters the conversation. The last words go as text, which costs a tenth
 * of their sound and needs no item that the server may have cut or dropped. `metadata.language` is
 * the language of the answer, for servers that follow no instructions.
 */
export function helpRequest(question: HelpQuestion): RealtimeResponseCreateParams {
  const { id, audio, native } = question;
  return {
    conversation: 'none',
    input: [
      ...contextOf(question.transcript),
      { type: 'message', role: 'user', content: [{ type: 'input_audio', audio }] },
    ],
    instructions: instructionsFor(question),
    output_modalities: ['audio'],
    tools: [],
    tool_choice: 'none',
    metadata: { purpose: 'help', id, language: native },
  };
}

function contextOf(items: readonly TranscriptItem[]): ConversationItem[] {
  return items
    .filter((item) => item.kind === 'message')
    .filter(({ text, picture }) => text !== '' || picture !== null)
    .slice(-MOST_MESSAGES)
    .map(messageOf);
}

function messageOf({ speaker, text, picture }: MessageItem): ConversationItem {
  const shown = picture === null ? '' : '[picture] ';
  const words = `${shown}${[...text].slice(-MOST_CHARACTERS).join('')}`;
  if (speaker === 'learner') {
    return { type: 'message', role: 'user', content: [{ type: 'input_text', text: words }] };
  }
  return { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: words }] };
}

function instructionsFor({ practised, native, level, role }: HelpQuestion): string {
  const own = nameOf(native);
  const other = nameOf(practised);
  return [
    `You help a learner of ${other} at level ${level} of the CEFR.`,
    'The messages before the last one are a conversation that the learner is having',
    role === null ? 'with a partner.' : `with a partner in a role-play (the learner: ${role}).`,
    `The last message is not part of it: there the learner asks you a question, most likely in ${own}.`,
    `Answer the question in ${own}, in three short sentences at most, in words for that level.`,
    `Then give one short phrase in ${other} that the learner can say next.`,
    'Do not play the partner, do not continue the conversation, and do not ask anything back.',
  ].join(' ');
}

function nameOf(tag: string): string {
  try {
    return `${new Intl.DisplayNames(['en'], { type: 'language' }).of(tag) ?? tag} (${tag})`;
  } catch {
    return tag;
  }
}
