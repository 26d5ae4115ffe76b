import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DisposableStore } from '../../contract/base/disposable.ts';
import { defaultHotkeys } from '../../contract/hotkeys.ts';
import { MemoryLog } from '../../main/core/base/log.ts';
import { createHotkeys } from '../../main/hotkeys/create-hotkeys.ts';
import { startXDisplay, type XDisplay } from '../support/x-display.ts';
import { hear } from './heard.ts';
import { watchHooks } from './watched-hooks.ts';

/** What a learner may wait at most until a hold ends with its listener, and until keys are heard again. */
const RELEASED_WITHIN_MILLISECONDS = 1000;

const keyB = { talk: { key: 'KeyB', modifiers: [] }, help: null, hint: null };

let owned = new DisposableStore();
const displays: XDisplay[] = [];

afterEach(async () => {
  owned.dispose();
  owned = new DisposableStore();
  await Promise.all(displays.splice(0).map((display) => display.dispose()));
});

async function openDisplay(): Promise<XDisplay> {
  const display = await startXDisplay();
  displays.push(display);
  return display;
}

function keysOf(environment: NodeJS.ProcessEnv) {
  const hooks = watchHooks(environment);
  const log = new MemoryLog();
  const options = { platform: 'linux', environment, startHook: hooks.start, log };
  const source = owned.add(createHotkeys(options));
  const presses = owned.add(hear(source.onPress));
  const statuses = owned.add(hear(source.onStatus));
  const problemIs = async (problem: string | null) => {
    while (source.status.problem !== problem) await statuses.next();
  };
  return { hooks, log, source, presses, problemIs };
}

describe('a listener that is killed in the middle of a hold', () => {
  it('lets go at once, comes back, and hears a new hold', async () => {
    const display = await openDisplay();
    const { hooks, log, source, presses, problemIs } = keysOf(display.environment);
    source.assign(keyB);
    await hooks.ready();
    await display.keyDown('KeyB');
    expect(await presses.next()).toMatchObject({ down: true });

    const killedAt = performance.now();
    process.kill(hooks.started[0]?.pid ?? Number.NaN, 'SIGKILL');
    expect(await presses.next()).toEqual({ action: 'talk', down: false, cancelled: false });
    const released = performance.now() - killedAt;
    expect(source.status.problem).toBe('restarting');
    await hooks.ready();
    const back = performance.now() - killedAt;
    await problemIs(null);
    process.stdout.write(
      `Released ${released.toFixed(0)} ms after the kill; listening again after ${back.toFixed(0)} ms.\n`,
    );
    expect(released).toBeLessThan(RELEASED_WITHIN_MILLISECONDS);

    // The key is still down and repeats itself: that is no new hold.
    await display.otherWindowSees('KeyB', 8);
    expect(presses.all).toHaveLength(2);
    await display.keyUp('KeyB');
    await display.keyDown('KeyB');
    expect(await presses.next()).toMatchObject({ down: true });
    await display.keyUp('KeyB');
    expect(await presses.next()).toMatchObject({ down: false });
    expect(presses.all).toHaveLength(4);
    expect(log.lines.map(({ message }) => message)).toEqual([
      'The key listener died and is started again.',
    ]);
  });

  it('hears a lone modifier again as well, which does not repeat itself', async () => {
    const display = await openDisplay();
    const { hooks, source, presses } = keysOf(display.environment);
    source.assign(defaultHotkeys('linux'));
    await hooks.ready();
    await display.keyDown('ControlRight');
    await presses.until(({ down }) => down);
    process.kill(hooks.started[0]?.pid ?? Number.NaN, 'SIGKILL');
    await presses.until(({ down }) => !down);
    await hooks.ready();
    await display.keyUp('ControlRight');
    await display.keyDown('ControlRight');
    await presses.until(({ down }) => down);
    await display.keyUp('ControlRight');
    await presses.until(({ down }) => !down);
  });
});

describe('without a display', () => {
  it('says so, and starts nothing', () => {
    const startHook = () => {
      throw new Error('The listener was started.');
    };
    const log = new MemoryLog();
    const source = owned.add(createHotkeys({ platform: 'linux', environment: {}, startHook, log }));
    source.assign(defaultHotkeys('linux'));
    expect(source.status).toMatchObject({ source: 'none', problem: 'no_display' });
    expect(Object.values(source.status.can)).not.toContain(true);
  });

  it('that answers, the listener says so and nothing else ends', async () => {
    const environment = { ...process.env, DISPLAY: ':59000', WAYLAND_DISPLAY: '' };
    const { hooks, log, source, problemIs } = keysOf({ ...environment, XDG_SESSION_TYPE: 'x11' });
    source.assign(defaultHotkeys('linux'));
    await problemIs('no_display');
    expect(source.status.source).toBe('none');
    expect(await source.record()).toBeNull();
    expect(log.lines[0]?.message).toBe('The key listener cannot listen.');
    expect(log.lines[0]?.details).toEqual({
      trouble: 'no_display',
      why: 'No X server answers at DISPLAY ":59000".',
    });
    expect(hooks.started).toHaveLength(2);
  });

  it('any more, a hold ends and the status says why', async () => {
    const display = await openDisplay();
    const { hooks, source, presses, problemIs } = keysOf(display.environment);
    source.assign(keyB);
    await hooks.ready();
    await display.keyDown('KeyB');
    await presses.until(({ down }) => down);
    display.kill();
    await presses.until(({ down }) => !down);
    await problemIs('no_display');
  });

  it('that lets it in, the death of the listener is told and given up', async () => {
    // A socket that takes connections and is no X server: libuiohook ends its whole process.
    const display = await openFalseDisplay();
    const { hooks, log, source, problemIs } = keysOf({ ...process.env, ...display });
    source.assign(defaultHotkeys('linux'));
    await problemIs('listener_failed');
    expect(source.status.source).toBe('hook');
    expect(hooks.started).toHaveLength(6);
    expect(log.lines.at(-1)?.message).toBe('The key listener cannot listen.');
    expect(String(log.lines.at(-1)?.details.why)).toContain('SIGABRT');
  });
});

/** Listens where an X server would, and hangs up on whoever comes. */
async function openFalseDisplay(): Promise<NodeJS.ProcessEnv> {
  const { createServer } = await import('node:net');
  const server = createServer((socket) => socket.destroy());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  owned.add({ dispose: () => void server.close() });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { DISPLAY: `127.0.0.1:${port - 6000}`, WAYLAND_DISPLAY: '', XDG_SESSION_TYPE: 'x11' };
}

describe('a listener whose app is gone', () => {
  it('ends itself', async () => {
    const display = await openDisplay();
    const script = `
      import { startNodeHook } from './main/hotkeys/node-hook.ts';
      const hook = startNodeHook();
      hook.onMessage(() => process.stdout.write(String(hook.pid) + '\\n'));
      hook.send({ kind: 'watch', chords: [], recording: false });`;
    const app = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
      env: display.environment,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(app.stdout, 'data');
    const pid = Number(String(line));
    expect(isAlive(pid)).toBe(true);
    const gone = once(app, 'exit');
    app.kill('SIGKILL');
    await gone;
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 10_000 });
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
