import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { ManualClock, systemClock } from '../base/clock.ts';
import { watchReturn } from './return-watch.ts';

const target = {
  kind: 'custom',
  url: 'wss://host.example/x',
  headers: {},
  host: '',
  model: '',
} as const;

/** A host whose answers a test gives. */
function watched() {
  const clock = new ManualClock();
  const knocks: { host: string; port: number; answer: (open: boolean) => void }[] = [];
  let back = 0;
  const watch = watchReturn(clock, (place, answer) => {
    knocks.push({ ...place, answer });
    return { dispose() {} };
  })(target, () => {
    back += 1;
  });
  return { clock, knocks, watch, backs: () => back };
}

describe('a host that is watched', () => {
  it('was never away when it answers the first knock', () => {
    const { clock, knocks, backs } = watched();
    expect(knocks[0]).toMatchObject({ host: 'host.example', port: 443 });
    knocks[0]?.answer(true);
    clock.advance(10_000);
    expect(knocks).toHaveLength(1);
    expect(backs()).toBe(0);
  });

  it('is back when it answers after it did not', () => {
    const { clock, knocks, backs } = watched();
    knocks[0]?.answer(false);
    clock.advance(250);
    knocks[1]?.answer(true);
    knocks[1]?.answer(true);
    clock.advance(10_000);
    expect(backs()).toBe(1);
    expect(clock.pending).toBe(0);
  });

  it('is back when a later knock is answered and the first never was', () => {
    const { clock, knocks, backs } = watched();
    clock.advance(500);
    knocks[2]?.answer(true);
    expect(backs()).toBe(1);
    knocks[0]?.answer(true);
    expect(backs()).toBe(1);
  });

  it('is let go without a trace', () => {
    const { clock, knocks, watch, backs } = watched();
    watch.dispose();
    knocks[0]?.answer(true);
    clock.advance(10_000);
    expect(knocks).toHaveLength(1);
    expect(backs()).toBe(0);
    expect(clock.pending).toBe(0);
  });

  it('is knocked at by TCP', async () => {
    const server = createServer((socket) => socket.on('error', () => {}));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    await new Promise((done) => server.close(done));
    const back = new Promise<void>((done) => {
      watchReturn(systemClock)({ ...target, url: `ws://127.0.0.1:${port}/` }, done);
    });
    // The first knock has been made by now, and nobody was there.
    await new Promise((done) => setImmediate(done));
    await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
    await back;
    await new Promise((done) => server.close(done));
  });
});
