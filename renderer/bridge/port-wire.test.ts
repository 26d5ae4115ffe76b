import { expect, it } from 'vitest';
import { createPortWire } from './port-wire.ts';

/** A port that behaves as a browser's does: silent until `start`. */
class PortDouble extends EventTarget {
  readonly posted: unknown[][] = [];
  started = false;

  start(): void {
    this.started = true;
  }

  close(): void {}

  postMessage(...given: unknown[]): void {
    this.posted.push(given);
  }

  arrive(data: unknown): void {
    if (this.started) this.dispatchEvent(Object.assign(new Event('message'), { data }));
  }
}

it('starts its port, and hands buffers over as copies, never as transfers', () => {
  const port = new PortDouble();
  const wire = createPortWire(port as unknown as MessagePort);
  const heard: unknown[] = [];
  wire.onData((data) => heard.push(data));
  const buffer = new ArrayBuffer(2);
  port.arrive('text');
  port.arrive(buffer);
  port.arrive({ not: 'for a wire' });
  expect(heard).toEqual(['text', buffer]);
  wire.send(buffer);
  wire.close();
  wire.send('late');
  expect(port.posted).toEqual([[buffer]]);
});
