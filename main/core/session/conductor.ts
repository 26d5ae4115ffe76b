import type { AudioFrame } from '../../../contract/audio-frame.ts';
import { type Disposable, DisposableStore } from '../../../contract/base/disposable.ts';
import type { CallInput } from '../../../contract/calls/calls.ts';
import type { AnyEvent } from '../../../contract/events/events.ts';
import { Failure, type FailureData } from '../../../contract/failure.ts';
import type { Scenario } from '../../../contract/scenario.ts';
import type { SessionView } from '../../../contract/session.ts';
import type { Settings } from '../../../contract/settings.ts';
import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { Connect } from '../realtime/connection.ts';
import type { Target } from '../realtime/endpoint.ts';
import type { WatchReturn } from '../realtime/return-watch.ts';
import type { Broker } from '../tools/broker.ts';
import { Conversation } from './conversation.ts';
import { cutByNetwork } from './cut-by-network.ts';
import { linkView } from './link-state.ts';
import { LiveSession } from './live-session.ts';
import { MicrophoneChannel } from './microphone-channel.ts';
import { phaseOf } from './phase.ts';
import { SessionLine } from './session-line.ts';
import type { SessionSurroundings } from './session-surroundings.ts';
import { SpeakerChannel } from './speaker-channel.ts';
import type { SessionLimits, SwitchActivity } from './switch-moment.ts';
import { ToolCalls } from './tool-calls.ts';
import type { Verdict } from './turn.ts';

/** What the conductor is built from. */
export interface ConductorOptions {
  readonly connect: Connect;
  /** Where a session of this scenario goes; may start the partner. Throws a `Failure`. */
  readonly target: (scenario: string | null) => Promise<Target>;
  /** Who would answer a session that began now. */
  readonly preview: () => SessionView['endpoint'];
  readonly settings: () => Settings;
  readonly scenario: (id: string | null) => Scenario | null;
  readonly broker: Broker;
  readonly clock: Clock;
  /** Milliseconds since the epoch. */
  readonly wall: () => number;
  /** Between 0 and 1. */
  readonly random: () => number;
  readonly watchReturn: WatchReturn;
  /** How long a session may last there. */
  readonly limits: (kind: Target['kind']) => SessionLimits;
  readonly log: Log;
  readonly newId: () => string;
  readonly emit: (event: AnyEvent) => void;
  readonly speaker: (frame: AudioFrame) => void;
}

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

  /** The microphone's opening that is in force. */
  get stream(): number | null {
    return this.#microphone.stream;
  }

  get view(): SessionView {
    const settings = this.#options.settings();
    const { live, state, failure, endpoint } = this.#line;
    const held = state !== 'none' || this.#conversation.transcript.items.length > 0;
    return {
      link: linkView(this.#line.link, this.#options.clock.now()),
      phase: phaseOf({
        connection: state,
        capturing: this.#microphone.capturing || (live?.hearing ?? false),
        answering: this.#microphone.closing || (live?.answering ?? false),
        playing: this.#speaker.playing,
      }),
      failure,
      mode: settings.mode,
      endpoint: endpoint ?? this.#options.preview(),
      scenario: held ? this.#conversation.scenario : settings.scenario,
      muted: this.#muted,
      resumable: state === 'none' && held,
      hint: 'text',
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
      const tools = this.#makeTools(scenario);
      const around = this.#surroundings(tools);
      return {
        scenario: this.#conversation.scenario,
        owned: tools,
        begin: (connection, leg) => {
          const settings = this.#options.settings();
          const talking = this.#microphone.capturing || this.#microphone.closing;
          this.#conversation.takeUp();
          const plan = { settings, scenario, leg, talking, keep: keep || leg !== 'new' };
          return new LiveSession(connection, around, plan);
        },
      };
    });
    this.#listen();
  }

  /** Tries a lost connection again now; asks one that is there for a sign of life. */
  retry(): void {
    this.#line.retry();
  }

  /** The network of the machine came back, went away or was changed for another. */
  networkChanged(): void {
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
    this.#require();
    this.#muted = muted;
    this.#listen();
    this.refresh();
  }

  beginTurn(): void {
    const live = this.#require();
    if (this.#microphone.capturing || this.#microphone.listening) return;
    // A turn that is still closing is sent first, so that its answer is among what is cut off.
    this.#microphone.settle();
    live.takeFloor();
    this.#microphone.begin();
  }

  endTurn(cancelled: boolean): void {
    this.#microphone.end(cancelled);
  }

  say(text: string): void {
    const live = this.#require();
    this.#microphone.end(true);
    live.say(text);
  }

  correct(item: string, text: string): void {
    const live = this.#require();
    this.#microphone.end(true);
    live.correct(item, text);
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
    const turns =
      before.mode !== after.mode ||
      JSON.stringify(before.turnDetection) !== JSON.stringify(after.turnDetection);
    if (live !== null && turns) {
      this.#microphone.abandon();
      live.setTurns(after);
      this.#listen();
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

  /** A connection is gone and another one is to take its place. */
  #cut(): void {
    const { transcript, kept } = this.#conversation;
    cutByNetwork({ transcript, kept, speaker: this.#speaker });
  }

  #activity(): SwitchActivity {
    const { transcript, kept } = this.#conversation;
    const { live } = this.#line;
    return {
      capturing: this.#microphone.capturing || this.#microphone.closing,
      hearing: live?.hearing ?? false,
      answering: live?.answering ?? false,
      playing: this.#speaker.playing,
      unsettled: kept.turns.some(({ state }) => state !== 'wordless'),
      calling: transcript.items.some(
        (item) => item.kind === 'tool' && (item.status === 'asking' || item.status === 'running'),
      ),
    };
  }

  /** Hands-free: the microphone is open exactly while a session is live and not muted. */
  #listen(): void {
    const handsFree = this.#options.settings().mode === 'hands_free';
    this.#microphone.listen(handsFree && this.#line.live !== null && !this.#muted);
  }

  #turnEnded(verdict: Verdict): void {
    const { live } = this.#line;
    if (live === null) return;
    if (verdict === 'commit') live.commit();
    else live.drop();
    if (verdict === 'too_short') {
      this.#notice({ code: 'too_short', text: 'Hold the key while you speak.' });
    }
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
      activity: () => this.#activity(),
      digest: async () => this.#line.live?.digest(),
      cut: () => this.#cut(),
      hungUp: (failure) => this.#hungUp(failure),
      changed: () => this.refresh(),
    });
  }

  #makeTools(scenario: Scenario | null): ToolCalls {
    const { transcript, madeCalls } = this.#conversation;
    return new ToolCalls({
      broker: this.#options.broker,
      transcript,
      made: madeCalls,
      allowed: scenario?.tools ?? [],
      output: (item, callId, output) => this.#line.live?.toolOutput(item, callId, output),
      settled: () => this.#line.live?.toolsSettled(),
    });
  }

  #makeMicrophone(): MicrophoneChannel {
    const { emit, clock, log } = this.#options;
    return new MicrophoneChannel(
      {
        gate: (stream, preRoll) => emit({ name: 'microphone.gate', payload: { stream, preRoll } }),
        append: (samples) => this.#line.live?.appendAudio(samples),
        ended: (verdict) => this.#turnEnded(verdict),
        stoppedListening: () => this.#line.live?.drop(),
        gap: (frames) => log.warn('Microphone frames were lost', { frames }),
        changed: () => this.refresh(),
      },
      clock,
    );
  }

  #surroundings(tools: ToolCalls): SessionSurroundings {
    const { broker, log, newId, clock } = this.#options;
    const conversation = this.#conversation;
    return {
      conversation,
      clock,
      tools,
      transcript: conversation.transcript,
      madeCalls: conversation.madeCalls,
      speaker: this.#speaker,
      broker,
      log,
      newId,
      offeredTexts: () => conversation.replies.map(({ text }) => text),
      offered: (replies) => conversation.offer(replies),
      used: (usage) => conversation.used(usage),
      notice: (failure) => this.#notice(failure),
      changed: () => this.refresh(),
    };
  }
}
