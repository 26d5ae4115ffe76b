import OpenAI from 'openai';
import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import type { Scenario } from '../../../../contract/scenario.ts';
import type { Hearing } from '../../conversation/item.ts';
import type { SessionConfig } from '../../session/session-config.ts';
import type { SpeechVoice } from '../../speech/synthesizer.ts';
import {
  type Answer,
  type Brain,
  BrainFailure,
  type BrainPart,
  type BrainRequest,
  helpLanguage,
} from '../brain.ts';
import {
  languageByScript,
  languageOf,
  type SpokenLanguage,
  spokenLanguageOf,
  voiceFor,
} from '../voices.ts';
import { CallCollector } from './call-collector.ts';
import { chatMessages, chatTools } from './chat-messages.ts';
import { SentenceSplitter } from './sentences.ts';

/** An OpenAI-compatible endpoint, such as `http://127.0.0.1:11434/v1`, and the model to ask. */
export interface ChatEndpoint {
  readonly baseUrl: string;
  readonly model: string;
  readonly key?: string;
  /** The model takes pictures; otherwise it is told that there was one. */
  readonly sees?: boolean;
}

/** Characters that one answer may have; the rest is dropped. */
const LONGEST_ANSWER = 20_000;
const TIMEOUT_MILLISECONDS = 60_000;

interface ChatBrainOptions {
  readonly endpoint: ChatEndpoint;
  /** Gives the instructions and the voice. */
  readonly scenario?: Scenario;
}

/** Thinks with a chat endpoint; what it says is spoken sentence by sentence as it arrives. */
export class ChatBrain implements Brain {
  readonly instructions: string;
  readonly #options: ChatBrainOptions;
  readonly #client: OpenAI;

  constructor(options: ChatBrainOptions) {
    this.#options = options;
    this.instructions = options.scenario?.instructions ?? 'You are a friendly speaking partner.';
    const { baseUrl, key } = options.endpoint;
    this.#client = new OpenAI({
      baseURL: baseUrl,
      // Local servers want no key, but the package wants one.
      apiKey: key ?? 'none',
      organization: null,
      project: null,
      maxRetries: 0,
      timeout: TIMEOUT_MILLISECONDS,
    });
  }

  voice(session: SessionConfig): SpeechVoice {
    const own = this.#options.scenario?.voice;
    if (own === undefined) return voiceFor(languageOf(session), session);
    return { name: own.name, rate: own.rate * session.audio.output.speed };
  }

  /** The endpoint takes text alone, and a free answer cannot be recognised among offered replies. */
  hear(): Hearing {
    return { kind: 'not_listening' };
  }

  answer(request: BrainRequest): Answer {
    return { metadata: {}, parts: (signal) => this.#think(request, signal) };
  }

  async *#think(request: BrainRequest, signal: AbortSignal): AsyncGenerator<BrainPart> {
    const splitter = new SentenceSplitter();
    const calls = new CallCollector();
    let length = 0;
    for await (const chunk of this.#stream(request, signal)) {
      const delta = chunk.choices[0]?.delta;
      calls.push(delta?.tool_calls ?? []);
      const piece = delta?.content ?? '';
      length += piece.length;
      if (length > LONGEST_ANSWER) break;
      for (const text of splitter.push(piece)) yield this.#say(text, request);
    }
    const rest = splitter.end();
    if (rest !== '') yield this.#say(rest, request);
    yield* calls.parts();
  }

  /** Help is given in two languages: each sentence in the voice of its script. */
  #say(text: string, request: BrainRequest): BrainPart {
    const tag = helpLanguage(request);
    if (tag === null) return { kind: 'say', text };
    const own = spokenLanguageOf(tag);
    const practised = this.#practised(request.session);
    const language = languageByScript(text, [own, practised]);
    if (language === practised) return { kind: 'say', text };
    return { kind: 'say', text, voice: voiceFor(language, request.session) };
  }

  #practised(session: SessionConfig): SpokenLanguage {
    const { scenario } = this.#options;
    return scenario === undefined ? languageOf(session) : spokenLanguageOf(scenario.language);
  }

  async *#stream(request: BrainRequest, signal: AbortSignal): AsyncGenerator<ChatCompletionChunk> {
    const { session, items, toolChoice } = request;
    const tools = chatTools(session);
    try {
      yield* await this.#client.chat.completions.create(
        {
          model: this.#options.endpoint.model,
          messages: chatMessages(session.instructions, items, this.#options.endpoint.sees === true),
          stream: true,
          ...(tools.length === 0 ? {} : { tools, tool_choice: chatToolChoice(toolChoice) }),
        },
        { signal },
      );
    } catch (error) {
      const status = error instanceof OpenAI.APIError ? error.status : undefined;
      const detail = status === undefined ? 'did not answer' : `answered with status ${status}`;
      throw new BrainFailure('chat_endpoint_failed', `The chat endpoint ${detail}.`, error);
    }
  }
}

function chatToolChoice(choice: BrainRequest['toolChoice']) {
  if (typeof choice === 'string') return choice;
  return { type: 'function', function: { name: choice.name } } as const;
}
