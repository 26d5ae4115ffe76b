import { type Disposable, DisposableStore } from '../../../contract/base/disposable.ts';
import { Conversation } from '../conversation/conversation.ts';
import { type ClientEvent, eventIdOf, parseClientEvent } from '../protocol/client-event.ts';
import { errorBody, Refusal } from '../protocol/refusal.ts';
import type { Emit } from '../protocol/server-event.ts';
import type { TurnDetection } from '../protocol/session-schema.ts';
import { IdleWatch } from './idle-watch.ts';
import { InputAudio } from './input-audio.ts';
import { ItemDesk } from './item-desk.ts';
import { ResponseDesk } from './response-desk.ts';
import type { SessionServices } from './services.ts';
import { initialSession, updateSession } from './session-config.ts';
import type { SessionState } from './session-state.ts';

/** How a session begins. */
export interface SessionStart {
  readonly model: string;
  /** Seconds since the epoch. */
  readonly expiresAt: number;
  readonly emit: Emit;
  readonly services: SessionServices;
}

/** One client's session with its conversation: takes client events, emits server events. */
export class PartnerSession implements Disposable {
  readonly #emit: Emit;
  readonly #services: SessionServices;
  readonly #state: SessionState;
  readonly #items: ItemDesk;
  readonly #responses: ResponseDesk;
  readonly #input: InputAudio;
  readonly #idle: IdleWatch;
  readonly #owned = new DisposableStore();
  #idleFrom = 0;

  constructor({ model, expiresAt, emit, services }: SessionStart) {
    this.#emit = (event) => {
      if (!this.#owned.disposed) emit(event);
    };
    this.#services = services;
    const { brain, clock, createDetector, makeId } = services;
    this.#state = {
      hasSpoken: false,
      config: initialSession({
        id: makeId('sess'),
        model,
        expires_at: expiresAt,
        instructions: brain.instructions,
      }),
    };
    const shared = {
      emit: this.#emit,
      services,
      state: this.#state,
      conversation: new Conversation(makeId('conv')),
    };
    this.#items = new ItemDesk(shared);
    this.#idle = this.#owned.add(new IdleWatch(clock, () => this.#timeOut()));
    this.#responses = this.#owned.add(
      new ResponseDesk({ ...shared, onDone: (milliseconds) => this.#answered(milliseconds) }),
    );
    this.#input = new InputAudio({
      emit: this.#emit,
      makeId,
      createDetector,
      hooks: {
        commit: (samples, id) => this.#items.commit(samples, id),
        speechStarted: () => this.#speechStarted(),
        speechStopped: () => this.#speechStopped(),
      },
    });
    this.#input.configure(this.#state.config.audio.input.turn_detection);
  }

  /** Announces the session; must come before anything is received. */
  open(): void {
    this.#emit({ type: 'session.created', session: this.#state.config });
  }

  /** Handles one message. Whatever is wrong with it is answered with an `error` event. */
  receive(text: string): void {
    let input: unknown = null;
    try {
      input = parseJson(text);
      this.#handle(parseClientEvent(input));
    } catch (error) {
      if (!(error instanceof Refusal)) this.#services.onFault(error);
      this.#emit({ type: 'error', error: errorBody(error, eventIdOf(input)) });
    }
  }

  /** Ends everything, silently. */
  dispose(): void {
    this.#owned.dispose();
  }

  #handle(event: ClientEvent): void {
    switch (event.type) {
      case 'session.update':
        this.#update(event.session);
        break;
      case 'input_audio_buffer.append':
        this.#input.append(event.audio);
        break;
      case 'input_audio_buffer.commit':
        this.#idle.dispose();
        this.#input.commit();
        break;
      case 'input_audio_buffer.clear':
        this.#input.clear();
        break;
      case 'response.create':
        this.#idle.dispose();
        this.#responses.create(event.response ?? {});
        break;
      case 'response.cancel':
        this.#responses.cancel(event);
        break;
      case 'output_audio_buffer.clear':
        throw new Refusal(
          'invalid_value',
          "Invalid value: 'output_audio_buffer.clear' is only available over WebRTC and SIP.",
          'type',
        );
      default:
        this.#items.handle(event);
    }
  }

  #update(update: Parameters<typeof updateSession>[1]): void {
    this.#state.config = updateSession(this.#state.config, update, {
      hasSpoken: this.#state.hasSpoken,
      isSpeaking: this.#responses.isActive,
    });
    this.#input.configure(this.#state.config.audio.input.turn_detection);
    if (idleTimeout(this.#state.config.audio.input.turn_detection) === null) this.#idle.dispose();
    this.#emit({ type: 'session.updated', session: this.#state.config });
  }

  #speechStarted(): void {
    this.#idle.dispose();
    if (this.#state.config.audio.input.turn_detection?.interrupt_response === true) {
      this.#responses.interrupt();
    }
  }

  #speechStopped(): void {
    const detection = this.#state.config.audio.input.turn_detection;
    if (detection?.create_response === true) this.#responses.create({});
  }

  #answered(milliseconds: number): void {
    const detection = this.#state.config.audio.input.turn_detection;
    this.#idleFrom = this.#input.milliseconds;
    if (this.#input.isSpeaking) return;
    this.#idle.arm(milliseconds, idleTimeout(detection));
  }

  #timeOut(): void {
    if (this.#responses.isActive || this.#input.isSpeaking) return;
    const id = this.#services.makeId('item');
    this.#emit({
      type: 'input_audio_buffer.timeout_triggered',
      audio_start_ms: this.#idleFrom,
      audio_end_ms: this.#input.milliseconds,
      item_id: id,
    });
    // Nothing above a timer would catch what a brain throws.
    try {
      this.#input.commitSilence(id);
      this.#responses.create({});
    } catch (error) {
      this.#services.onFault(error);
    }
  }
}

function idleTimeout(detection: TurnDetection): number | null {
  return detection?.type === 'server_vad' ? detection.idle_timeout_ms : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal('invalid_json', 'We could not parse the JSON body of your event.');
  }
}
