import type { ConversationItem } from 'openai/resources/realtime/realtime';
import { type Disposable, DisposableStore } from '../../../contract/base/disposable.ts';
import { Failure } from '../../../contract/failure.ts';
import type { Settings } from '../../../contract/settings.ts';
import type { Connection } from '../realtime/connection.ts';
import { heardText } from './heard-text.ts';
import type { Cut } from './playback-ledger.ts';
import { ResponseSequencer } from './response-sequencer.ts';
import { outputId, seedItems } from './seed.ts';
import { sessionConfig, speedUpdate, turnDetectionUpdate } from './session-config.ts';
import { SessionEvents } from './session-events.ts';
import type { SessionPlan, SessionSurroundings } from './session-surroundings.ts';
import { ToolCalls } from './tool-calls.ts';
import { emptyMessage } from './transcript-events.ts';

/** The conversation over one connection. It is replaced, never reset. */
export class LiveSession implements Disposable {
  readonly #connection: Connection;
  readonly #around: SessionSurroundings;
  readonly #plan: SessionPlan;
  readonly #owned = new DisposableStore();
  readonly #sequencer: ResponseSequencer;
  readonly #tools: ToolCalls;
  readonly #events: SessionEvents;
  #open = false;

  constructor(connection: Connection, around: SessionSurroundings, plan: SessionPlan) {
    this.#connection = this.#owned.add(connection);
    this.#around = around;
    this.#plan = plan;
    this.#sequencer = new ResponseSequencer({
      create: (event_id) => connection.send({ type: 'response.create', event_id }),
      cancel: () => connection.send({ type: 'response.cancel' }),
    });
    this.#tools = this.#owned.add(this.#toolCalls());
    this.#events = new SessionEvents({
      around,
      scenario: plan.scenario,
      sequencer: this.#sequencer,
      tools: this.#tools,
      cutOff: () => around.speaker.interrupt((cuts) => this.#truncate(cuts)),
    });
    this.#owned.add(connection.onEvent((event) => this.#events.handle(event)));
    this.#owned.add(connection.onOpen(() => this.#opened()));
    this.#configure();
  }

  get open(): boolean {
    return this.#open;
  }

  /** An answer is being made or has been asked for. */
  get answering(): boolean {
    return this.#sequencer.busy;
  }

  /** The server hears speech (hands-free). */
  get hearing(): boolean {
    return this.#events.hearing;
  }

  /** Sends audio of the open turn. */
  appendAudio(samples: Int16Array): void {
    const dropped = this.#connection.appendAudio(samples);
    if (dropped > 0) {
      const text = `The network is too slow: ${dropped} samples of speech were dropped.`;
      this.#around.notice({ code: 'overflow', text });
    }
  }

  /** The turn's audio is complete: asks for an answer. */
  commit(): void {
    this.#tools.newTurn();
    this.#connection.send({ type: 'input_audio_buffer.commit' });
    this.#sequencer.request();
    this.#around.changed();
  }

  /** Forgets the audio of a turn that is not to be answered. */
  drop(): void {
    this.#connection.send({ type: 'input_audio_buffer.clear' });
  }

  /** A turn in writing. */
  say(text: string): void {
    this.interrupt();
    this.#tools.newTurn();
    const id = this.#around.newId();
    const message = { ...emptyMessage(id, 'learner'), text, spoken: false };
    this.#around.transcript.place({ ...message, status: 'final' }, null);
    const content = [{ type: 'input_text' as const, text }];
    this.#create({ type: 'message', role: 'user', id, content });
    this.#sequencer.request();
    this.#around.changed();
  }

  /** Takes the learner's turn `item` and all behind it back, and says `text` instead. */
  correct(item: string, text: string): void {
    const { transcript } = this.#around;
    if (transcript.message(item)?.speaker !== 'learner') {
      throw Failure.notFound('That turn is not in the transcript.');
    }
    this.interrupt();
    const ids = transcript.from(item);
    for (const id of ids.toReversed()) this.#forget(id);
    transcript.remove(ids);
    this.say(text);
  }

  /** Barge-in: silence at once, then the server learns how much was heard. */
  interrupt(): void {
    this.#around.speaker.interrupt((cuts) => this.#truncate(cuts));
    this.#sequencer.cancel();
    this.#around.changed();
  }

  decide(item: string, allow: boolean): void {
    if (!this.#tools.decide(item, allow)) throw Failure.notFound('Nothing is being asked there.');
  }

  /** Settings that may change in mid-session. */
  reconfigure(settings: Settings, change: 'speed' | 'turns'): void {
    const session =
      change === 'speed' ? speedUpdate(settings.speed) : turnDetectionUpdate(settings);
    this.#connection.send({ type: 'session.update', session });
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #configure(): void {
    const { settings, scenario, keep } = this.#plan;
    const { broker, transcript } = this.#around;
    const tools = broker.declarations(scenario?.tools ?? []);
    const session = sessionConfig({ settings, scenario, tools });
    this.#connection.send({ type: 'session.update', session });
    const items = keep ? transcript.items : [];
    for (const item of seedItems(items, this.#around.madeCalls)) this.#create(item);
    const last = items.findLast((item) => item.kind === 'message');
    // In a role-play the partner picks up the phone; a turn without an answer still wants one.
    const owed = last === undefined ? scenario !== null : last.speaker === 'learner';
    if (owed) this.#sequencer.request();
  }

  #opened(): void {
    this.#open = true;
    this.#around.changed();
  }

  #toolCalls(): ToolCalls {
    const { broker, transcript } = this.#around;
    return new ToolCalls({
      broker,
      transcript,
      made: this.#around.madeCalls,
      allowed: this.#plan.scenario?.tools ?? [],
      output: (item, call_id, output) =>
        this.#create({ type: 'function_call_output', id: outputId(item), call_id, output }),
      settled: () => {
        this.#sequencer.request();
        this.#around.changed();
      },
    });
  }

  #create(item: ConversationItem): void {
    this.#connection.send({ type: 'conversation.item.create', item });
  }

  #forget(id: string): void {
    if (this.#around.madeCalls.has(id)) {
      this.#connection.send({ type: 'conversation.item.delete', item_id: outputId(id) });
    }
    this.#connection.send({ type: 'conversation.item.delete', item_id: id });
  }

  #truncate(cuts: readonly Cut[]): void {
    const { transcript } = this.#around;
    for (const { item, contentIndex, audioEndMilliseconds, heard } of cuts) {
      if (audioEndMilliseconds === 0) {
        // Truncating at 0 is an error of the API; what nobody heard is taken back instead.
        transcript.remove([item]);
        this.#connection.send({ type: 'conversation.item.delete', item_id: item });
        continue;
      }
      const text = heardText(transcript.message(item)?.text ?? '', heard);
      transcript.updateMessage(item, { status: 'interrupted', text });
      this.#connection.send({
        type: 'conversation.item.truncate',
        item_id: item,
        content_index: contentIndex,
        audio_end_ms: audioEndMilliseconds,
      });
    }
  }
}
