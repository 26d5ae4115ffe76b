import { breathe } from '../base/clock.ts';
import type { Conversation } from '../conversation/conversation.ts';
import type { Item } from '../conversation/item.ts';
import { itemFromWire } from '../conversation/item-from-wire.ts';
import type { ClientEventOf, ResponseParams } from '../protocol/client-event.ts';
import type { ContextItem } from '../protocol/item-schema.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { Emit } from '../protocol/server-event.ts';
import { type ItemSink, Output } from '../response/output.ts';
import { ResponseRun } from '../response/response-run.ts';
import { promptOf } from '../usage/prompt.ts';
import { Retention } from '../usage/retention.ts';
import { emitRateLimits } from './rate-limits.ts';
import type { SessionServices } from './services.ts';
import { sessionOfResponse } from './session-of-response.ts';
import type { SessionState } from './session-state.ts';

interface ResponseDeskOptions {
  readonly emit: Emit;
  readonly conversation: Conversation;
  readonly state: SessionState;
  readonly services: SessionServices;
  /** Told the milliseconds of audio of a response to the conversation that is done. */
  readonly onDone: (milliseconds: number) => void;
}

/** Responses beside the conversation that may run at once. */
const MOST_BESIDE = 8;

/** Runs responses: one at a time to the conversation, some beside it. */
export class ResponseDesk {
  readonly #options: ResponseDeskOptions;
  #active: ResponseRun | null = null;
  readonly #beside = new Map<string, ResponseRun>();
  readonly #retention = new Retention();

  constructor(options: ResponseDeskOptions) {
    this.#options = options;
  }

  get isActive(): boolean {
    return this.#active !== null;
  }

  create(params: ResponseParams): void {
    const isBeside = params.conversation === 'none';
    this.#assertRoom(isBeside);
    const run = this.#plan(params, isBeside);
    if (isBeside) this.#beside.set(run.id, run);
    else this.#active = run;
    run.run().catch(this.#options.services.onFault);
  }

  cancel({ response_id }: ClientEventOf<'response.cancel'>): void {
    const run = response_id === undefined ? this.#active : this.#find(response_id);
    if (run === null) {
      throw new Refusal(
        'response_cancel_not_active',
        'Cancellation failed: no active response found',
      );
    }
    run.cancel('client_cancelled');
  }

  /** The learner speaks: the answer to the conversation ends, those beside it go on. */
  interrupt(): void {
    this.#active?.cancel('turn_detected');
  }

  /** Ends every response; what they still say goes nowhere once the connection is closed. */
  dispose(): void {
    for (const run of [this.#active, ...this.#beside.values()]) run?.cancel('client_cancelled');
  }

  #find(id: string): ResponseRun | null {
    if (this.#active?.id === id) return this.#active;
    return this.#beside.get(id) ?? null;
  }

  #assertRoom(isBeside: boolean): void {
    if (!isBeside && this.#active !== null) {
      throw new Refusal(
        'conversation_already_has_active_response',
        `Conversation already has an active response in progress: ${this.#active.id}. Wait until the response is finished before creating a new one.`,
      );
    }
    if (isBeside && this.#beside.size >= MOST_BESIDE) {
      throw new Refusal(
        'too_many_active_responses',
        `At most ${MOST_BESIDE} out-of-band responses can run at once.`,
      );
    }
  }

  #plan(params: ResponseParams, isBeside: boolean): ResponseRun {
    const { conversation, emit, services, state } = this.#options;
    const session = sessionOfResponse(state.config, params, state.hasSpoken);
    const items = params.input?.map((item) => this.#resolve(item)) ?? [...conversation.items];
    const answer = services.brain.answer({
      items,
      session,
      toolChoice: session.tool_choice,
      ownContext: params.input !== undefined,
      conversation: { items: conversation.items, session: state.config },
      metadata: params.metadata ?? {},
    });
    const retained =
      params.input === undefined ? this.#retention.retained(state.config, items) : items;
    const prompt = promptOf(session, retained);
    const metadata = { ...answer.metadata, ...params.metadata };
    return new ResponseRun({
      answer,
      output: new Output({
        responseId: services.makeId('resp'),
        emit,
        sink: isBeside ? null : sinkOf(conversation),
      }),
      conversationId: isBeside ? null : conversation.id,
      session,
      metadata: Object.keys(metadata).length > 0 ? metadata : null,
      prompt,
      cached: services.cache.bill(services.cacheKey, prompt),
      voice: services.brain.voice(session),
      synthesizer: services.synthesizer,
      makeId: services.makeId,
      pace: (milliseconds) => this.#pace(milliseconds),
      onSpoken: () => {
        state.hasSpoken = true;
      },
      onFault: services.onFault,
      onDone: (run) => this.#done(run),
    });
  }

  #resolve(item: ContextItem): Item {
    if (item.type !== 'item_reference') return itemFromWire(item, this.#options.services.makeId);
    const found = this.#options.conversation.find(item.id);
    if (found !== undefined) return found;
    throw new Refusal(
      'invalid_value',
      `Invalid item reference: the item with id '${item.id}' does not exist.`,
      'response.input',
    );
  }

  async #pace(milliseconds: number): Promise<void> {
    const { clock, room, speed } = this.#options.services;
    await breathe(clock, milliseconds / speed);
    await room();
  }

  #done(run: ResponseRun): void {
    const { conversation, emit, onDone, services, state } = this.#options;
    emitRateLimits(emit);
    if (this.#beside.delete(run.id)) return;
    this.#active = null;
    services.brain.expect?.(conversation.items, state.config);
    onDone(run.milliseconds);
  }
}

function sinkOf(conversation: Conversation): ItemSink {
  return {
    attach(item) {
      conversation.insert(item);
      return conversation.before(item.id);
    },
    before: (id) => conversation.before(id),
  };
}
