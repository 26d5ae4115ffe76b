import { EventEmitter } from 'node:events';
import { MessageChannel, MessagePort } from 'node:worker_threads';
import type { WebFrameMain } from 'electron';
import { PortMainDouble } from '../../contract/port-main-double.ts';
import { answer, carry, watch } from './stage.ts';

/** `ipcMain`: nothing but its listeners. */
export const ipcMain = watch('ipcMain', new EventEmitter());

/** A channel whose first port is main's and whose second is a page's. */
export class MessageChannelMain {
  readonly port1: PortMainDouble;
  readonly port2: MessagePort;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = new PortMainDouble(port1);
    this.port2 = port2;
  }
}

/** A page sends something, from whatever frame the test says; a port that comes back has a number. */
interface Sending {
  readonly channel: string;
  readonly frame: {
    readonly url: string;
    readonly origin: string;
    readonly isMain: boolean;
  } | null;
}

answer<Sending>('send', ({ channel, frame }) => {
  const received: number[] = [];
  const parent = {} as WebFrameMain;
  const senderFrame =
    frame === null
      ? null
      : ({
          url: frame.url,
          origin: frame.origin,
          parent: frame.isMain ? null : parent,
          postMessage(...[, , transfer = []]) {
            for (const port of transfer as unknown[]) {
              if (port instanceof MessagePort) received.push(carry(port));
            }
          },
        } satisfies Pick<WebFrameMain, 'url' | 'origin' | 'parent' | 'postMessage'>);
  ipcMain.emit(channel, { senderFrame });
  return received;
});
