import type { Wire } from '../../contract/wire.ts';
import { WireEnd } from '../../contract/wire-end.ts';

/** A wire over an open WebSocket of the page. Subscribe in the task in which it is made. */
export function createWebSocketWire(socket: WebSocket): Wire {
  const end = new WireEnd();
  socket.binaryType = 'arraybuffer';
  socket.addEventListener('message', (event) => end.accept(event.data));
  socket.addEventListener('close', () => end.end());
  return {
    send(data) {
      if (!end.closed && socket.readyState === socket.OPEN) socket.send(data);
    },
    onData: end.onData,
    onClose: end.onClose,
    get buffered() {
      return socket.bufferedAmount;
    },
    close() {
      end.end();
      socket.close();
    },
  };
}
