import { describe, expect, it } from 'vitest';
import { Failure } from '../../../contract/failure.ts';
import { settled, TestStage } from './testing-conductor.ts';
import { again, lost, told } from './testing-reconnect.ts';

describe('a connection that cannot be had', () => {
  it('is tried again later and later, and given up with a reason after ten times', async () => {
    const stage = new TestStage();
    const first = await stage.live();
    stage.conductor.say('Hello');
    first.close(lost());
    const waits = [300, 1200, 2700, 4800, 7000, 7000, 7000, 7000, 7000, 0];
    for (const [index, wait] of waits.entries()) {
      const attempt = index + 1;
      await settled();
      expect(stage.connect.made).toHaveLength(attempt + 1);
      expect(stage.conductor.view.link).toMatchObject({ state: 'recovering', attempt });
      stage.line.close(new Failure('unreachable', 'Nobody there.'));
      stage.clock.advance(wait);
    }
    await settled();
    expect(stage.conductor.view).toMatchObject({
      phase: 'offline',
      link: { state: 'offline' },
      failure: { code: 'unreachable' },
      resumable: true,
    });
    expect(stage.connect.made).toHaveLength(11);
    expect(stage.clock.pending).toBe(0);
  });

  it('is tried at once when the network is back, or when the learner wants it', async () => {
    const stage = new TestStage();
    const first = await stage.live();
    first.close(lost());
    await settled();
    stage.line.close(new Failure('unreachable', 'Nobody there.'));
    expect(stage.conductor.view.link.retrySeconds).toBe(1);
    stage.networkBack();
    await settled();
    expect(stage.connect.made).toHaveLength(3);
    stage.line.close(new Failure('unreachable', 'Nobody there.'));
    stage.conductor.retry();
    await settled();
    expect(stage.connect.made).toHaveLength(4);
  });

  it.each(['unauthorized', 'forbidden', 'quota', 'no_such_model', 'protocol_refused'] as const)(
    'is not tried again after %s',
    async (code) => {
      const stage = new TestStage();
      const first = await stage.live();
      first.close(lost());
      await settled();
      stage.line.close(new Failure(code, 'no'));
      await settled();
      expect(stage.conductor.view.failure?.code).toBe(code);
      expect(stage.connect.made).toHaveLength(2);
    },
  );

  it('that does not answer is given up in time, and tried again', async () => {
    const stage = new TestStage();
    const first = await stage.live();
    first.close(lost());
    await settled();
    const hanging = stage.line;
    stage.clock.advance(3000);
    expect(hanging.disposed).toBe(true);
    stage.clock.advance(300);
    await settled();
    expect(stage.connect.made).toHaveLength(3);
  });

  it('is not asked for an answer for ever that ends it each time', async () => {
    const stage = new TestStage();
    await stage.live();
    stage.conductor.say('Hello');
    let asked = 0;
    for (let round = 0; round < 12; round += 1) {
      stage.line.say({ type: 'response.created', response: { id: `r${round}` } });
      stage.line.close(lost());
      const next = await again(stage);
      if (told(next).includes('answer!')) asked += 1;
    }
    expect(asked).toBe(5);
  });

  it('is not tried while the machine sleeps, and at once when it wakes', async () => {
    const stage = new TestStage();
    const first = await stage.live();
    first.close(lost());
    await settled();
    stage.line.close(new Failure('unreachable', 'Nobody there.'));
    stage.conductor.suspend();
    stage.clock.advance(3_600_000);
    await settled();
    expect(stage.connect.made).toHaveLength(2);
    stage.conductor.retry();
    await settled();
    expect(stage.connect.made).toHaveLength(3);
  });

  it('has to show life after the machine has slept', async () => {
    const stage = new TestStage();
    const line = await stage.live();
    stage.conductor.suspend();
    stage.conductor.retry();
    expect(line.probes).toBe(1);
    expect(stage.connect.made).toHaveLength(1);
  });

  it('that cannot be stopped: leaving ends the attempts', async () => {
    const stage = new TestStage();
    const first = await stage.live();
    first.close(lost());
    await settled();
    stage.conductor.stop();
    expect(stage.line.disposed).toBe(true);
    stage.clock.advance(60_000);
    await settled();
    expect(stage.connect.made).toHaveLength(2);
    expect(stage.phase).toBe('offline');
    expect(stage.clock.pending).toBe(0);
  });
});
