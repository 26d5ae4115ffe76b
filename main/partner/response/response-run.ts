import type { RealtimeResponseStatus } from 'openai/resources/realtime/realtime';
import { type Answer, BrainFailure, type BrainPart } from '../brain/brain.ts';
import { itemToWire } from '../conversation/item-to-wire.ts';
import type { WireResponse } from '../protocol/server-event.ts';
import type { SessionConfig } from '../session/session-config.ts';
import type { SpeechVoice, Synthesizer } from '../speech/synthesizer.ts';
import { givenTokens, spokenMilliseconds } from '../usage/given-tokens.ts';
import type { Segment } from '../usage/prompt.ts';
import type { CachedTokens } from '../usage/prompt-cache.ts';
import { responseUsage } from '../usage/response-usage.ts';
import { MessageWriter } from './message-writer.ts';
import type { Output } from './output.ts';
import { joinedTo } from './sentence-space.ts';
import { speechChunks } from './speech-chunks.ts';
import { writeCall } from './write-call.ts';

/** Everything that one response needs. */
export interface ResponsePlan {
  readonly answer: Answer;
  readonly output: Output;
  readonly conversationId: string | null;
  readonly session: SessionConfig;
  readonly metadata: Readonly<Record<string, string>> | null;
  readonly prompt: readonly Segment[];
  readonly cached: CachedTokens;
  readonly voice: SpeechVoice;
  readonly synthesizer: Synthesizer;
  readonly makeId: (kind: 'item' | 'call') => string;
  /** Waits for so many milliseconds of audio to be due, and for room on the wire. */
  readonly pace: (milliseconds: number) => Promise<void>;
  readonly onSpoken: () => void;
  /** Told what failed without being a `BrainFailure`. */
  readonly onFault: (error: unknown) => void;
  readonly onDone: (run: ResponseRun) => void;
}

type Ending = Exclude<WireResponse['status'], 'in_progress'>;

/** One response from `response.created` to `response.done`, streamed; `cancel` ends it at once. */
export class ResponseRun {
  readonly id: string;
  readonly #plan: ResponsePlan;
  readonly #abort = new AbortController();
  #message: MessageWriter | null = null;
  #done = false;

  constructor(plan: ResponsePlan) {
    this.#plan = plan;
    this.id = plan.output.responseId;
  }

  /** Milliseconds of audio that it gave so far. */
  get milliseconds(): number {
    return spokenMilliseconds(this.#plan.output.items);
  }

  /** Resolves when the response is done; never rejects. */
  async run(): Promise<void> {
    this.#plan.output.emit({ type: 'response.created', response: this.#wire('in_progress', null) });
    try {
      for await (const part of this.#plan.answer.parts(this.#abort.signal)) {
        await this.#write(part);
        if (this.#done) return;
      }
      this.#end('completed', { type: 'completed' });
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Ends the response with what it gave so far. Does nothing once it is done. */
  cancel(reason: 'turn_detected' | 'client_cancelled'): void {
    this.#end('cancelled', { type: 'cancelled', reason });
  }

  async #write(part: BrainPart): Promise<void> {
    if (this.#done) return;
    if (part.kind === 'call') {
      this.#closeMessage('completed');
      const { makeId, output } = this.#plan;
      writeCall(output, { ...part, id: makeId('item'), callId: makeId('call') });
      this.#checkBudget();
      return;
    }
    this.#message ??= new MessageWriter(this.#plan.output, this.#plan.makeId('item'));
    const { synthesizer, voice, session } = this.#plan;
    const text = joinedTo(this.#message.text, part.text);
    const utterance = synthesizer.speak(text, part.voice ?? voice);
    if (session.output_modalities.includes('text')) {
      await this.#type(this.#message, utterance.words);
    } else {
      await this.#speak(this.#message, utterance);
    }
  }

  async #type(message: MessageWriter, words: readonly { readonly text: string }[]): Promise<void> {
    for (const { text } of words) {
      message.writeText(text);
      this.#checkBudget();
      await this.#plan.pace(0);
      if (this.#done) return;
    }
  }

  async #speak(
    message: MessageWriter,
    utterance: Parameters<typeof speechChunks>[0],
  ): Promise<void> {
    message.beginUtterance();
    for (const chunk of speechChunks(utterance)) {
      message.writeSpeech(chunk);
      this.#plan.onSpoken();
      this.#checkBudget();
      await this.#plan.pace(chunk.samples.length / 24);
      if (this.#done) return;
    }
  }

  #checkBudget(): void {
    const { max_output_tokens: maximum } = this.#plan.session;
    if (maximum === 'inf') return;
    const given = givenTokens(this.#plan.output.items);
    if (given.text + given.audio <= maximum) return;
    this.#end('incomplete', { type: 'incomplete', reason: 'max_output_tokens' });
  }

  #fail(error: unknown): void {
    if (this.#done) return;
    const isKnown = error instanceof BrainFailure;
    if (!isKnown) this.#plan.onFault(error);
    this.#end('failed', {
      type: 'failed',
      error: {
        type: 'server_error',
        code: isKnown ? error.code : 'internal_error',
        message: isKnown ? error.message : 'The practice partner failed to answer.',
      },
    });
  }

  #closeMessage(status: 'completed' | 'incomplete'): void {
    this.#message?.close(status);
    this.#message = null;
  }

  #end(status: Ending, details: RealtimeResponseStatus): void {
    if (this.#done) return;
    this.#done = true;
    this.#closeMessage(status === 'completed' ? 'completed' : 'incomplete');
    this.#plan.output.emit({ type: 'response.done', response: this.#wire(status, details) });
    this.#abort.abort();
    this.#plan.onDone(this);
  }

  #wire(status: WireResponse['status'], details: RealtimeResponseStatus | null): WireResponse {
    const { session, output, prompt, cached, metadata, conversationId } = this.#plan;
    const { format, voice } = session.audio.output;
    const isDone = status !== 'in_progress';
    return {
      object: 'realtime.response',
      id: this.id,
      status,
      status_details: details,
      output: isDone ? output.items.map((item) => itemToWire(item)) : [],
      conversation_id: conversationId,
      output_modalities: session.output_modalities,
      max_output_tokens: session.max_output_tokens,
      audio: { output: { format, voice } },
      usage: isDone ? responseUsage(prompt, cached, givenTokens(output.items)) : null,
      metadata,
    };
  }
}
