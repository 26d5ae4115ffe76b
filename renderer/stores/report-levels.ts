import { type Disposable, DisposableStore, disposable } from '../../contract/base/disposable.ts';
import type { CallInput } from '../../contract/calls/calls.ts';
import type { AudioEngine } from '../audio/audio-engine.ts';
import type { Bridge } from '../bridge/bridge.ts';
import type { AppState } from './app-state.ts';
import type { AppStore } from './app-store.ts';

export type Levels = CallInput<'levels.report'>;

/** Milliseconds between two reports: at most 15 a second. */
export const INTERVAL = 1000 / 15;

/** The last report; `at` is in milliseconds of one clock. */
export interface Reported {
  readonly at: number;
  readonly levels: Levels;
}

/**
 * What to do with new levels: send them, wait so many milliseconds and look again, or nothing.
 * Silence is said once, so that nobody is left with the last loud moment.
 */
export function decideReport(
  last: Reported,
  { now, levels }: { now: number; levels: Levels },
): 'send' | { wait: number } | null {
  if (!sounds(levels) && !sounds(last.levels)) return null;
  const wait = last.at + INTERVAL - now;
  return wait <= 0 ? 'send' : { wait };
}

function sounds({ microphone, speaker }: Levels): boolean {
  return microphone > 0 || speaker > 0;
}

const silence: Levels = { microphone: 0, speaker: 0 };

/** Who looks at the levels: the pill, where there is one and the learner wants it. */
function isWatched({ link, desktop, settings }: AppState): boolean {
  return link === 'open' && desktop.has.pill && settings.pill !== 'off';
}

/** The microphone counts while a turn is open: what is said beside it concerns nobody. */
function levelsOf({ session }: AppState, { meters }: Pick<AudioEngine, 'meters'>): Levels {
  const microphone = session.phase === 'listening' ? meters.input() : 0;
  return { microphone, speaker: meters.output() };
}

/** Tells the core how loud it is, for pages without audio; nobody waits for the answers. */
export function reportLevels(
  store: AppStore,
  engine: Pick<AudioEngine, 'meters' | 'onLevels'>,
  bridge: Pick<Bridge, 'call'>,
): Disposable {
  const owned = new DisposableStore();
  let last: Reported = { at: Number.NEGATIVE_INFINITY, levels: silence };
  let later: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => {
    const state = store.getState();
    const levels = isWatched(state) ? levelsOf(state, engine) : silence;
    const now = performance.now();
    const decision = decideReport(last, { now, levels });
    if (decision === null) return;
    clearTimeout(later);
    if (decision === 'send') {
      last = { at: now, levels };
      bridge.call('levels.report', levels).catch(() => undefined);
    } else {
      later = setTimeout(look, decision.wait);
    }
  };
  owned.add(engine.onLevels(look));
  owned.add(disposable(store.subscribe(look)));
  owned.add(disposable(() => clearTimeout(later)));
  return owned;
}
