import type { Locale } from '../../../../contract/locale.ts';
import type { Guided } from '../../../../contract/scenario.ts';
import { fill, fillArguments } from '../../../scenarios/fill.ts';
import { type Hearing, hasPicture, type Item } from '../../conversation/item.ts';
import type { Recognizer } from '../../listening/recognizer.ts';
import type { SessionConfig } from '../../session/session-config.ts';
import type { SpeechVoice } from '../../speech/synthesizer.ts';
import {
  type Answer,
  type Brain,
  type BrainPart,
  type BrainRequest,
  helpLanguage,
} from '../brain.ts';
import { PlainBrain } from '../plain/plain-brain.ts';
import { plainSentences } from '../plain/plain-sentences.ts';
import { spokenLanguageOf, voiceFor } from '../voices.ts';
import {
  follow,
  type GuidedScenario,
  offeredReplies,
  type Script,
  type Standing,
  stepOf,
} from './dialogue.ts';
import { helpLines } from './help-lines.ts';
import { lineMetadata } from './line-metadata.ts';
import { noToolSentence } from './no-tool-sentence.ts';

/** Leads a guided scenario: it recognises which of the offered replies was said, and says the next line. */
export class ScriptBrain implements Brain {
  readonly #scenario: GuidedScenario;
  readonly #recognizer: Recognizer;
  readonly #plain = new PlainBrain();
  #preparation: Iterator<void> | null = null;

  constructor(scenario: GuidedScenario, recognizer: Recognizer) {
    this.#scenario = scenario;
    this.#recognizer = recognizer;
  }

  get instructions(): string {
    return this.#scenario.instructions;
  }

  voice(session: SessionConfig): SpeechVoice {
    const { name, rate } = this.#scenario.voice;
    return { name, rate: rate * session.audio.output.speed };
  }

  hear(samples: Int16Array, before: readonly Item[], session: SessionConfig): Hearing {
    const replies = this.#offered(before, session);
    if (replies.length === 0) return { kind: 'unintelligible' };
    const recognition = this.#recognizer.recognize(samples, replies, this.#scenario.voice);
    if (recognition.kind === 'silence') return { kind: 'silence' };
    const heard = replies.find(({ id }) => recognition.kind === 'heard' && id === recognition.id);
    return heard === undefined ? { kind: 'unintelligible' } : { kind: 'words', text: heard.text };
  }

  expect(items: readonly Item[], session: SessionConfig): void {
    const isBusy = this.#preparation !== null;
    const replies = this.#offered(items, session);
    this.#preparation = this.#recognizer.prepare(replies, this.#scenario.voice);
    if (!isBusy) setImmediate(() => this.#prepareNext());
  }

  answer(request: BrainRequest): Answer {
    const help = helpLanguage(request);
    if (help !== null) return this.#help(request, help);
    // A context of the client's own is a question to a model, which the script cannot answer.
    if (request.ownContext) return this.#plain.answer(request);
    const script = this.#script(request.session);
    const standing = follow(script, request.items);
    const { language } = this.#scenario;
    const lines = linesOf(script.guided, standing, language);
    const parts = isShown(request.items) ? [unseen(language), ...lines] : lines;
    return {
      metadata: {
        scenario: this.#scenario.id,
        step: standing.step,
        ...lineMetadata(standing),
      },
      async *parts() {
        yield* parts;
      },
    };
  }

  /** It cannot hear what is asked, but it knows where the learner stands. */
  #help({ conversation, session }: BrainRequest, language: string): Answer {
    const scenario = this.#scenario;
    const standing = follow(this.#script(conversation.session), conversation.items);
    const voiceOf = (locale: Locale) => voiceFor(spokenLanguageOf(locale), session);
    const parts = helpLines({ scenario, standing, language, voiceOf });
    return {
      metadata: {},
      async *parts() {
        yield* parts;
      },
    };
  }

  // One step at a time: events that come in between must not wait for all of them.
  #prepareNext(): void {
    if (this.#preparation?.next().done === false) setImmediate(() => this.#prepareNext());
    else this.#preparation = null;
  }

  #offered(items: readonly Item[], session: SessionConfig) {
    const script = this.#script(session);
    return offeredReplies(script.guided, follow(script, items));
  }

  #script(session: SessionConfig): Script {
    const tools = session.tool_choice === 'none' ? [] : session.tools.map((tool) => tool.name);
    return { guided: this.#scenario.guided, tools: new Set(tools) };
  }
}

/** Whether the learner has shown a picture since the partner last spoke. */
function isShown(items: readonly Item[]): boolean {
  const last = items.findLast(({ kind }) => kind === 'user' || kind === 'assistant');
  return last?.kind === 'user' && hasPicture(last);
}

/** It says of itself that it cannot see. */
function unseen(language: string): BrainPart {
  return { kind: 'say', text: plainSentences[spokenLanguageOf(language)].image };
}

/** What the partner says, and calls, where the conversation stands. */
export function linesOf(
  guided: Guided,
  standing: Standing,
  language: string,
): readonly BrainPart[] {
  if (standing.misheard) return [{ kind: 'say', text: fill(guided.misheard, standing.variables) }];
  // Asked again without news, the partner repeats its last line.
  const steps = standing.entered.length > 0 ? standing.entered : [standing.step];
  const missing = [...standing.missingTools];
  return steps.flatMap((name) => stepLines(guided, name, { standing, missing, language }));
}

interface LineContext {
  readonly standing: Standing;
  readonly missing: string[];
  readonly language: string;
}

function stepLines(guided: Guided, name: string, context: LineContext): BrainPart[] {
  const { standing, missing, language } = context;
  const step = stepOf(guided, name);
  const said: BrainPart = { kind: 'say', text: fill(step.say, standing.variables) };
  const { call } = step;
  if (call === undefined) return [said];
  if (missing[0] === call.name) {
    missing.shift();
    return [said, { kind: 'say', text: noToolSentence(language, call.name) }];
  }
  if (standing.pendingCall !== null) return [said];
  const values = fillArguments(call.arguments, standing.variables);
  return [said, { kind: 'call', name: call.name, arguments: values }];
}
