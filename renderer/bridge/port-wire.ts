import type { Wire } from '../../contract/wire.ts';
import { WireEnd } from '../../contract/wire-end.ts';

/**
 * A wire over a MessagePort of the page. `buffered` is always 0: the port does not tell.
 * Buffers are copied, never transferred: Electron loses a message that transfers one
 * (electron#34905).
 */
export function createPortWire(port: MessagePort): Wire {
  const end = new WireEnd();
  port.addEventListener('message', (event) => end.accept(event.data));
  port.addEventListener('messageerror', () => end.accept(undefined));
  port.addEventListener('close', () => end.end());
  port.start();
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
