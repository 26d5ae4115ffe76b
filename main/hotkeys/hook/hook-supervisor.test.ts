import { afterEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../../core/base/clock.ts';
import { MemoryLog } from '../../core/base/log.ts';
import type { WatchOrder } from './hook-protocol.ts';
import { HookSupervisor, type SupervisorState } from './hook-supervisor.ts';
import { ScriptedHooks } from './scripted-hook.ts';

const greeting: WatchOrder = { kind: 'watch', chords: [], recording: false };
let supervisor: HookSupervisor | null = null;

afterEach(() => supervisor?.dispose());

function supervise(start?: () => never) {
  const hooks = new ScriptedHooks();
  const clock = new ManualClock();
  const log = new MemoryLog();
  const startHook = start ?? hooks.start;
  const made = new HookSupervisor({ startHook, greeting: () => greeting, clock, log });
  supervisor = made;
  const states: SupervisorState['kind'][] = [];
  const reports: unknown[] = [];
  made.onState(({ kind }) => states.push(kind));
  made.onReport((report) => reports.push(report));
  return { hooks, clock, log, supervisor: made, states, reports };
}

describe('HookSupervisor', () => {
  it('starts a listener that is told for what, and passes on what it hears', () => {
    const { supervisor: made, hooks, states, reports } = supervise();
    made.start();
    made.start();
    expect(hooks.started).toHaveLength(1);
    expect(hooks.now.orders).toEqual([greeting]);
    hooks.now.key('F9', true);
    hooks.now.say({ kind: 'ready' });
    hooks.now.key('F9', true);
    expect(states).toEqual(['starting', 'ready']);
    expect(reports).toEqual([{ kind: 'key', code: 'F9', down: true }]);
  });

  it('starts another at once when it dies, and lets nothing of the dead one through', () => {
    const { supervisor: made, hooks, states, reports } = supervise();
    made.start();
    hooks.now.say({ kind: 'ready' });
    hooks.now.die();
    expect(states).toEqual(['starting', 'ready', 'restarting']);
    expect(hooks.started).toHaveLength(2);
    hooks.now.say({ kind: 'ready' });
    hooks.started[0]?.key('F9', true);
    expect(reports).toEqual([]);
    expect(states.at(-1)).toBe('ready');
  });

  it('gives up after six deaths in a row, and tries again when asked', () => {
    const { supervisor: made, hooks, clock, states, log } = supervise();
    made.start();
    for (let death = 1; death <= 6; death += 1) {
      hooks.now.die(`death ${death}`);
      clock.advance(5000);
    }
    expect(hooks.started).toHaveLength(6);
    expect(states.at(-1)).toBe('failed');
    expect(log.lines.at(-1)?.details).toEqual({ trouble: 'other', why: 'death 6' });
    made.start();
    expect(hooks.started).toHaveLength(7);
    hooks.now.die();
    expect(made.state.kind).toBe('restarting');
  });

  it('waits longer each time, and forgives a listener that listened steadily', () => {
    const { supervisor: made, hooks, clock } = supervise();
    made.start();
    hooks.now.die();
    hooks.now.die();
    expect(hooks.started).toHaveLength(2);
    clock.advance(99);
    expect(hooks.started).toHaveLength(2);
    clock.advance(1);
    expect(hooks.started).toHaveLength(3);
    hooks.now.say({ kind: 'ready' });
    clock.advance(30_000);
    hooks.now.die();
    expect(hooks.started).toHaveLength(4);
  });

  it('takes one that never says that it is ready for dead', () => {
    const { supervisor: made, hooks, clock } = supervise();
    made.start();
    clock.advance(8000);
    expect(hooks.started[0]?.killed).toBe(true);
    expect(hooks.started).toHaveLength(2);
  });

  it('believes a listener that says why it cannot listen, and does not try again', () => {
    const { supervisor: made, hooks, clock } = supervise();
    made.start();
    hooks.now.say({ kind: 'failed', trouble: 'accessibility', text: 'Not trusted.' });
    expect(made.state).toEqual({ kind: 'failed', trouble: 'accessibility' });
    clock.advance(60_000);
    expect(hooks.started).toHaveLength(1);
    expect(hooks.now.killed).toBe(true);
  });

  it('is not led astray by what it cannot understand', () => {
    const { supervisor: made, hooks, reports, log } = supervise();
    made.start();
    hooks.now.say({ kind: 'ready' });
    for (const nonsense of [
      null,
      'key',
      { kind: 'key', code: '../x', down: true },
      { kind: 'ready', more: 1 },
    ])
      hooks.now.say(nonsense);
    expect(reports).toEqual([]);
    expect(log.lines).toHaveLength(4);
  });

  it('survives a process that cannot even be started', () => {
    const { supervisor: made, clock } = supervise(() => {
      throw new Error('ENOENT');
    });
    made.start();
    clock.advance(60_000);
    expect(made.state).toEqual({ kind: 'failed', trouble: 'other' });
  });

  it('ends its process and leaves no alarm when it is stopped', () => {
    const { supervisor: made, hooks, clock, states } = supervise();
    made.start();
    hooks.now.say({ kind: 'ready' });
    made.stop();
    expect(hooks.now.killed).toBe(true);
    expect(states.at(-1)).toBe('stopped');
    expect(clock.pending).toBe(0);
    made.start();
    hooks.now.die();
    hooks.now.die();
    made.dispose();
    made.dispose();
    expect(clock.pending).toBe(0);
  });
});
