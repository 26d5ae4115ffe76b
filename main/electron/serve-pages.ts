import { type IpcMain, ipcMain, MessageChannelMain, type WebFrameMain } from 'electron';
import type { Disposable } from '../../contract/base/disposable.ts';
import { ASK_CHANNEL, PORT_CHANNEL } from '../../contract/native-surface.ts';
import type { Log } from '../core/base/log.ts';
import type { CoreSurface } from '../core/host/core-surface.ts';
import type { Page, Sender } from './deciders.ts';
import { PortDoor } from './port-door.ts';
import { createPortWire } from './port-wire.ts';
import { subscription } from './subscription.ts';

/** The pages as their host holds them. */
export interface ServedPages extends Disposable {
  /** The page is gone: what it held in the core is let go of. */
  leave(page: Page): void;
}

/** The only use of IPC: our pages ask for a port to `core`. Disposing sends them away. */
export function servePages(core: CoreSurface, log: Log): ServedPages {
  const door = new PortDoor(core, log);
  const asked = subscription(ipcMain, (ipc) => listen(ipc, door));
  return {
    leave: (page) => door.leave(page),
    dispose() {
      asked.dispose();
      door.dispose();
    },
  };
}

function listen(ipc: Pick<IpcMain, 'on'>, door: PortDoor): void {
  ipc.on(ASK_CHANNEL, ({ senderFrame }) => {
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
}

function senderOf(frame: WebFrameMain): Sender {
  return { url: frame.url, origin: frame.origin, isMainFrame: frame.parent === null };
}
