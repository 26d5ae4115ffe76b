import type { Phase } from '../../../contract/session.ts';
import type { Settings } from '../../../contract/settings.ts';

/** Whether the pill is on the screen. */
export function isPillShown(pill: Settings['pill'], phase: Phase): boolean {
  return pill === 'always' || (pill === 'in_session' && phase !== 'offline');
}
