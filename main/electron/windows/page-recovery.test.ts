import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { ManualClock } from '../../core/base/clock.ts';
import { PageRecovery } from './page-recovery.ts';

function setUp() {
  const clock = new ManualClock();
  const done: string[] = [];
  const contents = new EventEmitter();
  let debugged = false;
  const parts = {
    forcefullyCrashRenderer() {
      done.push('killed');
      gone('killed');
    },
    isDevToolsOpened: () => debugged,
  };
  const recovery = new PageRecovery({
    page: 'main',
    contents: Object.assign(contents, parts) as never,
    clock,
    recordCrash: (kind) => done.push(kind),
    left: () => done.push('left'),
    reload: () => done.push('reload'),
    givenUp: () => done.push('given up'),
  });
  const gone = (reason: string): void => {
    contents.emit('render-process-gone', {}, { reason, exitCode: 5 });
  };
  const debug = (): void => {
    debugged = true;
  };
  return { clock, done, contents, recovery, gone, debug };
}

it('writes a crash down, lets go and loads again', () => {
  const { done, gone } = setUp();
  gone('crashed');
  gone('clean-exit');
  expect(done).toEqual(['page-gone', 'left', 'reload', 'left', 'reload']);
});

it('gives up after three reloads within a minute, and tries again when asked', () => {
  const { clock, done, gone, recovery } = setUp();
  for (let count = 0; count < 4; count += 1) gone('oom');
  expect(done.filter((what) => what === 'reload')).toHaveLength(3);
  expect(done.at(-1)).toBe('given up');
  recovery.tryAgain();
  expect(done.at(-1)).toBe('reload');
  clock.advance(60_000);
  for (let count = 0; count < 3; count += 1) gone('oom');
  expect(done.filter((what) => what === 'reload')).toHaveLength(7);
});

it('ends a page that hangs for ten seconds, not one that comes back', () => {
  const { clock, done, contents } = setUp();
  contents.emit('unresponsive');
  clock.advance(9_999);
  contents.emit('responsive');
  clock.advance(60_000);
  expect(done).toEqual([]);
  contents.emit('unresponsive');
  clock.advance(10_000);
  expect(done).toEqual(['page-hung', 'killed', 'page-gone', 'left', 'reload']);
});

it('leaves a page alone that is being debugged, and everything once disposed', () => {
  const { clock, done, contents, recovery, debug } = setUp();
  debug();
  contents.emit('unresponsive');
  clock.advance(60_000);
  contents.emit('unresponsive');
  recovery.dispose();
  expect(clock.pending).toBe(0);
  expect(contents.eventNames()).toEqual([]);
  expect(done).toEqual([]);
});
