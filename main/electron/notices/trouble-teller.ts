import type { AnyEvent } from '../../../contract/events/events.ts';
import type { Clock } from '../../core/base/clock.ts';
import type { Words } from '../words.ts';
import type { Notifier } from './notifier.ts';
import { type Trouble, troubleOf } from './troubles.ts';

/** A microphone that fails at every turn is told of once a minute. */
const BETWEEN_MILLISECONDS = 60_000;

export interface TroubleTellerOptions {
  readonly notifier: Notifier;
  readonly clock: Clock;
  /** The window is on the screen and says it better. */
  readonly visible: () => boolean;
  readonly words: () => Words;
  readonly show: () => void;
}

/** Tells the learner what is wrong while no window does. */
export class TroubleTeller {
  readonly #options: TroubleTellerOptions;
  readonly #told = new Map<Trouble, number>();

  constructor(options: TroubleTellerOptions) {
    this.#options = options;
  }

  take(event: AnyEvent): void {
    const { notifier, clock, visible, words, show } = this.#options;
    const trouble = troubleOf(event);
    if (trouble === null || visible()) return;
    const before = this.#told.get(trouble) ?? Number.NEGATIVE_INFINITY;
    if (clock.now() - before < BETWEEN_MILLISECONDS) return;
    this.#told.set(trouble, clock.now());
    const body = bodyOf(trouble, words());
    notifier.show({ title: words().troubleTitle, body, onClick: show });
  }
}

function bodyOf(trouble: Trouble, words: Words): string {
  const bodies = {
    accessibility: words.troubleAccessibility,
    listener: words.troubleListener,
    microphone: words.troubleMicrophone,
    session: words.troubleSession,
  } satisfies Record<Trouble, string>;
  return bodies[trouble];
}
