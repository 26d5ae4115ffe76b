import type { RawData, WebSocket } from 'ws';
import type { Wire } from '../../contract/wire.ts';
import { WireEnd } from '../../contract/wire-end.ts';

/** A wire over an accepted socket of `ws`. A socket error closes it. */
export function createWebSocketWire(socket: WebSocket): Wire {
  const end = new WireEnd();
  socket.binaryType = 'arraybuffer';
  socket.on('message', (data, isBinary) => end.accept(isBinary ? data : text(data)));
  socket.on('close', () => end.end());
  // `close` follows; without a listener the error would end the process.
  socket.on('error', () => end.end());
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

/** Text arrives as a Buffer, whatever the binary type is. */
function text(data: RawData): string {
  return Buffer.isBuffer(data) ? data.toString('utf8') : '';
}
