import { expect, it } from 'vitest';
import { ManualClock } from '../base/clock.ts';
import { MemoryLog } from '../base/log.ts';
import { DropCounter } from './drop-counter.ts';

it('logs the first drop at once, then at most once a second, and loses no count', () => {
  const log = new MemoryLog();
  const clock = new ManualClock();
  const counter = new DropCounter('dropped', log, clock);
  counter.add('a');
  counter.add('a');
  counter.add('b');
  clock.advance(999);
  counter.add('a');
  expect(log.lines.map(({ details }) => details)).toEqual([{ a: 1 }]);
  clock.advance(1);
  counter.add('a');
  counter.add('b');
  counter.flush();
  counter.flush();
  expect(log.lines.map(({ details }) => details)).toEqual([{ a: 1 }, { a: 3, b: 1 }, { b: 1 }]);
});
