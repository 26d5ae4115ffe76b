import { expect, it } from 'vitest';
import { Emitter } from '../../../contract/base/emitter.ts';
import type { Wire } from '../../../contract/wire.ts';
import { ManualClock } from '../base/clock.ts';
import { MemoryLog } from '../base/log.ts';
import { ScriptedCore } from './scripted-core.ts';
import { serveContract } from './serve-contract.ts';

const LIMIT = 2 * 1024 * 1024;

/** A wire whose page reads nothing: everything that is sent waits. */
function unreadWire(): Wire & { largest: number; closed: boolean } {
  const closes = new Emitter<void>();
  let buffered = 0;
  return {
    largest: 0,
    closed: false,
    onData: new Emitter<string | ArrayBuffer>().listen,
    onClose: closes.listen,
    get buffered() {
      return buffered;
    },
    send(data) {
      buffered += typeof data === 'string' ? data.length : data.byteLength;
      this.largest = Math.max(this.largest, buffered);
    },
    close() {
      this.closed = true;
    },
  };
}

function served() {
  const core = new ScriptedCore();
  const wire = unreadWire();
  const log = new MemoryLog();
  serveContract(wire, core, { log, clock: new ManualClock() });
  return { core, wire, log };
}

const frame = { kind: 'speaker', stream: 1, last: false, samples: new Int16Array(24_000) } as const;

it('an hour of speech for a page that does not read stays under 2 MiB, and is logged', () => {
  const { core, wire, log } = served();
  for (let sequence = 0; sequence < 3600; sequence += 1) core.play({ ...frame, sequence });
  expect(wire.largest).toBeLessThanOrEqual(LIMIT);
  expect(wire.closed).toBe(false);
  expect(log.lines.map(({ message }) => message)).toEqual([
    'dropped speaker audio: the page reads too slowly',
  ]);
});

it('words for a page that does not read stay under 2 MiB, then the page is let go, and logged', () => {
  const { core, wire, log } = served();
  for (let sequence = 0; sequence < 3600; sequence += 1) core.play({ ...frame, sequence });
  const text = 'x'.repeat(10_000);
  for (let each = 0; each < 1000; each += 1) {
    core.emit({ name: 'transcript.appended', payload: { id: 'a', text } });
  }
  expect(wire.largest).toBeLessThanOrEqual(LIMIT);
  expect(wire.closed).toBe(true);
  expect(log.lines.some(({ message }) => message.startsWith('closed a wire'))).toBe(true);
});

it('one long message goes out when nothing else waits', () => {
  const core = new ScriptedCore();
  const wire = unreadWire();
  const text = 'x'.repeat(3 * 1024 * 1024);
  core.current = {
    ...core.current,
    transcript: [
      {
        kind: 'message',
        id: 'a',
        speaker: 'learner',
        text,
        spoken: false,
        status: 'final',
        failure: null,
        alternatives: [],
        hint: 'text',
        meaning: null,
        delivery: null,
        doubts: [],
        picture: null,
      },
    ],
  };
  serveContract(wire, core, { log: new MemoryLog(), clock: new ManualClock() });
  expect(wire.closed).toBe(false);
  expect(wire.largest).toBeGreaterThan(text.length);
});
