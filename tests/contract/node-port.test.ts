import { MessageChannel } from 'node:worker_threads';
import { MemoryLog } from '../../main/core/base/log.ts';
import { createNodePortWire } from '../../main/core/host/node-port-wire.ts';
import { serveContract } from '../../main/core/host/serve-contract.ts';
import { contractSuite } from './contract-suite.ts';
import { createSlowWire } from './slow-wire.ts';

contractSuite('a Node MessageChannel', async (core, attach) => {
  const { port1, port2 } = new MessageChannel();
  const log = new MemoryLog();
  const page = createNodePortWire(port2);
  attach(page);
  const wire = createSlowWire(createNodePortWire(port1));
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
