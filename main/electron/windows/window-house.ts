import type { Clock } from '../../core/base/clock.ts';
import type { Page } from '../deciders.ts';
import type { RecordCrash } from '../record-crash.ts';
import type { WindowMemory } from './window-memory.ts';

/** What every window of the app is made with. */
export interface WindowHouse {
  /** The preload script's path. */
  readonly preload: string;
  readonly debugging: boolean;
  readonly memory: WindowMemory;
  readonly clock: Clock;
  readonly recordCrash: RecordCrash;
  /** A page is gone without having said so. */
  readonly pageGone: (page: Page) => void;
}
