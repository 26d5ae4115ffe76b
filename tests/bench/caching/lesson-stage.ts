import { SAMPLE_RATE } from '../../../contract/audio-frame.ts';
import { DisposableStore, disposable } from '../../../contract/base/disposable.ts';
import { type Clock, systemClock } from '../../../main/core/base/clock.ts';
import { type Partner, startPartner } from '../../../main/partner/server.ts';
import { loadSynthesizer, type Synthesizer } from '../../../main/partner/speech/synthesizer.ts';
import { ManualClock } from '../../../main/partner/testing/manual-clock.ts';
import { scenarios } from '../../../main/scenarios/registry.ts';
import { speakers } from '../../support/speakers.ts';
import { startChatDouble } from './chat-double.ts';
import type { LessonTurn } from './lesson-lines.ts';

/** The role-play that is played: its instructions and its tool are what every prompt begins with. */
export const SCENARIO = 'strawberries.en';
/** Silence between an answer and the next turn. */
const PAUSE_MILLISECONDS = 2000;

/** A partner whose time passes as the lesson's does, however fast it is played. */
export class LessonStage {
  readonly partner: Partner;
  readonly turns: readonly LessonTurn[];
  readonly #time: ManualClock;
  readonly #synthesizer: Synthesizer;
  readonly #owned: DisposableStore;

  private constructor(parts: {
    partner: Partner;
    turns: readonly LessonTurn[];
    time: ManualClock;
    synthesizer: Synthesizer;
    owned: DisposableStore;
  }) {
    this.partner = parts.partner;
    this.turns = parts.turns;
    this.#time = parts.time;
    this.#synthesizer = parts.synthesizer;
    this.#owned = parts.owned;
  }

  static async open(turns: readonly LessonTurn[]): Promise<LessonStage> {
    const owned = new DisposableStore();
    const synthesizer = await loadSynthesizer();
    const chat = await startChatDouble(turns.map(({ partner }) => partner));
    owned.add(disposable(() => void chat.close()));
    const time = new ManualClock();
    const partner = await startPartner({
      port: 0,
      scenarios,
      synthesizer,
      clock: time,
      speed: Number.POSITIVE_INFINITY,
      maxSessionMilliseconds: 24 * 3600_000,
      chat: { baseUrl: chat.baseUrl, model: 'double' },
    });
    return new LessonStage({ partner, turns, time, synthesizer, owned });
  }

  /** Tells the lesson's time, and waits in real time: what times out is not the lesson. */
  get clock(): Clock {
    return { now: () => this.#time.now(), after: systemClock.after };
  }

  /** The learner's line, spoken. */
  speech(turn: LessonTurn): Int16Array {
    return this.#synthesizer.speak(turn.learner, speakers.en).samples;
  }

  /** So much speech goes by. */
  pass(samples: number): void {
    this.#time.advance((samples * 1000) / SAMPLE_RATE);
  }

  pause(): void {
    this.#time.advance(PAUSE_MILLISECONDS);
  }

  async close(): Promise<void> {
    this.#owned.dispose();
    await this.partner.dispose();
  }
}
