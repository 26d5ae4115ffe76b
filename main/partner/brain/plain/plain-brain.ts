import { type Hearing, hasPicture, type Item, type UserItem } from '../../conversation/item.ts';
import type { SessionConfig } from '../../session/session-config.ts';
import type { SpeechVoice } from '../../speech/synthesizer.ts';
import {
  type Answer,
  type Brain,
  type BrainPart,
  type BrainRequest,
  helpLanguage,
} from '../brain.ts';
import { languageOf, type SpokenLanguage, spokenLanguageOf, voiceFor } from '../voices.ts';
import { type PlainSentences, plainSentences } from './plain-sentences.ts';

/** `call NAME {json}`, typed, makes the partner call a tool. */
const CALL = /^call\s+([\w-]{1,64})\s*([\s\S]*)$/i;
/** Characters that are said back, of what was typed and of what a tool gave. */
const LONGEST_REPEAT = 1000;
const LONGEST_RESULT = 200;

/** Answers without a scenario and without a model: it says what it cannot do, and what was typed. */
export class PlainBrain implements Brain {
  readonly instructions =
    'The practice partner follows no instructions: it has no language model. It says back what is typed.';

  voice(session: SessionConfig): SpeechVoice {
    return voiceFor(languageOf(session), session);
  }

  hear(): Hearing {
    return { kind: 'not_listening' };
  }

  answer(request: BrainRequest): Answer {
    const part = plainPart(request);
    return {
      metadata: {},
      async *parts() {
        yield part;
      },
    };
  }
}

/** The one thing that the partner says or calls, given the last item that is not its own. */
export function plainPart(request: BrainRequest): BrainPart {
  const tag = helpLanguage(request);
  if (tag === null) return partIn(languageOf(request.session), request);
  const own = spokenLanguageOf(tag);
  const part = partIn(own, request);
  return part.kind === 'call' ? part : { ...part, voice: voiceFor(own, request.session) };
}

function partIn(language: SpokenLanguage, request: BrainRequest): BrainPart {
  const sentences = plainSentences[language];
  const last = request.items.findLast((item) => item.kind === 'user' || item.kind === 'output');
  if (last === undefined) return say(sentences.greeting);
  if (last.kind === 'output') return say(sentences.result(shorten(last.output, LONGEST_RESULT)));
  if (last.kind === 'user') return answerUser(last, request, sentences);
  return say(sentences.greeting);
}

function answerUser(item: UserItem, request: BrainRequest, sentences: PlainSentences): BrainPart {
  const typed = item.parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])).join(' ');
  const call = CALL.exec(typed.trim());
  if (call !== null) return callTool(call[1] ?? '', call[2] ?? '', { request, sentences });
  const unseen = hasPicture(item) ? sentences.image : '';
  if (typed.trim() !== '') return say(`${unseen} ${shorten(typed, LONGEST_REPEAT)}`.trim());
  const milliseconds = item.parts.reduce((sum, part) => sum + millisecondsOf(part), 0);
  if (milliseconds > 0) return say(sentences.heard(Math.max(1, Math.round(milliseconds / 1000))));
  return say(unseen === '' ? sentences.silence : unseen);
}

function callTool(
  name: string,
  json: string,
  { request, sentences }: { request: BrainRequest; sentences: PlainSentences },
): BrainPart {
  const isOffered =
    request.toolChoice !== 'none' && request.session.tools.some((tool) => tool.name === name);
  if (!isOffered) return say(sentences.noTool(name));
  const given = json.trim() === '' ? '{}' : json.trim();
  if (!isObject(given)) return say(sentences.badArguments(name));
  return { kind: 'call', name, arguments: given };
}

function isObject(json: string): boolean {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function millisecondsOf(part: Extract<Item, { kind: 'user' }>['parts'][number]): number {
  return part.kind === 'audio' ? part.milliseconds : 0;
}

function say(text: string): BrainPart {
  return { kind: 'say', text };
}

function shorten(text: string, length: number): string {
  const signs = [...text.trim()];
  return signs.length <= length ? text.trim() : `${signs.slice(0, length).join('')}…`;
}
