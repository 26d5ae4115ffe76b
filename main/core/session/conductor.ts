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
import type { Broker } from '../tools/broker.ts';
import { Conversation } from './conversation.ts';
import { LiveSession } from './live-session.ts';
import { MicrophoneChannel } from './microphone-channel.ts';
import { phaseOf } from './phase.ts';
import type { SessionSurroundings } from './session-surroundings.ts';
import { SpeakerChannel } from './speaker-channel.ts';
import type { Verdict } from './turn.ts';

/** What the conductor is built from. */
export interface ConductorOptions {
  readonly connect: Connect;
  /** Where the next session goes; may start the partner. Throws a `Failure`. */
  readonly target: (scenario: string | null) => Promise<Target>;
  /** Who would answer a session that began now. */
  readonly preview: () => SessionView['endpoint'];
  readonly settings: () => Settings;
  readonly scenario: (id: string | null) => Scenario | null;
  readonly broker: Broker;
  readonly clock: Clock;
  readonly log: Log;
  readonly newId: () => string;
  readonly emit: (event: AnyEvent) => void;
  readonly speaker: (frame: AudioFrame) => void;
}

/** The line to an endpoint. A live one is replaced, never reset. */
type Line =
  | { readonly kind: 'none'; readonly failure: FailureData | null }
  | { readonly kind: 'starting' }
  | { readonly kind: 'live'; readonly live: LiveSession };

/**
 * Opens and ends live sessions, and leads both audio channels to the one that is live. Commands
 * come in as methods; everything that happens goes out through `emit`.
 */
export class Conductor implements Disposable {
  readonly #options: ConductorOptions;
  readonly #owned = new DisposableStore();
  readonly #speaker: SpeakerChannel;
  readonly #microphone: MicrophoneChannel;
  #session = new DisposableStore();
  #conversation: Conversation;
  #line: Line = { kind: 'none', failure: null };
  #endpoint: SessionView['endpoint'] = { kind: 'partner', host: '', model: '' };
  #muted = false;
  #shown = '';

  constructor(options: ConductorOptions) {
    this.#options = options;
    const { clock, emit } = options;
    const changed = (): void => this.#announce();
    this.#conversation = new Conversation(emit, options.settings().scenario);
    this.#speaker = this.#owned.add(
      new SpeakerChannel(
        {
          frame: options.speaker,
          flush: (flush) => emit({ name: 'speaker.flush', payload: { flush } }),
          changed,
        },
        clock,
      ),
    );
    this.#microphone = this.#owned.add(
      new MicrophoneChannel(
        {
          gate: (stream, preRoll) =>
            emit({ name: 'microphone.gate', payload: { stream, preRoll } }),
          append: (samples) => this.#live?.appendAudio(samples),
          ended: (verdict) => this.#turnEnded(verdict),
          stoppedListening: () => this.#live?.drop(),
          gap: (frames) => options.log.warn('Microphone frames were lost', { frames }),
          changed,
        },
        clock,
      ),
    );
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
    const { kind, host, model } =
      this.#line.kind === 'live' ? this.#endpoint : this.#options.preview();
    return {
      phase: phaseOf({
        connection: this.#connection,
        capturing: this.#microphone.capturing || (this.#live?.hearing ?? false),
        answering: this.#microphone.closing || (this.#live?.answering ?? false),
        playing: this.#speaker.playing,
      }),
      failure: this.#line.kind === 'none' ? this.#line.failure : null,
      mode: settings.mode,
      endpoint: { kind, host, model },
      scenario: this.#held ? this.#conversation.scenario : settings.scenario,
      muted: this.#muted,
      resumable: this.#line.kind === 'none' && this.#held,
    };
  }

  /** Opens a session in place of the one before. With `keep` the words so far go with it. */
  async start(keep: boolean): Promise<void> {
    this.#hangUp({ kind: 'starting' });
    if (!keep) this.#newConversation();
    const session = this.#session;
    this.#muted = false;
    this.#announce();
    try {
      const target = await this.#options.target(this.#conversation.scenario);
      // Another start or a stop came meanwhile: this one is no longer wanted.
      if (session.disposed) return;
      this.#goLive(target, keep);
    } catch (error) {
      if (session.disposed) return;
      const failure = Failure.from(error);
      this.#end(failure.data);
      throw failure;
    }
  }

  stop(): void {
    this.#end(null);
  }

  mute(muted: boolean): void {
    this.#require();
    this.#muted = muted;
    this.#listen();
    this.#announce();
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
    this.#require().interrupt();
  }

  decide(item: string, allow: boolean): void {
    this.#require().decide(item, allow);
  }

  /** Settings have changed: what may change in mid-session does so now. */
  reconfigure(before: Settings, after: Settings): void {
    const live = this.#live;
    if (live !== null && before.speed !== after.speed) live.setSpeed(after.speed);
    const turns =
      before.mode !== after.mode ||
      JSON.stringify(before.turnDetection) !== JSON.stringify(after.turnDetection);
    if (live !== null && turns) {
      this.#microphone.abandon();
      live.setTurns(after);
      this.#listen();
    }
    this.#announce();
  }

  /** Something outside the session that its view shows has changed: the key, say. */
  refresh(): void {
    this.#announce();
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

  pageLeft(): void {
    this.#microphone.abandonTurn();
    if (this.#microphone.listening) this.#live?.drop();
    this.#speaker.pageLeft();
  }

  /** A page is greeted: it has a loudspeaker of its own. */
  pageCame(): void {
    this.#speaker.pageCame();
  }

  dispose(): void {
    this.#end(null);
    this.#owned.dispose();
  }

  get #live(): LiveSession | null {
    return this.#line.kind === 'live' ? this.#line.live : null;
  }

  /** There is a conversation, live or to be gone on with. */
  get #held(): boolean {
    return this.#line.kind !== 'none' || this.#conversation.transcript.items.length > 0;
  }

  get #connection(): 'none' | 'connecting' | 'open' {
    if (this.#line.kind === 'none') return 'none';
    return this.#live?.open ? 'open' : 'connecting';
  }

  #require(): LiveSession {
    const live = this.#live;
    if (live === null) throw Failure.noSession();
    return live;
  }

  #goLive(target: Target, keep: boolean): void {
    const { connect, settings, scenario } = this.#options;
    this.#endpoint = { kind: target.kind, host: target.host, model: target.model };
    const connection = connect(target);
    const plan = {
      settings: settings(),
      scenario: scenario(this.#conversation.scenario),
      keep,
    };
    this.#session.add(connection.onClose((failure) => this.#end(failure.data)));
    this.#conversation.takeUp();
    const live = this.#session.add(new LiveSession(connection, this.#surroundings(), plan));
    this.#line = { kind: 'live', live };
    this.#listen();
    this.#announce();
  }

  #end(failure: FailureData | null): void {
    this.#hangUp({ kind: 'none', failure });
    this.#announce();
  }

  /** Ends the session that there is; `next` is what the page is told of meanwhile. */
  #hangUp(next: Line): void {
    this.#session.dispose();
    this.#session = new DisposableStore();
    this.#line = next;
    this.#microphone.abandon();
    this.#speaker.leave();
    const failure = next.kind === 'none' ? next.failure : null;
    const text = failure?.text ?? 'The session was ended.';
    this.#conversation.breakOff({ code: 'connection_lost', text });
  }

  #newConversation(): void {
    this.#conversation.leave();
    const { emit, settings } = this.#options;
    this.#conversation = new Conversation(emit, settings().scenario);
  }

  /** Hands-free: the microphone is open exactly while a session is live and not muted. */
  #listen(): void {
    const handsFree = this.#options.settings().mode === 'hands_free';
    this.#microphone.listen(handsFree && this.#live !== null && !this.#muted);
  }

  #turnEnded(verdict: Verdict): void {
    const live = this.#live;
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

  /** Tells the page when what it shows of the session has changed. */
  #announce(): void {
    const view = this.view;
    const shown = JSON.stringify(view);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#options.emit({ name: 'session.changed', payload: view });
  }

  #surroundings(): SessionSurroundings {
    const { broker, log, newId } = this.#options;
    const conversation = this.#conversation;
    return {
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
      changed: () => this.#announce(),
    };
  }
}
