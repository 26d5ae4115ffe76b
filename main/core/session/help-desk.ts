import type { RealtimeResponseCreateParams } from 'openai/resources/realtime/realtime';
import type { AsideItem } from '../../../contract/session.ts';
import { decodePcm16 } from '../../audio/pcm16.ts';
import type { ClientEvent } from '../realtime/client-event.ts';
import type { ErrorBody, Item, ResponseBody, ServerEvent } from '../realtime/server-event.ts';
import { usageOf } from '../usage/usage.ts';
import { failureOfError, failureOfResponse } from './failure-of.ts';
import { RecentIds } from './recent-ids.ts';
import type { ResponseSequencer } from './response-sequencer.ts';
import type { SessionSurroundings } from './session-surroundings.ts';

/** What the desk needs of the session around it. */
export interface HelpHost {
  readonly around: SessionSurroundings;
  readonly sequencer: ResponseSequencer;
  /** The `response.create` for a question. */
  request(question: Question): RealtimeResponseCreateParams;
  send(event: ClientEvent): void;
  /** The conversation has an item of this id. */
  knows(item: string): boolean;
}

/** A question that was asked. `id` is that of its aside. */
export interface Question {
  readonly id: string;
  /** Base64 of PCM16. */
  readonly audio: string;
}

/** A question that went to the server, until its response has ended. */
interface Asked {
  readonly question: Question;
  announced: boolean;
  /** The response's id; null before it is announced, and where the server gives none. */
  response: string | null;
  /** The learner has stopped it: what still comes of it is dropped. */
  stopped: boolean;
  /** Words so far, by item: there is more than one where the server makes several. */
  readonly words: Map<string, string>;
  /** Items that the server has put into the conversation, where they do not belong. */
  readonly leaked: Set<string>;
}

/**
 * Help beside the conversation of one connection: its response, its aside in the transcript, and
 * its sound. Nothing of it reaches the role-play, whatever the server does and however late.
 */
export class HelpDesk {
  readonly #host: HelpHost;
  readonly #responses = new RecentIds();
  readonly #items = new RecentIds();
  #next: Question | null = null;
  #asked: Asked | null = null;
  #latest: string | null = null;

  constructor(host: HelpHost) {
    this.#host = host;
  }

  /** Help was asked for and is not given to its end, or is still being heard. */
  get active(): boolean {
    if (this.#next !== null || this.#asked?.stopped === false) return true;
    return this.#latest !== null && this.#host.around.speaker.plays(this.#latest);
  }

  /** Asks the question as soon as no other response is active. */
  ask(audio: string): void {
    const { around, sequencer } = this.#host;
    const id = around.newId();
    around.transcript.place(emptyAside(id), null);
    this.#next = { id, audio };
    this.#latest = id;
    sequencer.request('help');
  }

  /** The sequencer says that it is time. */
  create(event_id: string): void {
    const question = this.#next;
    if (question === null) return;
    this.#next = null;
    const kept = { words: new Map<string, string>(), leaked: new Set<string>() };
    this.#asked = { question, announced: false, response: null, stopped: false, ...kept };
    const response = this.#host.request(question);
    this.#host.send({ type: 'response.create', event_id, response });
  }

  /** The learner has stopped it; its response was cancelled. What was not answered yet goes. */
  stop(): void {
    const { transcript } = this.#host.around;
    if (this.#next !== null) transcript.remove([this.#next.id]);
    this.#next = null;
    if (this.#asked === null || this.#asked.stopped) return;
    this.#asked.stopped = true;
    const { id } = this.#asked.question;
    if (transcript.words(id)?.status === 'pending') transcript.remove([id]);
    else transcript.updateWords(id, { status: 'interrupted' });
  }

  /** The server refused the request. With `busy` it is made again later. */
  refused(error: ErrorBody, busy: boolean): void {
    const asked = this.#asked;
    this.#asked = null;
    if (asked === null || asked.stopped) return;
    if (busy) this.#next = asked.question;
    else this.#fail(asked.question.id, failureOfError(error));
  }

  /** Takes the events that are help's. False: the event is the conversation's. */
  handle(event: ServerEvent): boolean {
    switch (event.type) {
      case 'response.created':
        return this.#created(event.response);
      case 'response.done':
        return this.#done(event.response);
      case 'conversation.item.added':
      case 'conversation.item.done':
        return this.#placed(event.item);
      case 'response.output_item.added':
      case 'response.output_item.done':
        if (!this.#isOurs(event.response_id, event.item.id)) return false;
        this.#items.add(event.item.id);
        return true;
      default:
        return this.#answered(event);
    }
  }

  #answered(event: ServerEvent): boolean {
    if (!('response_id' in event) || !('item_id' in event) || event.item_id === null) return false;
    if (!this.#isOurs(event.response_id, event.item_id)) return false;
    this.#items.add(event.item_id);
    const asked = this.#asked;
    if (asked === null || asked.stopped || !isOf(asked, event.response_id)) return true;
    switch (event.type) {
      case 'response.output_audio.delta':
        this.#audio(asked, event.delta);
        break;
      case 'response.output_audio_transcript.delta':
      case 'response.output_text.delta':
        this.#append(asked, event.item_id, event.delta);
        break;
      case 'response.output_audio_transcript.done':
        this.#settle(asked, event.item_id, event.transcript);
        break;
      case 'response.output_text.done':
        this.#settle(asked, event.item_id, event.text);
        break;
      default:
        break;
    }
    return true;
  }

  #created({ id, metadata, conversation_id }: ResponseBody): boolean {
    const asked = this.#asked;
    const awaited = asked !== null && !asked.announced;
    // A server that gives no metadata back says nothing of the conversation either.
    const unnamed = Object.keys(metadata).length === 0 && conversation_id === null;
    if (metadata.purpose !== 'help' && !(unnamed && awaited)) return false;
    if (id !== null) this.#responses.add(id);
    const matches = unnamed || metadata.id === asked?.question.id;
    if (awaited && matches && this.#host.sequencer.created(id, 'help')) {
      asked.announced = true;
      asked.response = id;
    } else if (id !== null) this.#host.send({ type: 'response.cancel', response_id: id });
    this.#host.around.changed();
    return true;
  }

  #done(response: ResponseBody): boolean {
    const { id, usage } = response;
    const asked = this.#asked;
    const named = id !== null && this.#responses.has(id);
    if (!named && !(id === null && asked?.announced === true && this.#isActive)) return false;
    if (usage !== null) this.#host.around.used(usageOf(usage));
    if (asked?.announced === true && isOf(asked, id)) {
      this.#finish(asked, response);
      if (this.#isActive) this.#host.sequencer.done(id);
    }
    this.#host.around.changed();
    return true;
  }

  #finish(asked: Asked, response: ResponseBody): void {
    const { around, send } = this.#host;
    const { id } = asked.question;
    this.#asked = null;
    for (const item_id of asked.leaked) send({ type: 'conversation.item.delete', item_id });
    around.speaker.end(id);
    if (asked.stopped) return;
    const isEmpty = around.transcript.words(id)?.text === '';
    if (response.status === 'failed' || isEmpty) this.#fail(id, failureOfResponse(response));
    else {
      const whole = response.status === 'completed' || response.status === null;
      around.transcript.updateWords(id, { status: whole ? 'final' : 'interrupted' });
    }
  }

  /** An item was added to the conversation. One of help's was not to be: it is deleted at the end. */
  #placed(item: Item): boolean {
    const mine = this.#items.has(item.id);
    const unknown = this.#isActive && item.role === 'assistant' && !this.#host.knows(item.id);
    if (!mine && !unknown) return false;
    this.#items.add(item.id);
    this.#asked?.leaked.add(item.id);
    return true;
  }

  #audio({ question }: Asked, delta: string): void {
    const { speaker, log } = this.#host.around;
    const samples = decodePcm16(delta);
    if (samples === null) log.warn('Audio that is not PCM16 was dropped');
    else speaker.audio(question.id, 0, samples);
  }

  #append(asked: Asked, item: string, delta: string): void {
    const isNew = !asked.words.has(item) && asked.words.size > 0;
    asked.words.set(item, (asked.words.get(item) ?? '') + delta);
    this.#host.around.transcript.append(asked.question.id, isNew ? ` ${delta}` : delta);
  }

  #settle(asked: Asked, item: string, words: string | null): void {
    if (words === null) return;
    asked.words.set(item, words);
    const text = [...asked.words.values()].join(' ');
    this.#host.around.transcript.updateWords(asked.question.id, { text, status: 'partial' });
  }

  #fail(id: string, failure: AsideItem['failure']): void {
    this.#host.around.transcript.updateWords(id, { status: 'failed', failure });
    this.#host.around.changed();
  }

  get #isActive(): boolean {
    return this.#host.sequencer.active === 'help';
  }

  /** A server that names no responses has one at a time. */
  #isOurs(response: string | null, item: string): boolean {
    if (response !== null) return this.#responses.has(response);
    return this.#items.has(item) || (this.#asked?.announced === true && this.#isActive);
  }
}

/** Whether what carries this response's id (null: none) belongs to the question. */
function isOf({ response }: Asked, id: string | null): boolean {
  return response === null || id === null || response === id;
}

function emptyAside(id: string): AsideItem {
  return { kind: 'aside', id, status: 'pending', text: '', failure: null, question: 'spoken' };
}
