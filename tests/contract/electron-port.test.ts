import { MessageChannel } from 'node:worker_threads';
import type { MessagePortMain } from 'electron';
import { MemoryLog } from '../../main/core/base/log.ts';
import { serveContract } from '../../main/core/host/serve-contract.ts';
import { createPortWire as createMainWire } from '../../main/electron/port-wire.ts';
import { createPortWire as createPageWire } from '../../renderer/bridge/port-wire.ts';
import { contractSuite } from './contract-suite.ts';
import { PortMainDouble } from './port-main-double.ts';
import { createSlowWire } from './slow-wire.ts';

contractSuite('the ports of the desktop app', async (core, attach) => {
  const { port1, port2 } = new MessageChannel();
  const log = new MemoryLog();
  const page = createPageWire(port2 as unknown as MessagePort);
  attach(page);
  const main = new PortMainDouble(port1) as unknown as MessagePortMain;
  const wire = createSlowWire(createMainWire(main));
  const server = serveContract(wire, core, { log });
  return {
    log,
    stall: () => wire.stall(),
    release: () => wire.release(),
    hangUp: () => server.dispose(),
    async dispose() {
      server.dispose();
      page.close();
    },
  };
});
