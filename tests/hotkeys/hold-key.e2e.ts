import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Phase } from '../../contract/session.ts';
import { MemoryLog } from '../../main/core/base/log.ts';
import { createHotkeys } from '../../main/hotkeys/create-hotkeys.ts';
import { type AppUnderTest, startApp } from '../support/app-under-test.ts';
import { LEAD_SECONDS } from '../support/spoken-wav.ts';
import { phaseIs, seconds, transcriptOf } from '../support/talking.ts';
import { startXDisplay, type XDisplay } from '../support/x-display.ts';
import { type WatchedHooks, watchHooks } from './watched-hooks.ts';

let app: AppUnderTest;
let display: XDisplay;
let hooks: WatchedHooks;

beforeEach(async () => {
  display = await startXDisplay();
  hooks = watchHooks(display.environment);
  const { environment } = display;
  app = await startApp({
    settings: { scenario: 'strawberries.en' },
    hotkeys: createHotkeys({
      platform: 'linux',
      environment,
      startHook: hooks.start,
      log: new MemoryLog(),
    }),
  });
  await hooks.ready();
});
afterEach(async () => {
  await app.dispose();
  await display.dispose();
});

/** Resolves when the core is in this phase; the page may learn of it later. */
function coreIs(wanted: Phase): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const listening = app.core.onEvent((event) => {
    if (event.name === 'session.changed' && event.payload.phase === wanted) resolve();
  });
  if (app.core.snapshot().session.phase === wanted) resolve();
  return promise.finally(() => listening.dispose());
}

/** Opens the session by the key alone: nobody has clicked or typed in the page. */
async function openByKey(): Promise<void> {
  await display.keyDown('ControlRight');
  await display.keyUp('ControlRight');
  await phaseIs(app, 'speaking');
  await phaseIs(app, 'idle');
}

it('opens a session and holds a turn, while the window of another program is in front', async () => {
  await openByKey();
  const [reply] = app.core.snapshot().replies;
  if (reply === undefined) throw new Error('No reply is offered.');
  const spoken = await app.prepare(reply.text);
  const listening = coreIs('listening');
  await display.keyDown('ControlRight');
  await listening;
  // A held key repeats: none of its downs may begin or end anything.
  await display.keyDown('ControlRight');
  await display.keyDown('ControlRight');
  await seconds(LEAD_SECONDS + spoken.seconds + 0.3);
  expect(app.core.snapshot().session.phase).toBe('listening');
  await display.keyUp('ControlRight');
  const mine = transcriptOf(app.page).getByRole('article', { name: 'You' });
  await mine.filter({ hasText: reply.text }).waitFor();
  await phaseIs(app, 'speaking');
  expect(app.told.filter(({ type }) => type === 'input_audio_buffer.commit')).toHaveLength(1);
  expect(app.complaints).toEqual([]);
});

it('sends the turn when the listener is killed in mid-hold, and listens again', async () => {
  await openByKey();
  const listening = coreIs('listening');
  await display.keyDown('ControlRight');
  await listening;
  await seconds(0.5);
  const pid = hooks.started.at(-1)?.pid;
  if (pid === undefined) throw new Error('Nothing listens.');
  expect(readFileSync(`/proc/${pid}/comm`, 'utf8')).not.toBe('');
  const thinking = coreIs('thinking');
  const killedAt = performance.now();
  process.kill(pid, 'SIGKILL');
  await thinking;
  const releasedAfter = performance.now() - killedAt;
  await hooks.ready();
  const backAfter = performance.now() - killedAt;
  await display.keyUp('ControlRight');
  const again = coreIs('listening');
  await display.keyDown('ControlRight');
  await again;
  await display.keyUp('ControlRight');
  process.stdout.write(
    `hold key: released ${releasedAfter.toFixed(0)} ms after the kill, back after ${backAfter.toFixed(0)} ms\n`,
  );
  expect(releasedAfter).toBeLessThan(1000);
});
