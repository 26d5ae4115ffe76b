import { fork } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { defaultHotkeys } from '../../contract/hotkeys.ts';
import { MemoryLog } from '../../main/core/base/log.ts';
import { createHotkeys } from '../../main/hotkeys/create-hotkeys.ts';
import { hookEnvironment } from '../../main/hotkeys/hook-environment.ts';
import { hookOfUtilityProcess } from '../../main/hotkeys/utility-hook.ts';
import { startXDisplay, type XDisplay } from '../support/x-display.ts';
import { hear } from './heard.ts';

let display: XDisplay;

beforeAll(async () => {
  display = await startXDisplay();
});
afterAll(async () => {
  await display.dispose();
});

/** Gives a process of Node the line to its parent that Electron gives to a utility process, and no other. */
const AS_UTILITY_PROCESS = `
  const send = process.send.bind(process);
  process.send = undefined;
  process.parentPort = {
    postMessage: (message) => send(message),
    on: (event, listener) => process.on(event, (data) => listener({ data })),
  };`;

function forkUtility() {
  const entry = new URL('../../main/hotkeys/hook/hook-child.ts', import.meta.url);
  const child = fork(entry, [], {
    env: hookEnvironment(display.environment),
    execArgv: ['--import', `data:text/javascript,${encodeURIComponent(AS_UTILITY_PROCESS)}`],
  });
  return Object.assign(child, { postMessage: (message: object) => void child.send(message) });
}

it('hears a hold from a listener that runs as Electron runs it', async () => {
  const { environment } = display;
  const options = { platform: 'linux', environment, log: new MemoryLog() };
  const hook = hookOfUtilityProcess(forkUtility());
  const ready = hear(hook.onMessage);
  const source = createHotkeys({ ...options, startHook: () => hook });
  const presses = hear(source.onPress);
  source.assign(defaultHotkeys('linux'));
  expect(await ready.next()).toEqual({ kind: 'ready' });
  await display.keyDown('ControlRight');
  expect(await presses.next()).toEqual({ action: 'talk', down: true, cancelled: false });
  await display.keyUp('ControlRight');
  expect(await presses.next()).toEqual({ action: 'talk', down: false, cancelled: false });
  source.dispose();
});
