import type {
  ChatCompletionContentPart,
  ChatCompletionMessageParam,
  ChatCompletionTool,
} from 'openai/resources/chat/completions';
import { assertNever } from '../../../../contract/base/assert-never.ts';
import { hasPicture, type Item, textOfAssistant, type UserItem } from '../../conversation/item.ts';
import type { SessionConfig } from '../../session/session-config.ts';

/** The conversation as a chat endpoint takes it. One that does not see is told of pictures. */
export function chatMessages(
  instructions: string,
  items: readonly Item[],
  sees: boolean,
): ChatCompletionMessageParam[] {
  const answered = new Set(items.flatMap((item) => (item.kind === 'output' ? [item.callId] : [])));
  const messages: ChatCompletionMessageParam[] = [];
  if (instructions !== '') messages.push({ role: 'system', content: instructions });
  for (const item of items) {
    // Endpoints refuse a call that has no output.
    if (item.kind === 'call' && !answered.has(item.callId)) continue;
    messages.push(messageOf(item, sees));
  }
  return messages;
}

/** The session's functions as a chat endpoint takes them. */
export function chatTools(session: SessionConfig): ChatCompletionTool[] {
  return session.tools.map(({ name, description, parameters }) => ({
    type: 'function',
    function: {
      name,
      ...(description === undefined ? {} : { description }),
      ...(parameters === undefined ? {} : { parameters }),
    },
  }));
}

function messageOf(item: Item, sees: boolean): ChatCompletionMessageParam {
  switch (item.kind) {
    case 'system':
      return { role: 'system', content: item.parts.map((part) => part.text).join('\n') };
    case 'user':
      return { role: 'user', content: sees && hasPicture(item) ? userParts(item) : userText(item) };
    case 'assistant':
      return { role: 'assistant', content: textOfAssistant(item) };
    case 'call':
      return {
        role: 'assistant',
        content: null,
        tool_calls: [
          {
            id: item.callId,
            type: 'function',
            function: { name: item.name, arguments: item.arguments },
          },
        ],
      };
    case 'output':
      return { role: 'tool', tool_call_id: item.callId, content: item.output };
    default:
      return assertNever(item);
  }
}

function userText(item: UserItem): string {
  return item.parts.map(userPart).join('\n');
}

function userParts(item: UserItem): ChatCompletionContentPart[] {
  return item.parts.map((part) =>
    part.kind === 'image'
      ? { type: 'image_url', image_url: { url: part.url, detail: part.detail } }
      : { type: 'text', text: userPart(part) },
  );
}

function userPart(part: UserItem['parts'][number]): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'image':
      return '[The learner shows a picture. You cannot see pictures: say so.]';
    case 'audio': {
      if (part.hearing.kind === 'words') return part.hearing.text;
      const seconds = (part.milliseconds / 1000).toFixed(1);
      return `[${seconds} seconds of speech without a transcript]`;
    }
    default:
      return assertNever(part);
  }
}
