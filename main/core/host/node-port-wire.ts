import type { MessagePort } from 'node:worker_threads';
import type { Wire } from '../../../contract/wire.ts';
import { WireEnd } from '../../../contract/wire-end.ts';

/** A wire over a Node MessagePort. `buffered` is always 0: the port does not tell. */
export function createNodePortWire(port: MessagePort): Wire {
  const end = new WireEnd();
  port.on('message', (value: unknown) => end.accept(value));
  port.on('messageerror', () => end.accept(undefined));
  port.on('close', () => end.end());
  return {
    send(data) {
      if (!end.closed) port.postMessage(data);
    },
    onData: end.onData,
    onClose: end.onClose,
    buffered: 0,
    close() {
      end.end();
      port.close();
    },
  };
}
