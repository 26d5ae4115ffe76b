import type { FailureData } from '../../../contract/failure.ts';
import type { Delivery } from '../../../contract/session.ts';
import type { LiveSession } from './live-session.ts';
import { LONGEST_QUESTION_SECONDS, QuestionAudio } from './question-audio.ts';
import type { TurnPurpose, Verdict } from './turn.ts';

/** What spoken audio goes to. */
export interface SpokenDeskPorts {
  live(): Pick<LiveSession, 'appendAudio' | 'ask' | 'commit' | 'drop' | 'yieldFloor'> | null;
  /** A turn was committed; how it was spoken is told for the item that will come of it. */
  delivered(delivery: Delivery): void;
  notice(failure: FailureData): void;
  /** A question is over: hands-free listening may go on. */
  questionOver(): void;
}

/** Takes the microphone's audio to the conversation, or to a question beside it. */
export class SpokenDesk {
  readonly #ports: SpokenDeskPorts;
  readonly #question = new QuestionAudio();

  constructor(ports: SpokenDeskPorts) {
    this.#ports = ports;
  }

  append(samples: Int16Array, purpose: TurnPurpose): void {
    if (purpose === 'turn') this.#ports.live()?.appendAudio(samples);
    else if (this.#question.push(samples)) {
      const text = `Only the first ${LONGEST_QUESTION_SECONDS} seconds of a question are asked.`;
      this.#ports.notice({ code: 'overflow', text });
    }
  }

  /** What a key was held for has ended. `delivery` takes time: it is asked for when the turn is sent. */
  ended(verdict: Verdict, purpose: TurnPurpose, delivery: () => Delivery): void {
    const live = this.#ports.live();
    if (purpose === 'help') this.#questionEnded(verdict);
    else if (verdict !== 'commit') live?.drop();
    else if (live !== null) {
      live.commit();
      this.#ports.delivered(delivery());
    }
    if (live === null || verdict !== 'too_short') return;
    this.#ports.notice({ code: 'too_short', text: 'Hold the key while you speak.' });
  }

  #questionEnded(verdict: Verdict): void {
    if (verdict === 'commit') this.#ports.live()?.ask(this.#question.take());
    else this.#ports.live()?.yieldFloor();
    this.#question.clear();
    this.#ports.questionOver();
  }
}
