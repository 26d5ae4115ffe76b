import type { Localized } from '../../../contract/locale.ts';
import type { Scenario } from '../../../contract/scenario.ts';
import { decodePcm16 } from '../../audio/pcm16.ts';
import { firstRung } from '../practice/hint-ladder.ts';
import { lineMeaning } from '../practice/line-meaning.ts';
import { offeredReplies } from '../practice/offered-replies.ts';
import type {
  ErrorBody,
  ResponseBody,
  ServerEvent,
  ServerEventOf,
} from '../realtime/server-event.ts';
import { transcriptionUsageOf, usageOf } from '../usage/usage.ts';
import { failureOfError, failureOfResponse } from './failure-of.ts';
import { HeardWords } from './heard-words.ts';
import type { HelpDesk } from './help-desk.ts';
import type { ResponseSequencer } from './response-sequencer.ts';
import type { SessionSurroundings } from './session-surroundings.ts';
import type { ToolCalls } from './tool-calls.ts';
import { applyToTranscript, type NewWords } from './transcript-events.ts';

/** The parts of a live session that server events move. */
export interface SessionParts {
  readonly around: SessionSurroundings;
  readonly scenario: Scenario | null;
  /** BCP 47 tag of what is spoken. */
  readonly language: string;
  /** What the learner says is written down. */
  readonly transcribes: boolean;
  readonly sequencer: ResponseSequencer;
  readonly tools: ToolCalls;
  readonly help: HelpDesk;
  /** Silences the loudspeaker and truncates what was not heard. */
  cutOff(): void;
  /** The server has an item of this id. */
  heardOf(item: string): void;
  /** Takes an item back that nobody heard. */
  takeBack(item: string): void;
}

/** Errors that say that a thing had already happened, or that nothing was there: no loss. */
const HARMLESS: ReadonlySet<string> = new Set([
  'response_cancel_not_active',
  'input_audio_buffer_commit_empty',
  'item_truncate_invalid_item_id',
  'item_delete_invalid_item_id',
]);

/** Events that settle the words of an answer; of a cancelled one they say what was never heard. */
const SETTLING: ReadonlySet<string> = new Set([
  'response.output_audio_transcript.done',
  'response.output_text.done',
  'response.output_item.done',
]);

/** Carries each server event to the parts that it concerns. */
export class SessionEvents {
  readonly #parts: SessionParts;
  /** Items of the response that is being made. */
  #items: string[] = [];
  #hearing = false;
  readonly #words: HeardWords;
  /** What the response that is being made says, in the learner's language. */
  #meaning: Localized | null = null;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.#words = new HeardWords(parts.around.transcript, parts.language);
  }

  /** The server hears speech (hands-free). */
  get hearing(): boolean {
    return this.#hearing;
  }

  /** Listening was stopped: what was being said will not be heard to its end. */
  stoppedHearing(): void {
    this.#hearing = false;
  }

  handle(event: ServerEvent): void {
    const { around, sequencer, tools, help } = this.#parts;
    if (help.handle(event)) return;
    if ('item' in event) this.#parts.heardOf(event.item.id);
    if (!sequencer.cancelled || !SETTLING.has(event.type)) {
      applyToTranscript(event, around.transcript, this.#fresh);
    }
    this.#words.handle(event);
    switch (event.type) {
      case 'input_audio_buffer.committed':
        this.#committed(event.item_id);
        break;
      case 'response.created':
        sequencer.created(event.response.id);
        this.#items = [];
        this.#meaning = lineMeaning(this.#parts.scenario, event.response.metadata);
        this.#offer(event.response);
        break;
      case 'response.output_item.added':
        this.#items.push(event.item.id);
        // How much of the partner's latest words is shown begins anew.
        around.changed();
        break;
      case 'response.output_item.done':
        if (!sequencer.cancelled) tools.start(event.item);
        break;
      case 'response.output_audio.delta':
        this.#audio(event);
        break;
      case 'response.output_audio.done':
        around.speaker.end(event.item_id);
        break;
      case 'conversation.item.input_audio_transcription.completed':
        this.#transcribed(event);
        break;
      case 'response.done':
        this.#done(event.response);
        break;
      case 'input_audio_buffer.speech_started':
        this.#speechStarted();
        break;
      case 'input_audio_buffer.speech_stopped':
        this.#speechStopped();
        break;
      case 'input_audio_buffer.timeout_triggered':
        this.#silence(event.item_id);
        break;
      case 'error':
        this.#error(event.error);
        break;
      default:
        break;
    }
  }

  /** A turn that the learner ended by a key was listened to on its way. */
  #committed(item: string): void {
    const { around, heardOf } = this.#parts;
    heardOf(item);
    const delivery = around.conversation.kept.of(item)?.delivery ?? null;
    if (delivery !== null) around.transcript.updateMessage(item, { delivery });
  }

  get #fresh(): NewWords {
    const { around, transcribes } = this.#parts;
    const hint = firstRung(around.settings());
    return { offered: around.offeredTexts(), hint, meaning: this.#meaning, transcribes };
  }

  #audio(event: ServerEventOf<'response.output_audio.delta'>): void {
    const { around, sequencer } = this.#parts;
    if (sequencer.cancelled) return;
    const samples = decodePcm16(event.delta);
    if (samples === null) around.log.warn('Audio that is not PCM16 was dropped');
    else around.speaker.audio(event.item_id, event.content_index ?? 0, samples);
  }

  #transcribed({
    usage,
  }: ServerEventOf<'conversation.item.input_audio_transcription.completed'>): void {
    const used = transcriptionUsageOf(usage);
    if (used !== null) this.#parts.around.transcribed(used);
  }

  #done(response: ResponseBody): void {
    const { around, sequencer } = this.#parts;
    for (const id of this.#items) {
      around.speaker.end(id);
      this.#settle(id, response.status);
    }
    this.#items = [];
    if (response.usage !== null) around.used(usageOf(response.usage));
    if (response.status === 'failed') around.notice(failureOfResponse(response));
    this.#offer(response);
    sequencer.done(response.id);
    around.changed();
  }

  /** Leaves no message of an ended response half open. */
  #settle(id: string, status: string | null): void {
    const { transcript } = this.#parts.around;
    const item = transcript.message(id);
    if (item === undefined || (item.status !== 'pending' && item.status !== 'partial')) return;
    const unheard = status === 'cancelled' && item.spoken && !this.#parts.around.speaker.knows(id);
    if (item.text === '' || unheard) this.#parts.takeBack(id);
    else if (status === 'failed') transcript.updateMessage(id, { status: 'failed' });
    else {
      const whole = status === 'completed' || status === null;
      transcript.updateMessage(id, { status: whole ? 'final' : 'interrupted' });
    }
  }

  #offer(response: ResponseBody): void {
    const { around, scenario } = this.#parts;
    const replies = offeredReplies(scenario, response.metadata);
    if (replies !== null) around.offered(replies);
    around.changed();
  }

  /** The learner speaks: the server has cut its own response off, the loudspeaker is ours. */
  #speechStarted(): void {
    const { around, sequencer, tools, help, cutOff } = this.#parts;
    this.#hearing = true;
    tools.newTurn();
    if (around.settings().turnDetection.interruptResponse) {
      cutOff();
      sequencer.interruptedByServer();
    }
    help.stop();
    sequencer.hold();
    around.changed();
  }

  /** The server answers what it has heard by itself, unless it is told to leave that to us. */
  #speechStopped(): void {
    const { around, sequencer } = this.#parts;
    this.#hearing = false;
    if (around.settings().turnDetection.createResponse) sequencer.yieldToServer();
    else sequencer.release();
    this.#parts.around.changed();
  }

  /** Nobody has spoken for a while: the server answers the silence, which is nothing that was said. */
  #silence(item: string | null): void {
    const { around, heardOf } = this.#parts;
    if (item === null) return;
    heardOf(item);
    around.transcript.refuse(item);
  }

  #error(error: ErrorBody): void {
    const { around, sequencer, help } = this.#parts;
    const busy = error.code === 'conversation_already_has_active_response';
    const harmless = HARMLESS.has(error.code ?? '');
    // It speaks of something else than a request, also where it does not say of what.
    const refused = harmless ? null : sequencer.refused(error.event_id, busy);
    if (refused === 'help') help.refused(error, busy);
    around.changed();
    around.log.warn('The server reported an error', { code: error.code, text: error.message });
    // What became of help stands in its aside.
    if (refused === 'help' || (refused !== null && busy) || harmless) return;
    around.notice(failureOfError(error));
  }
}
