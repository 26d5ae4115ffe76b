import type { PowerMonitor } from 'electron';
import type { Disposable } from '../../contract/base/disposable.ts';
import type { Core } from '../core/create-core.ts';
import { subscription } from './subscription.ts';

/**
 * Lets go of every key when the machine sleeps, is locked or shuts down, since their ups are not
 * seen; and has the connection show that it is alive when the machine is awake again.
 */
export function followPower(
  powerMonitor: Pick<PowerMonitor, 'on' | 'removeListener'>,
  core: Pick<Core, 'releaseKeys' | 'suspend' | 'resume'>,
): Disposable {
  return subscription(powerMonitor, (power) => {
    power.on('suspend', () => core.suspend());
    power.on('resume', () => core.resume());
    power.on('lock-screen', () => core.releaseKeys());
    power.on('shutdown', () => core.releaseKeys());
    power.on('user-did-resign-active', () => core.releaseKeys());
  });
}
