import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ManualClock } from '../../core/base/clock.ts';
import { MemoryLog } from '../../core/base/log.ts';
import { WindowMemory } from './window-memory.ts';

const bounds = { x: -5, y: 10, width: 900, height: 700 };
let directory: string;
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'parley-windows-'));
  path = join(directory, 'deep', 'window.json');
});
afterEach(() => rmSync(directory, { recursive: true }));

const open = (clock = new ManualClock()): WindowMemory =>
  new WindowMemory(path, new MemoryLog(), clock);

it('remembers from one start to the next', () => {
  const first = open();
  expect(first.current).toEqual({ main: null, pill: null, toldOfTray: false });
  first.remember({ main: { bounds, maximized: true, fullScreen: false } });
  first.remember({ pill: bounds, toldOfTray: true });
  first.dispose();
  expect(open().current).toEqual({
    main: { bounds, maximized: true, fullScreen: false },
    pill: bounds,
    toldOfTray: true,
  });
  expect(readdirSync(join(directory, 'deep'))).toEqual(['window.json']);
});

it('writes once a drag rests, and nothing when nothing changed', () => {
  const clock = new ManualClock();
  const memory = open(clock);
  for (let x = 0; x < 5; x += 1) {
    memory.remember({ pill: { ...bounds, x } });
    clock.advance(400);
  }
  expect(readdirSync(directory)).toEqual([]);
  clock.advance(100);
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ pill: { x: 4 } });
  rmSync(path);
  memory.dispose();
  expect(readdirSync(join(directory, 'deep'))).toEqual([]);
  expect(clock.pending).toBe(0);
});

it.each([
  '',
  'not json',
  '[]',
  '{"main":{"bounds":{"x":1e9,"y":0,"width":1,"height":1},"maximized":true,"fullScreen":false}}',
  '{"pill":{"x":0,"y":0,"width":0,"height":5},"toldOfTray":"yes"}',
  `{"pill":"${'x'.repeat(70_000)}"}`,
])('takes %j for nothing', (text) => {
  path = join(directory, 'window.json');
  writeFileSync(path, text);
  expect(open().current).toEqual({ main: null, pill: null, toldOfTray: false });
});

it('says so when the disk refuses, and goes on', () => {
  const log = new MemoryLog();
  writeFileSync(join(directory, 'deep'), 'a file where a folder belongs');
  const memory = new WindowMemory(path, log, new ManualClock());
  memory.remember({ toldOfTray: true });
  memory.dispose();
  expect(log.lines).toHaveLength(1);
  expect(memory.current.toldOfTray).toBe(true);
});
