import { expect, it } from 'vitest';
import { ManualClock } from '../../core/base/clock.ts';
import { MemoryLog } from '../../core/base/log.ts';
import { ScriptedUpdater } from './scripted-updater.ts';
import { Updates } from './updates.ts';

const HOUR = 3_600_000;

function setUp() {
  const clock = new ManualClock();
  const updater = new ScriptedUpdater();
  const log = new MemoryLog();
  const updates = new Updates({ updater, clock, log });
  const states: string[] = [];
  updates.onChange(() => states.push(updates.view.state));
  return { clock, updater, log, updates, states };
}

it('looks at once and every six hours, and offers what it has loaded', async () => {
  const { clock, updater, updates, states } = setUp();
  updates.enable(true);
  await updater.answers(null);
  clock.advance(6 * HOUR - 1);
  expect(updater.asked).toEqual(['check']);
  clock.advance(1);
  await updater.answers('2.0.0');
  expect(updates.view).toEqual({ state: 'loading', version: '2.0.0' });
  await updater.loads('2.0.0');
  expect(updates.view).toEqual({ state: 'ready', version: '2.0.0' });
  expect(states).toEqual(['checking', 'idle', 'checking', 'loading', 'ready']);
  updates.install();
  expect(updater.asked).toEqual(['check', 'check', 'load', 'install on quit', 'install']);
  expect(clock.pending).toBe(0);
});

it('waits for the end of a session', async () => {
  const { updater, updates } = setUp();
  updates.enable(true);
  updates.sessionOpen(true);
  await updater.answers('2.0.0');
  await updater.loads('2.0.0');
  expect([updates.view.state, updates.installable]).toEqual(['waiting', false]);
  updates.install();
  expect(updater.asked).not.toContain('install');
  updates.sessionOpen(false);
  expect([updates.view.state, updates.installable]).toEqual(['ready', true]);
});

it('is quiet about failures and tries again', async () => {
  const { clock, updater, updates, log } = setUp();
  updates.enable(true);
  await updater.isUnreachable();
  expect(updates.view.state).toBe('failed');
  clock.advance(HOUR / 2);
  await updater.answers('2.0.0');
  await updater.breaks();
  expect(updates.view).toEqual({ state: 'failed', version: null });
  updates.checkNow();
  expect(updater.asked).toEqual(['check', 'check', 'load', 'check']);
  expect(log.lines.map(({ level }) => level)).toEqual(['warn', 'warn']);
  // The look by hand takes the place of the one that was due.
  expect(clock.pending).toBe(0);
});

it('asks nothing from the moment that it is off', async () => {
  const { clock, updater, updates } = setUp();
  updates.checkNow();
  clock.advance(100 * HOUR);
  expect(updater.asked).toEqual([]);
  updates.enable(true);
  updates.enable(false);
  await updater.answers('2.0.0');
  expect(updates.view).toEqual({ state: 'off', version: null });
  expect(updater.asked).toEqual(['check', 'leave on quit']);
  updates.enable(true);
  await updater.answers('2.0.0');
  updates.enable(false);
  expect(updater.asked.slice(2)).toEqual(['check', 'load', 'stop', 'leave on quit']);
  clock.advance(100 * HOUR);
  updates.checkNow();
  expect(updater.asked).toHaveLength(6);
  expect(clock.pending).toBe(0);
});

it('gives up its timer and its download at the end', async () => {
  const { clock, updater, updates } = setUp();
  updates.enable(true);
  await updater.answers(null);
  expect(clock.pending).toBe(1);
  updates.checkNow();
  await updater.answers('2.0.0');
  updates.dispose();
  updates.dispose();
  expect(clock.pending).toBe(0);
  expect(updater.asked).toEqual(['check', 'check', 'load', 'stop']);
});

it('is not supported where the app was not installed', () => {
  const updates = new Updates({ updater: null, clock: new ManualClock(), log: new MemoryLog() });
  updates.enable(true);
  updates.checkNow();
  updates.install();
  expect(updates.view).toEqual({ state: 'unsupported', version: null });
});
