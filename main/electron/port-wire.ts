import type { MessagePortMain } from 'electron';
import type { Wire } from '../../contract/wire.ts';
import { WireEnd } from '../../contract/wire-end.ts';

/**
 * A wire over Electron's MessagePortMain. `buffered` is always 0: the port does not tell.
 * Buffers are copied, never transferred: a transfer list loses the message (electron#34905).
 */
export function createPortWire(port: MessagePortMain): Wire {
  const end = new WireEnd();
  port.on('message', (event) => end.accept(event.data));
  port.on('close', () => end.end());
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
