import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { ManualClock } from '../core/base/clock.ts';
import { MemoryLog } from '../core/base/log.ts';
import { endWithApp } from './app-end.ts';

function setUp(dispose: () => Promise<void>) {
  const done: string[] = [];
  const log = new MemoryLog();
  const clock = new ManualClock();
  const methods = {
    quit: () => done.push('quit'),
    exit: (code: number) => done.push(`exit ${code}`),
  };
  const app = Object.assign(new EventEmitter(), methods);
  const end = endWithApp({ app: app as never, clock, log, dispose });
  let prevented = 0;
  const willQuit = (): void => {
    app.emit('will-quit', { preventDefault: () => (prevented += 1) });
  };
  return { app, clock, done, end, log, willQuit, prevented: () => prevented };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('quits once everything is given back, and only then', async () => {
  const work = Promise.withResolvers<void>();
  const { app, clock, done, end, willQuit, prevented } = setUp(() => work.promise);
  expect(end.quitting).toBe(false);
  app.emit('before-quit');
  expect(end.quitting).toBe(true);
  willQuit();
  willQuit();
  await turn();
  expect([done, prevented()]).toEqual([[], 2]);
  work.resolve();
  await turn();
  expect(done).toEqual(['quit']);
  expect([app.eventNames(), clock.pending]).toEqual([[], 0]);
});

it('quits after a failure too', async () => {
  const { done, log, willQuit } = setUp(() => Promise.reject(new Error('no')));
  willQuit();
  await turn();
  expect([done, log.lines.length]).toEqual([['quit'], 1]);
});

it('waits no longer than eight seconds', async () => {
  const { clock, done, log, willQuit } = setUp(() => new Promise(() => {}));
  willQuit();
  clock.advance(7999);
  expect(done).toEqual([]);
  clock.advance(1);
  expect([done, log.lines.length]).toEqual([['exit 0'], 1]);
});

it('knows when an updater is about to quit', () => {
  const { end } = setUp(async () => {});
  end.expect();
  expect(end.quitting).toBe(true);
});
