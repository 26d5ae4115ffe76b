import { MessageChannel, type MessagePort as NodePort } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { MemoryLog } from '../../main/core/base/log.ts';
import { createNodePortWire } from '../../main/core/host/node-port-wire.ts';
import { ScriptedCore } from '../../main/core/host/scripted-core.ts';
import type { Sender } from '../../main/electron/deciders.ts';
import { PortDoor } from '../../main/electron/port-door.ts';
import { BridgedPage } from '../contract/page-end.ts';

const ourPage: Sender = { url: 'app://parley/', origin: 'app://parley', isMainFrame: true };

function setUp() {
  const core = new ScriptedCore();
  const log = new MemoryLog();
  const door = new PortDoor(core, log);
  const ports: NodePort[] = [];
  const ask = (sender: Sender | null): BridgedPage | null => {
    const before = ports.length;
    door.ask({
      sender,
      deliver() {
        const { port1, port2 } = new MessageChannel();
        ports.push(port2);
        return createNodePortWire(port1);
      },
    });
    const port = ports[before];
    return port === undefined ? null : new BridgedPage(createNodePortWire(port));
  };
  return { core, log, door, ask };
}

it('gives our page a port, and a reloaded page a new one', async () => {
  const { core, door, ask } = setUp();
  const first = ask(ourPage);
  const second = ask(ourPage);
  await first?.closed();
  expect(core.inputs).toEqual([{ kind: 'left' }]);
  expect(core.listeners).toBe(2);
  core.emit({ name: 'replies.offered', payload: { replies: [] } });
  await second?.fullStop();
  door.dispose();
  await second?.closed();
  expect(core.listeners).toBe(0);
});

it('gives a stranger nothing, and leaves the page that is there alone', async () => {
  const { core, log, door, ask } = setUp();
  const own = ask(ourPage);
  expect(ask(null)).toBe(null);
  expect(ask({ ...ourPage, isMainFrame: false })).toBe(null);
  expect(ask({ ...ourPage, url: 'about:blank' })).toBe(null);
  expect(log.lines).toHaveLength(3);
  expect(core.inputs).toEqual([]);
  door.dispose();
  await own?.closed();
});

it('lets the pill look on beside the main page', async () => {
  const { core, door, ask } = setUp();
  const main = ask(ourPage);
  const pill = ask({ ...ourPage, url: 'app://parley/pill.html' });
  core.emit({ name: 'replies.offered', payload: { replies: [] } });
  await main?.fullStop();
  await pill?.fullStop();
  const again = ask({ ...ourPage, url: 'app://parley/pill.html' });
  await pill?.closed();
  expect(core.inputs).toEqual([]);
  door.dispose();
  await main?.closed();
  await again?.closed();
  expect(core.inputs).toEqual([{ kind: 'left' }]);
  expect(core.listeners).toBe(0);
});
