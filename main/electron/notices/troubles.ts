import type { AnyEvent } from '../../../contract/events/events.ts';
import type { HotkeyProblem } from '../../../contract/hotkeys.ts';

/** What the learner must be told while no window shows it. */
export type Trouble = 'accessibility' | 'listener' | 'microphone' | 'session';

const OF_KEYS: Partial<Record<HotkeyProblem, Trouble>> = {
  accessibility: 'accessibility',
  listener_failed: 'listener',
};
const OF_MICROPHONE: ReadonlySet<string> = new Set([
  'microphone_missing',
  'microphone_refused',
  'microphone_silent',
  'device_lost',
]);

/** The trouble that an event of the core tells of, or null. */
export function troubleOf(event: AnyEvent): Trouble | null {
  switch (event.name) {
    case 'hotkeys.changed':
      return event.payload.problem === null ? null : (OF_KEYS[event.payload.problem] ?? null);
    case 'notice':
      return OF_MICROPHONE.has(event.payload.failure.code) ? 'microphone' : null;
    case 'session.changed':
      return event.payload.phase === 'offline' && event.payload.failure !== null ? 'session' : null;
    default:
      return null;
  }
}
