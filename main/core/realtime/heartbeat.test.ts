import { describe, expect, it } from 'vitest';
import { ManualClock } from '../base/clock.ts';
import { Heartbeat } from './heartbeat.ts';

/** A peer that a test leads. */
class Peer {
  readonly clock = new ManualClock();
  pings = 0;
  read = 0;
  urgent = false;
  deadAt: number | null = null;
  readonly heart = new Heartbeat({
    clock: this.clock,
    ping: () => {
      this.pings += 1;
    },
    bytesRead: () => this.read,
    urgent: () => this.urgent,
    beaten: () => {},
    dead: () => {
      this.deadAt = this.clock.now();
    },
  });

  /** Has said something, and answered a ping. */
  alive(): this {
    this.read += 10;
    this.heart.pong();
    this.clock.advance(500);
    return this;
  }
}

describe('a heartbeat', () => {
  it('asks at once, and then only while nothing comes', () => {
    const peer = new Peer().alive();
    expect(peer.pings).toBe(1);
    for (let second = 0; second < 20; second += 1) {
      peer.read += 1;
      peer.clock.advance(1000);
    }
    expect(peer.pings).toBe(1);
    peer.clock.advance(3500);
    expect(peer.pings).toBe(2);
    expect(peer.deadAt).toBeNull();
  });

  it('finds a black hole within ten seconds', () => {
    const peer = new Peer().alive();
    peer.clock.advance(10_000);
    expect(peer.deadAt).toBeLessThanOrEqual(10_000);
    expect(peer.clock.pending).toBe(0);
  });

  it('finds it within five while the learner speaks', () => {
    const peer = new Peer().alive();
    peer.urgent = true;
    peer.clock.advance(5000);
    expect(peer.deadAt).toBeLessThanOrEqual(5000);
  });

  it('takes a part of a large message for life', () => {
    const peer = new Peer().alive();
    for (let second = 0; second < 60; second += 1) {
      peer.read += 5000;
      peer.clock.advance(1000);
    }
    expect(peer.deadAt).toBeNull();
  });

  it('does not judge a peer by pings that it never answers', () => {
    const peer = new Peer();
    peer.read = 100;
    peer.clock.advance(60_000);
    expect(peer.deadAt).toBeNull();
  });

  it('gives up a peer that has never said anything', () => {
    const peer = new Peer();
    peer.clock.advance(10_000);
    expect(peer.deadAt).toBeLessThanOrEqual(10_000);
  });

  it('wants a sign of life within two seconds when it is asked for one', () => {
    const peer = new Peer().alive();
    peer.heart.probe();
    expect(peer.pings).toBe(2);
    peer.clock.advance(2500);
    expect(peer.deadAt).toBeLessThanOrEqual(3000);
  });

  it('is content with the sign that was asked for', () => {
    const peer = new Peer().alive();
    peer.heart.probe();
    peer.heart.pong();
    peer.clock.advance(2500);
    expect(peer.deadAt).toBeNull();
  });

  it('asks first when it has slept itself, and does not take that for silence', () => {
    const naps: (() => void)[] = [];
    let now = 0;
    let dead = 0;
    let pings = 0;
    const clock = {
      now: () => now,
      after: (_: number, action: () => void) => {
        naps.push(action);
        return { dispose() {} };
      },
    };
    const heart = new Heartbeat({
      clock,
      ping: () => {
        pings += 1;
      },
      bytesRead: () => 1,
      urgent: () => false,
      beaten: () => {},
      dead: () => {
        dead += 1;
      },
    });
    heart.pong();
    now = 500;
    naps.shift()?.();
    now = 3_600_000;
    naps.shift()?.();
    expect(dead).toBe(0);
    expect(pings).toBe(2);
    now += 500;
    naps.shift()?.();
    now += 1600;
    naps.shift()?.();
    expect(dead).toBe(1);
  });
});
