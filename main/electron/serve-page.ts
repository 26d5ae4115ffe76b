import { ipcMain, MessageChannelMain, type WebFrameMain } from 'electron';
import type { Disposable } from '../../contract/base/disposable.ts';
import { ASK_CHANNEL, PORT_CHANNEL } from '../../contract/native-surface.ts';
import type { Log } from '../core/base/log.ts';
import type { CoreSurface } from '../core/host/core-surface.ts';
import type { Sender } from './deciders.ts';
import { PortDoor } from './port-door.ts';
import { createPortWire } from './port-wire.ts';

/** Gives our page a port to `core` whenever it asks. Disposing sends the page away. */
export function servePage(core: CoreSurface, log: Log): Disposable {
  const door = new PortDoor(core, log);
  ipcMain.on(ASK_CHANNEL, ({ senderFrame }) => {
    door.ask({
      sender: senderFrame === null ? null : senderOf(senderFrame),
      deliver() {
        const { port1, port2 } = new MessageChannelMain();
        // To the very frame that was checked, wherever its window has gone since.
        senderFrame?.postMessage(PORT_CHANNEL, null, [port2]);
        return createPortWire(port1);
      },
    });
  });
  return door;
}

function senderOf(frame: WebFrameMain): Sender {
  return { url: frame.url, origin: frame.origin, isMainFrame: frame.parent === null };
}
