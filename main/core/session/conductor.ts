import type { AudioFrame } from '../../../contract/audio-frame.ts';
import { type Disposable, DisposableStore } from '../../../contract/base/disposable.ts';
import type { CallInput } from '../../../contract/calls/calls.ts';
import type { Snapshot } from '../../../contract/events/events.ts';
import { Failure, type FailureData } from '../../../contract/failure.ts';
import type { ShownPicture } from '../../../contract/picture.ts';
import type { SessionView } from '../../../contract/session.ts';
import type { Settings } from '../../../contract/settings.ts';
import { takePicture } from '../pictures/take-picture.ts';
import { hintedMessage, nextRung } from '../practice/hint-ladder.ts';
import type { ConductorOptions } from './conductor-options.ts';
import { Conversation } from './conversation.ts';
import { toolCallsOf } from './conversation-tools.ts';
import { cutByNetwork } from './cut-by-network.ts';
import { LiveSession } from './live-session.ts';
import { MicrophoneChannel } from './microphone-channel.ts';
import { activityOf } from './session-activity.ts';
import { SessionLine } from './session-line.ts';
import type { SessionSurroundings } from './session-surroundings.ts';
import { sessionView } from './session-view.ts';
import { SpeakerChannel } from './speaker-channel.ts';
import { SpokenDesk } from './spoken-desk.ts';
import { surroundingsOf } from './surroundings-of.ts';
import type { ToolCalls } from './tool-calls.ts';
import { asksAfterSilence, turnsDiffer } from './turn-settings.ts';

/**
 * Leads turns and both audio channels to the session that is live, and says what is going on.
 * Commands come in as methods; everything that happens goes out through `emit`.
 */
export class Conductor implements Disposable {
  readonly #options: ConductorOptions;
  readonly #owned = new DisposableStore();
  readonly #speaker: SpeakerChannel;
  readonly #microphone: MicrophoneChannel;
  readonly #line: SessionLine;
  #conversation: Conversation;
  #muted = false;
  #shown = '';

  constructor(options: ConductorOptions) {
    this.#options = options;
    this.#conversation = this.#makeConversation();
    this.#speaker = this.#owned.add(this.#makeSpeaker());
    this.#microphone = this.#owned.add(this.#makeMicrophone());
    this.#line = this.#owned.add(this.#makeLine());
  }

  get conversation(): Conversation {
    return this.#conversation;
  }

  /** A key is held, and has the microphone. */
  get capturing(): boolean {
    return this.#microphone.capturing;
  }

  /** The microphone's opening that is in force. */
  get stream(): number | null {
    return this.#microphone.stream;
  }

  get view(): SessionView {
    return sessionView({
      settings: this.#options.settings(),
      line: this.#line,
      microphone: this.#microphone,
      speaker: this.#speaker,
      conversation: this.#conversation,
      muted: this.#muted,
      preview: this.#options.preview,
      now: this.#options.clock.now(),
    });
  }

  /** The conversation's part of a snapshot. */
  get snapshot(): Pick<Snapshot, 'session' | 'transcript' | 'replies' | 'usage' | 'microphone'> {
    const { transcript, replies, total } = this.#conversation;
    return {
      session: this.view,
      transcript: [...transcript.items],
      replies: [...replies],
      usage: total,
      microphone: this.stream,
    };
  }

  /** True when a session that begins now goes on with the words that are there. */
  get goesOn(): boolean {
    const { resumable, scenario } = this.view;
    return resumable && scenario === this.#options.settings().scenario;
  }

  /** Opens a session in place of the one before. With `keep` the words so far go with it. */
  async start(keep: boolean): Promise<void> {
    await this.#line.open(() => {
      if (!keep) this.#newConversation();
      this.#muted = false;
      const scenario = this.#options.scenario(this.#conversation.scenario);
      const tools = toolCallsOf(this.#conversation, {
        broker: this.#options.broker,
        allowed: scenario?.tools ?? [],
        live: () => this.#line.live,
      });
      const around = this.#surroundings(tools);
      return {
        scenario: this.#conversation.scenario,
        owned: tools,
        begin: (connection, { leg, target }) => {
          const settings = this.#options.settings();
          const talking = this.#microphone.capturing || this.#microphone.closing;
          this.#conversation.takeUp();
          const kept = keep || leg !== 'new';
          const plan = { settings, scenario, leg, talking, target, keep: kept };
          return new LiveSession(connection, around, plan);
        },
      };
    });
    this.#listen();
  }

  /** Tries a lost connection again now; one that is there has to show life. */
  retry(): void {
    this.#line.retry();
  }

  /** The machine goes to sleep: no attempt to connect is wasted on it. */
  suspend(): void {
    this.#line.rest();
  }

  stop(): void {
    this.#line.close(null);
  }

  mute(muted: boolean): void {
    const live = this.#require();
    this.#muted = muted;
    const settings = this.#options.settings();
    if (asksAfterSilence(settings)) live.setListening({ settings, muted, withNoise: false });
    this.#listen();
    this.refresh();
  }

  beginTurn(): void {
    const live = this.#require();
    if (this.#microphone.capturing || this.#microphone.listening) return;
    // A turn that is still closing is sent first, so that its answer is among what is cut off.
    this.#microphone.settle();
    live.takeFloor();
    this.#microphone.begin('turn');
  }

  /** The key that began a turn or a question is let go of, and what it began goes on. */
  latch(): void {
    this.#microphone.latch();
  }

  endTurn(cancelled: boolean): void {
    if (this.#microphone.purpose === 'turn') this.#microphone.end(cancelled);
  }

  /** The help key went down. The first key that is held has the microphone until it is let go. */
  beginHelp(): void {
    const live = this.#require();
    // Before it is open there is nothing to ask about, and the partner's opening is still to come.
    if (this.#microphone.capturing || !live.open) return;
    this.#microphone.settle();
    // Hands-free: what is asked from here on is not for the server's ear.
    this.#microphone.listen(false);
    live.takeFloor();
    this.#microphone.begin('help');
  }

  endHelp(cancelled: boolean): void {
    if (this.#microphone.purpose === 'help') this.#microphone.end(cancelled);
  }

  /** Shows more of a message of the partner (null: the latest). Nothing when all of it is shown. */
  raiseHint(id: string | null): void {
    const { transcript } = this.#conversation;
    const message = hintedMessage(transcript.items, id);
    if (message === null) return;
    transcript.updateMessage(message.id, { hint: nextRung(message) });
    this.refresh();
  }

  say(text: string): void {
    const live = this.#require();
    this.#microphone.end(true);
    live.say(text);
  }

  /** Throws a `Failure` when it is no picture that may be sent. */
  show(picture: ShownPicture, text: string): void {
    const live = this.#require();
    const taken = takePicture(picture);
    this.#microphone.end(true);
    live.say(text, taken);
  }

  correct(item: string, text: string): void {
    const live = this.#require();
    this.#microphone.end(true);
    live.correct(item, text);
  }

  /** Hands-free, where a pause is not answered by itself. */
  answer(): void {
    this.#require().answer();
  }

  stopResponse(): void {
    this.#require().stop();
  }

  decide(item: string, allow: boolean): void {
    this.#require().decide(item, allow);
  }

  /** Settings have changed: what may change in mid-session does so now. */
  reconfigure(before: Settings, after: Settings): void {
    const { live } = this.#line;
    if (live !== null && before.speed !== after.speed) live.setSpeed(after.speed);
    const withNoise = before.noiseReduction !== after.noiseReduction;
    if (live !== null && (withNoise || turnsDiffer(before, after))) {
      this.#microphone.abandon();
      live.setListening({ settings: after, muted: this.#muted, withNoise });
      this.#listen();
    }
    if (before.partnerWords !== after.partnerWords && after.partnerWords === 'shown') {
      this.#conversation.showWords();
    }
    this.refresh();
  }

  microphoneFrame(frame: AudioFrame): void {
    this.#microphone.frame(frame);
  }

  speakerReport(report: CallInput<'speaker.report'>): void {
    this.#speaker.report(report);
  }

  /**
   * The page's microphone failed. Without one an open turn cannot go on; a silent or replaced one
   * may still bring what the learner says.
   */
  microphoneFailed(failure: FailureData): void {
    const gone = failure.code === 'microphone_missing' || failure.code === 'microphone_refused';
    if (gone) this.#microphone.end(true);
    this.#notice(failure);
  }

  /** The page is gone, and with it the key, the microphone and the loudspeaker. */
  pageLeft(): void {
    this.#microphone.abandonTurn();
    if (this.#microphone.listening) this.#line.live?.drop();
    this.#speaker.pageLeft();
  }

  /** A page is greeted: it has a loudspeaker of its own. */
  pageCame(): void {
    this.#speaker.pageCame();
  }

  /** Tells the page what it shows of the session, when that has changed. */
  refresh(): void {
    this.#line.poke();
    const { view } = this;
    const shown = JSON.stringify(view);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#options.emit({ name: 'session.changed', payload: view });
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #require(): LiveSession {
    const { live } = this.#line;
    if (live === null) throw Failure.noSession();
    return live;
  }

  #hungUp(failure: FailureData | null): void {
    this.#microphone.abandon();
    this.#speaker.leave();
    const text = failure?.text ?? 'The session was ended.';
    this.#conversation.breakOff({ code: 'connection_lost', text });
  }

  #newConversation(): void {
    this.#conversation.leave();
    this.#conversation = this.#makeConversation();
  }

  #makeConversation(): Conversation {
    const { emit, settings, newId } = this.#options;
    return new Conversation(emit, settings().scenario, newId);
  }

  /**
   * Hands-free: the microphone is open exactly while a session is live and not muted, and no key
   * has it for a question.
   */
  #listen(): void {
    const handsFree = this.#options.settings().mode === 'hands_free';
    const wanted = handsFree && this.#line.live !== null && !this.#muted;
    this.#microphone.listen(wanted && this.#microphone.purpose === null);
  }

  #notice(failure: FailureData): void {
    this.#options.emit({ name: 'notice', payload: { failure } });
  }

  #makeSpeaker(): SpeakerChannel {
    const { emit, speaker, clock } = this.#options;
    const flush = (number: number): void =>
      emit({ name: 'speaker.flush', payload: { flush: number } });
    return new SpeakerChannel({ frame: speaker, flush, changed: () => this.refresh() }, clock);
  }

  #makeLine(): SessionLine {
    const { connect, clock, wall, random, watchReturn, limits, target, newId } = this.#options;
    return new SessionLine({
      connect,
      clock,
      wall,
      random,
      watchReturn,
      limits,
      target,
      newId,
      activity: () =>
        activityOf({
          microphone: this.#microphone,
          speaker: this.#speaker,
          conversation: this.#conversation,
          live: this.#line.live,
        }),
      digest: async () => this.#line.live?.digest(),
      cut: () => cutByNetwork(this.#conversation, this.#speaker),
      hungUp: (failure) => this.#hungUp(failure),
      changed: () => this.refresh(),
    });
  }

  #makeMicrophone(): MicrophoneChannel {
    const { emit, clock, log } = this.#options;
    const desk = new SpokenDesk({
      live: () => this.#line.live,
      delivered: (delivery) => this.#conversation.kept.delivered(delivery),
      notice: (failure) => this.#notice(failure),
      questionOver: () => this.#listen(),
    });
    return new MicrophoneChannel(
      {
        gate: (stream, preRoll) => emit({ name: 'microphone.gate', payload: { stream, preRoll } }),
        append: (samples, purpose) => desk.append(samples, purpose),
        ended: (verdict, purpose, delivery) => desk.ended(verdict, purpose, delivery),
        forgotten: () => this.#notice({ code: 'nothing_said', text: '' }),
        stoppedListening: () => this.#line.live?.drop(),
        gap: (frames) => log.warn('Microphone frames were lost', { frames }),
        changed: () => this.refresh(),
      },
      clock,
    );
  }

  #surroundings(tools: ToolCalls): SessionSurroundings {
    return surroundingsOf(this.#options, {
      conversation: this.#conversation,
      tools,
      speaker: this.#speaker,
      notice: (failure) => this.#notice(failure),
      changed: () => this.refresh(),
    });
  }
}
