import { describe, expect, it } from 'vitest';
import { Outgoing } from './outgoing.ts';

/** A socket whose network a test leads. */
class Wire {
  readonly sent: string[] = [];
  readonly marks: number[] = [];
  buffered = 0;
  at = 0;
  readonly outgoing = new Outgoing({
    send: (text) => this.sent.push(text),
    mark: (mark) => this.marks.push(mark),
    now: () => this.at,
    bufferedNow: () => this.buffered,
  });

  get bytes(): number {
    return this.sent.reduce((sum, { length }) => sum + length, 0);
  }

  /** Every mark is answered after `milliseconds`, until nothing more comes. */
  drain(milliseconds: number): void {
    for (let mark = this.marks.shift(); mark !== undefined; mark = this.marks.shift()) {
      this.at += milliseconds;
      this.outgoing.arrived(mark);
    }
  }
}

const second = () => new Int16Array(24_000);

describe('what waits for the network', () => {
  it('keeps its order, audio before the event that follows it', () => {
    const wire = new Wire();
    wire.outgoing.event('first');
    wire.outgoing.audio(new Int16Array([1, 2]));
    wire.outgoing.audio(new Int16Array([3]));
    wire.outgoing.event('commit');
    expect(wire.sent).toEqual([]);
    wire.outgoing.start();
    const audio = Buffer.from(new Int16Array([1, 2, 3]).buffer).toString('base64');
    const append = JSON.stringify({ type: 'input_audio_buffer.append', audio });
    expect(wire.sent).toEqual(['first', append, 'commit']);
  });

  it('sends no more at once than a slow network takes in a few seconds', () => {
    const wire = new Wire();
    wire.outgoing.start();
    for (let each = 0; each < 60; each += 1) wire.outgoing.audio(second());
    expect(wire.bytes).toBeLessThan(48 * 1024);
    expect(wire.outgoing.waiting).toBe(true);
  });

  it('sends everything when the network is fast, a mebibyte under way at the most', () => {
    const wire = new Wire();
    wire.outgoing.start();
    for (let each = 0; each < 60; each += 1) wire.outgoing.audio(second());
    let largest = 0;
    while (wire.marks.length > 0) {
      const before = wire.bytes;
      wire.at += 1;
      wire.outgoing.arrived(wire.marks.shift() ?? 0);
      largest = Math.max(largest, wire.bytes - before);
    }
    expect(wire.bytes).toBeGreaterThan(60 * 64_000);
    expect(largest).toBeLessThan(1024 * 1024 + 16 * 1024);
    expect(wire.outgoing.waiting).toBe(false);
  });

  it('asks for less when answers take long', () => {
    const wire = new Wire();
    wire.outgoing.start();
    for (let each = 0; each < 30; each += 1) wire.outgoing.audio(second());
    wire.drain(10);
    const fast = wire.bytes;
    for (let each = 0; each < 60; each += 1) wire.outgoing.audio(second());
    for (let each = 0; each < 8; each += 1) {
      wire.at += 4000;
      wire.outgoing.arrived(wire.marks.shift() ?? 0);
    }
    const slow = wire.bytes - fast;
    expect(slow).toBeLessThan(60 * 64_000);
  });

  it('goes by the socket where nobody answers', () => {
    const wire = new Wire();
    wire.outgoing.start();
    for (let each = 0; each < 10; each += 1) wire.outgoing.audio(second());
    wire.outgoing.goBlind();
    expect(wire.bytes).toBeGreaterThan(10 * 64_000);
    wire.buffered = 100_000;
    const before = wire.bytes;
    wire.outgoing.audio(second());
    expect(wire.bytes).toBe(before);
    wire.buffered = 0;
    wire.outgoing.pump();
    expect(wire.bytes).toBeGreaterThan(before);
  });

  it('drops the oldest audio beyond five minutes, and says how much', () => {
    const wire = new Wire();
    let dropped = 0;
    for (let each = 0; each < 301; each += 1) dropped += wire.outgoing.audio(second());
    expect(dropped).toBe(24_000);
  });

  it('takes no more than ten thousand events', () => {
    const wire = new Wire();
    for (let each = 0; each < 10_000; each += 1) expect(wire.outgoing.event('x')).toBe(true);
    expect(wire.outgoing.event('x')).toBe(false);
  });
});
