import { once } from 'node:events';
import { WebSocket as NodeWebSocket } from 'ws';
import { MemoryLog } from '../../main/core/base/log.ts';
import { startWebHost } from '../../main/web/server.ts';
import { createWebSocketWire } from '../../renderer/bridge/web-socket-wire.ts';
import { contractSuite } from './contract-suite.ts';

contractSuite('the WebSocket of the loopback host', async (core, attach) => {
  const log = new MemoryLog();
  const host = await startWebHost({ core, rendererDirectory: import.meta.dirname, log });
  const cookie = await enter(host.url);
  const socket = new NodeWebSocket(`${host.origin.replace('http', 'ws')}/bridge`, {
    headers: { Cookie: cookie },
    origin: host.origin,
    perMessageDeflate: false,
  });
  // The client of `ws` has the members of the browser's WebSocket that the wire uses.
  attach(createWebSocketWire(socket as unknown as WebSocket));
  await once(socket, 'open');
  return {
    log,
    stall: () => socket.pause(),
    release: () => socket.resume(),
    hangUp: () => void host.dispose(),
    async dispose() {
      socket.resume();
      socket.terminate();
      await host.dispose();
    },
  };
});

async function enter(url: string): Promise<string> {
  const response = await fetch(url, { redirect: 'manual' });
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}
