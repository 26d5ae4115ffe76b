import type { ConversationItem } from 'openai/resources/realtime/realtime';
import { type Disposable, DisposableStore } from '../../../contract/base/disposable.ts';
import { Failure } from '../../../contract/failure.ts';
import { profileOf } from '../../../contract/profiles.ts';
import type { TakenPicture } from '../pictures/take-picture.ts';
import type { Connection } from '../realtime/connection.ts';
import type { ServerEvent } from '../realtime/server-event.ts';
import { itemsToDigest, LONGEST_DIGEST, localDigest } from './digest.ts';
import { heardText } from './heard-text.ts';
import { HelpDesk } from './help-desk.ts';
import { helpRequest } from './help-request.ts';
import { applyToKept } from './kept-events.ts';
import { NamedConnection } from './named-connection.ts';
import type { Cut } from './playback-ledger.ts';
import { ResponseSequencer } from './response-sequencer.ts';
import { learnerItem, outputId } from './seed.ts';
import { type ListeningQuestion, listeningUpdate, speedUpdate } from './session-config.ts';
import { SessionEvents } from './session-events.ts';
import type { SessionPlan, SessionSurroundings } from './session-surroundings.ts';
import { Summary } from './summary.ts';
import { takeUp } from './take-up.ts';
import type { ToolCalls } from './tool-calls.ts';
import { emptyMessage } from './transcript-events.ts';

/** Events by which a server shows that it has acted on what it was told. */
const PROOFS: ReadonlySet<string> = new Set([
  'conversation.item.added',
  'input_audio_buffer.committed',
  'response.created',
]);

/** The conversation over one connection. It is replaced, never reset. */
export class LiveSession implements Disposable {
  readonly #connection: NamedConnection;
  readonly #around: SessionSurroundings;
  readonly #plan: SessionPlan;
  readonly #owned = new DisposableStore();
  readonly #sequencer: ResponseSequencer;
  readonly #tools: ToolCalls;
  readonly #help: HelpDesk;
  readonly #events: SessionEvents;
  readonly #summary: Summary;
  /** Items that this connection's server has heard of. */
  readonly #known = new Set<string>();
  /** Answers that it knows as text only, because another connection has given them. */
  readonly #asText = new Set<string>();
  #detects: boolean;
  #open: boolean;
  #proven = false;
  #toldOverflow = false;
  /** A speed that could not be sent while an answer was being made. */
  #speed: number | null = null;

  constructor(connection: Connection, around: SessionSurroundings, plan: SessionPlan) {
    const { names, kept } = around.conversation;
    this.#connection = this.#owned.add(new NamedConnection(connection, names, kept));
    this.#around = around;
    this.#plan = plan;
    this.#open = plan.leg !== 'new';
    this.#detects = plan.settings.mode === 'hands_free';
    this.#sequencer = new ResponseSequencer({
      create: (event_id, purpose) => {
        this.#sendSpeed();
        if (purpose === 'help') this.#help.create(event_id);
        else this.#connection.send({ type: 'response.create', event_id });
      },
      cancel: (response_id, purpose) => {
        const named = purpose === 'help' && response_id !== null ? { response_id } : {};
        this.#connection.send({ type: 'response.cancel', ...named });
      },
    });
    this.#help = this.#helpDesk();
    this.#tools = around.tools;
    this.#summary = this.#owned.add(
      new Summary({
        clock: around.clock,
        send: (event) => this.#connection.send(event),
        used: (usage) => around.used(usage),
      }),
    );
    this.#events = new SessionEvents({
      around,
      scenario: plan.scenario,
      language: plan.scenario?.language ?? plan.settings.language,
      transcribes: profileOf(plan.settings).transcription !== null,
      sequencer: this.#sequencer,
      tools: this.#tools,
      help: this.#help,
      cutOff: () => around.speaker.interrupt((cuts) => this.#truncate(cuts)),
      heardOf: (item) => this.#known.add(item),
      takeBack: (item) => this.#takeBack([item]),
    });
    this.#owned.add(
      this.#connection.onEvent((event) => {
        this.#proves(event);
        if (this.#summary.takes(event)) return;
        applyToKept(event, around.conversation.kept, this.#detects);
        this.#events.handle(event);
      }),
    );
    this.#owned.add(this.#connection.onOpen(() => this.#opened()));
    this.#configure();
  }

  get open(): boolean {
    return this.#open;
  }

  /** The server has taken the conversation up and acted on it. */
  get proven(): boolean {
    return this.#proven;
  }

  /** An answer is being made or has been asked for. */
  get answering(): boolean {
    return this.#sequencer.busy;
  }

  /** Help is asked for, or is being given. */
  get helping(): boolean {
    return this.#help.active;
  }

  /** The server hears speech (hands-free). */
  get hearing(): boolean {
    return this.#events.hearing;
  }

  /** Sends audio of the open turn. Says once a turn when the network is too slow for it. */
  appendAudio(samples: Int16Array): void {
    const { kept } = this.#around.conversation;
    if (this.#detects) kept.heard.append(samples);
    else kept.append(samples);
    const dropped = this.#connection.appendAudio(samples);
    if (dropped === 0 || this.#toldOverflow) return;
    this.#toldOverflow = true;
    const text = 'The network is too slow: the oldest of what you are saying is being dropped.';
    this.#around.notice({ code: 'overflow', text });
  }

  /** The learner takes the floor: silence, and nothing is asked for until the turn has ended. */
  takeFloor(): void {
    this.interrupt();
    this.#sequencer.hold();
    this.#toldOverflow = false;
  }

  /** The turn's audio is complete: asks for an answer. */
  commit(): void {
    const { conversation } = this.#around;
    conversation.hushed = false;
    this.#tools.newTurn();
    conversation.kept.commit();
    this.#connection.commit(null);
    this.#sequencer.request();
    this.#sequencer.release();
    this.#around.changed();
  }

  /** The question (base64 of PCM16) is complete: asks it beside the conversation. */
  ask(audio: string): void {
    this.#help.ask(audio);
    this.yieldFloor();
  }

  /** Gives the floor back: nothing was said to the conversation. */
  yieldFloor(): void {
    this.#sequencer.release();
    this.#around.changed();
  }

  /** Forgets audio that is not to be answered: of a turn, or of listening that was stopped. */
  drop(): void {
    this.#around.conversation.kept.drop();
    this.#connection.send({ type: 'input_audio_buffer.clear' });
    this.#events.stoppedHearing();
    this.#sequencer.release();
    this.#around.changed();
  }

  /**
   * A turn in writing, or a picture with words or without. It is sent when the server knows how much
   * of an answer was heard before.
   */
  say(text: string, picture: TakenPicture | null = null): void {
    const id = this.#around.newId();
    this.#known.add(id);
    const view = picture?.view ?? null;
    const message = { ...emptyMessage(id, 'learner'), text, spoken: false, picture: view };
    if (picture !== null) this.#around.pictures.keep(id, picture);
    this.#around.transcript.place({ ...message, status: 'final' }, null);
    this.#around.conversation.hushed = false;
    this.#tools.newTurn();
    const item = learnerItem({ id, text, picture: view }, picture?.url ?? null);
    this.interrupt(() => {
      this.#create(item);
      this.#sequencer.request();
      this.#around.changed();
    });
  }

  /** Takes the learner's turn `item` and all behind it back, and says `text` instead. */
  correct(item: string, text: string): void {
    const { transcript } = this.#around;
    if (transcript.message(item)?.speaker !== 'learner') {
      throw Failure.notFound('That turn is not in the transcript.');
    }
    this.#sequencer.cancel();
    const behind = transcript.from(item).filter((id) => transcript.get(id)?.kind !== 'aside');
    this.#takeBack(behind.toReversed());
    this.say(text);
  }

  /** Asks for an answer to what is there: nobody answers a pause by itself. */
  answer(): void {
    this.#sequencer.request();
    this.#around.changed();
  }

  /** Barge-in: silence at once; then the server learns how much was heard, and `then` follows. */
  interrupt(then: () => void = () => {}): void {
    this.#sequencer.cancel();
    this.#help.stop();
    this.#around.speaker.interrupt((cuts) => {
      this.#truncate(cuts);
      then();
    });
    this.#around.changed();
  }

  /** The learner wants no answer to the latest turn. */
  stop(): void {
    this.#around.conversation.hushed = true;
    this.interrupt();
  }

  /** A call of the model has ended: the server is told, and may go on when it was the last one. */
  toolOutput(item: string, call_id: string, output: string): void {
    this.#known.add(outputId(item));
    this.#create({ type: 'function_call_output', id: outputId(item), call_id, output });
  }

  toolsSettled(): void {
    this.#sequencer.request();
    this.#around.changed();
  }

  /** Makes ready what stands for the oldest part of a long conversation on the next connection. */
  async digest(): Promise<void> {
    const { conversation, transcript, newId } = this.#around;
    const before = conversation.digest;
    const items = itemsToDigest(transcript.items, before);
    if (items.length === 0) return;
    const older = before?.covers.filter((id) => transcript.get(id) !== undefined) ?? [];
    const covers = [...older, ...items.map(({ id }) => id)];
    // The practice partner follows no instructions: its summary would be none.
    const asks = this.#plan.scenario?.guided === undefined && this.#open;
    const text = (asks ? await this.#summary.ask() : null) ?? localDigest(items, before);
    conversation.digest = { id: newId(), covers, text: text.slice(0, LONGEST_DIGEST) };
  }

  decide(item: string, allow: boolean): void {
    if (!this.#tools.decide(item, allow)) throw Failure.notFound('Nothing is being asked there.');
  }

  /** A speed goes to the server between answers: in the middle of one it is an error. */
  setSpeed(speed: number): void {
    this.#speed = speed;
    if (!this.#sequencer.busy) this.#sendSpeed();
  }

  /** How turns end may change at any time. */
  setListening(question: ListeningQuestion): void {
    this.#detects = question.settings.mode === 'hands_free';
    this.#connection.send({ type: 'session.update', session: listeningUpdate(question) });
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #configure(): void {
    const owed = takeUp({
      connection: this.#connection,
      around: this.#around,
      plan: this.#plan,
      known: this.#known,
      asText: this.#asText,
    });
    if (this.#plan.talking) this.#sequencer.hold();
    if (owed) this.#sequencer.request();
  }

  /** A server that acts on what it was told is one to come back to at once. */
  #proves(event: ServerEvent): void {
    if (event.type === 'response.done') {
      this.#sendSpeed();
      if (event.response.status !== 'failed') this.#around.conversation.answered();
    }
    this.#proven ||= PROOFS.has(event.type);
  }

  #helpDesk(): HelpDesk {
    const { transcript, settings, nativeLanguage } = this.#around;
    const { scenario } = this.#plan;
    return new HelpDesk({
      around: this.#around,
      sequencer: this.#sequencer,
      request: (question) =>
        helpRequest({
          ...question,
          transcript: transcript.items,
          practised: scenario?.language ?? this.#plan.settings.language,
          native: nativeLanguage(),
          level: settings().level,
          role: scenario?.roles.learner.en ?? null,
        }),
      send: (event) => this.#connection.send(event),
      knows: (item) => this.#known.has(item),
    });
  }

  #opened(): void {
    this.#open = true;
    this.#around.changed();
  }

  #create(item: ConversationItem): void {
    this.#connection.send({ type: 'conversation.item.create', item });
  }

  #sendSpeed(): void {
    if (this.#speed === null) return;
    this.#connection.send({ type: 'session.update', session: speedUpdate(this.#speed) });
    this.#speed = null;
  }

  /** Removes items from the transcript, and from the server as far as it knows them. */
  #takeBack(ids: readonly string[]): void {
    for (const id of ids) {
      this.#tools.forget(id);
      this.#around.conversation.kept.settled(id);
      for (const item_id of [outputId(id), id]) {
        if (this.#known.delete(item_id)) {
          this.#connection.send({ type: 'conversation.item.delete', item_id });
        }
      }
    }
    this.#around.transcript.remove(ids);
  }

  #truncate(cuts: readonly Cut[]): void {
    const { transcript } = this.#around;
    for (const { item, contentIndex, audioEndMilliseconds, heard } of cuts) {
      if (!this.#known.has(item)) continue;
      if (audioEndMilliseconds === 0) {
        // Truncating at 0 is an error of the API; what nobody heard is taken back instead.
        this.#takeBack([item]);
        continue;
      }
      const text = heardText(transcript.message(item)?.text ?? '', heard);
      transcript.updateMessage(item, { status: 'interrupted', text });
      if (this.#asText.has(item)) {
        this.#replaceText(item, text);
        continue;
      }
      this.#connection.send({
        type: 'conversation.item.truncate',
        item_id: item,
        content_index: contentIndex,
        audio_end_ms: audioEndMilliseconds,
      });
    }
  }
  /** There is no audio of it to truncate here: the words that were heard take the place of all. */
  #replaceText(id: string, text: string): void {
    const { transcript } = this.#around;
    this.#connection.send({ type: 'conversation.item.delete', item_id: id });
    if (text === '') return;
    const behind = transcript
      .from(id)
      .slice(1)
      .some((next) => this.#known.has(next));
    const { items } = transcript;
    const index = items.findIndex((item) => item.id === id);
    const before = items.slice(0, index).findLast((item) => this.#known.has(item.id));
    const content = [{ type: 'output_text' as const, text }];
    const item = { type: 'message' as const, role: 'assistant' as const, id, content };
    const placed = behind ? { previous_item_id: before?.id ?? 'root' } : {};
    this.#connection.send({ type: 'conversation.item.create', item, ...placed });
  }
}
