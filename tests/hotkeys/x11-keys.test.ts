import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DisposableStore } from '../../contract/base/disposable.ts';
import { Emitter } from '../../contract/base/emitter.ts';
import type { Chord, Hotkeys } from '../../contract/hotkeys.ts';
import { defaultHotkeys } from '../../contract/hotkeys.ts';
import { MemoryLog } from '../../main/core/base/log.ts';
import { createHotkeys } from '../../main/hotkeys/create-hotkeys.ts';
import { startXDisplay, type XDisplay } from '../support/x-display.ts';
import { hear } from './heard.ts';
import { watchHooks } from './watched-hooks.ts';

const CANARY = 'sk-canary-of-the-hotkey-test';

let display: XDisplay;
let owned = new DisposableStore();

beforeAll(async () => {
  display = await startXDisplay();
});
afterAll(async () => {
  await display.dispose();
});
afterEach(() => {
  owned.dispose();
  owned = new DisposableStore();
});

function chord(key: string, ...modifiers: Chord['modifiers']): Chord {
  return { key, modifiers };
}

/** Keys that are listened for on the display, from the moment when this resolves. */
async function listen(keys: Partial<Hotkeys>) {
  const environment = { ...display.environment, OPENAI_API_KEY: CANARY };
  const hooks = watchHooks(environment);
  const log = new MemoryLog();
  const options = { platform: 'linux', environment, startHook: hooks.start, log };
  const source = owned.add(createHotkeys(options));
  const presses = owned.add(hear(source.onPress));
  source.assign({ talk: null, help: null, hint: null, ...keys });
  await hooks.ready();
  return { source, presses, hooks, log };
}

const talkDown = { action: 'talk', down: true, cancelled: false };
const talkUp = { action: 'talk', down: false, cancelled: false };

describe('a key on an X display, with the window of another program focused', () => {
  it('is down while it is held, and the other program has it as well', async () => {
    const { presses, source } = await listen(defaultHotkeys('linux'));
    const seen = display.otherWindowSees('ControlRight', 1);
    await display.keyDown('ControlRight');
    expect(await presses.next()).toEqual(talkDown);
    await seen;
    await display.keyUp('ControlRight');
    expect(await presses.next()).toEqual(talkUp);
    expect(source.status).toMatchObject({ source: 'hook', problem: null });
    expect(source.status.state).toEqual({ talk: 'active', help: 'off', hint: 'off' });
  });

  it('goes down once, however often it repeats itself', async () => {
    const { presses } = await listen({ talk: chord('KeyB') });
    const repeated = display.otherWindowSees('KeyB', 6);
    await display.keyDown('KeyB');
    await repeated;
    await display.keyUp('KeyB');
    await presses.until(({ down }) => !down);
    expect(presses.all).toEqual([talkDown, talkUp]);
  });

  it('needs exactly its modifiers, and ends with the first of them that is let go of', async () => {
    const { presses } = await listen({ talk: chord('KeyT', 'control', 'alt') });
    await display.keyDown('ControlLeft', 'AltLeft', 'ShiftLeft', 'KeyT');
    await display.keyUp('KeyT', 'ShiftLeft');
    await display.keyDown('KeyT');
    await display.keyUp('AltLeft');
    await presses.until(({ down }) => !down);
    await display.keyUp('KeyT', 'ControlLeft');
    expect(presses.all).toEqual([talkDown, talkUp]);
  });

  it('was a shortcut when another key joins a lone modifier', async () => {
    const { presses } = await listen(defaultHotkeys('linux'));
    await display.keyDown('ControlRight', 'KeyC');
    expect(await presses.next()).toEqual(talkDown);
    expect(await presses.next()).toEqual({ ...talkUp, cancelled: true });
    await display.keyUp('KeyC', 'ControlRight');
    await display.keyDown('ControlRight');
    expect(await presses.next()).toEqual(talkDown);
    await display.keyUp('ControlRight');
    expect(await presses.next()).toEqual(talkUp);
  });

  it.each([
    ['back', 'Mouse4', 8],
    ['forward', 'Mouse5', 9],
    ['middle', 'Mouse3', 2],
  ])('can be the %s button of the mouse', async (_name, key, button) => {
    const { presses } = await listen({ help: chord(key) });
    await display.button(button, true);
    expect(await presses.next()).toEqual({ action: 'help', down: true, cancelled: false });
    await display.button(button, false);
    expect(await presses.next()).toEqual({ action: 'help', down: false, cancelled: false });
  });

  it('is let go of when other keys are assigned', async () => {
    const { presses, source } = await listen(defaultHotkeys('linux'));
    await display.keyDown('ControlRight');
    expect(await presses.next()).toEqual(talkDown);
    source.assign({ talk: chord('F9'), help: null, hint: null });
    expect(await presses.next()).toEqual(talkUp);
    await display.keyUp('ControlRight');
  });
});

describe('what leaves the listening process', () => {
  it('is nothing of what is typed elsewhere', async () => {
    const { presses, hooks } = await listen({ talk: chord('KeyB', 'control') });
    await display.keyDown('KeyA');
    await display.keyUp('KeyA');
    await display.keyDown('KeyB');
    await display.keyUp('KeyB');
    await display.keyDown('ControlLeft', 'KeyC');
    await display.keyUp('KeyC');
    await display.keyDown('KeyB');
    expect(await presses.next()).toEqual(talkDown);
    await display.keyUp('KeyB', 'ControlLeft');
    await hooks.said.until((message) =>
      JSON.stringify(message).includes('"ControlLeft","down":false'),
    );
    expect(hooks.said.all).toEqual([
      { kind: 'ready' },
      { kind: 'key', code: 'ControlLeft', down: true },
      { kind: 'key', code: 'KeyB', down: true },
      { kind: 'key', code: 'KeyB', down: false },
      { kind: 'key', code: 'ControlLeft', down: false },
    ]);
  });

  it('never had a secret to begin with', async () => {
    const { hooks } = await listen(defaultHotkeys('linux'));
    const environment = readFileSync(`/proc/${hooks.started[0]?.pid}/environ`, 'utf8');
    expect(environment).toContain(`DISPLAY=${display.name}`);
    expect(environment).not.toContain(CANARY);
  });
});

describe('recording', () => {
  it.each([
    ['a chord', ['ControlLeft', 'ShiftLeft', 'F9'], chord('F9', 'control', 'shift')],
    ['a lone modifier', ['ControlRight'], chord('ControlRight')],
    ['nothing, on Escape', ['Escape'], null],
  ] as const)('takes %s, and nothing fires meanwhile', async (_what, keys, expected) => {
    const { source, presses } = await listen(defaultHotkeys('linux'));
    const recorded = source.record();
    await display.keyDown(...keys);
    await display.keyUp(...[...keys].reverse());
    expect(await recorded).toEqual(expected);
    await display.keyDown('ControlRight');
    expect(await presses.next()).toEqual(talkDown);
    await display.keyUp('ControlRight');
    expect(await presses.next()).toEqual(talkUp);
    expect(presses.all).toHaveLength(2);
  });

  it('takes a button of the mouse, and listens for it alone when no key is assigned', async () => {
    const hooks = watchHooks(display.environment);
    const exits = new Emitter<string>();
    const gone = hear(exits.listen);
    const startHook = () => {
      const hook = hooks.start();
      hook.onExit((why) => exits.emit(why));
      return hook;
    };
    const options = { platform: 'linux', environment: display.environment, startHook };
    const source = owned.add(createHotkeys({ ...options, log: new MemoryLog() }));
    const recorded = source.record();
    await hooks.ready();
    await display.button(8, true);
    await display.button(8, false);
    expect(await recorded).toEqual(chord('Mouse4'));
    expect(await gone.next()).toBe('It ended with SIGKILL.');
  });
});
