import type { PowerMonitor } from 'electron';
import type { Disposable } from '../../contract/base/disposable.ts';
import type { Log } from '../core/base/log.ts';
import { subscription } from './subscription.ts';

/** Lets go of every key when the machine sleeps, is locked or shuts down: their ups are not seen. */
export function followPower(
  powerMonitor: Pick<PowerMonitor, 'on' | 'removeListener'>,
  releaseKeys: () => void,
  log: Log,
): Disposable {
  return subscription(powerMonitor, (power) => {
    power.on('suspend', releaseKeys);
    power.on('lock-screen', releaseKeys);
    power.on('shutdown', releaseKeys);
    power.on('user-did-resign-active', releaseKeys);
    power.on('resume', () => log.info('the machine woke up'));
  });
}
