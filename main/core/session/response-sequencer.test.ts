import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ResponseSequencer } from './response-sequencer.ts';

/** A server that holds to the rule, and says when a client breaks it. */
class StrictServer {
  readonly errors: string[] = [];
  readonly sequencer = new ResponseSequencer({
    create: () => {
      if (this.active) this.errors.push('a second response');
      this.active = true;
      this.announced = false;
      this.served += 1;
    },
    cancel: () => {
      if (!this.active) this.errors.push('a cancel of nothing');
    },
  });
  active = false;
  announced = false;
  served = 0;

  created(): void {
    if (!this.active || this.announced) return;
    this.announced = true;
    this.sequencer.created(`r${this.served}`);
  }

  done(): void {
    if (!this.announced) return;
    this.active = false;
    this.announced = false;
    this.sequencer.done(`r${this.served}`);
  }
}

describe('the response sequencer', () => {
  it('never breaks the rule, and answers the last request, in any order of events', () => {
    const step = fc.constantFrom('request', 'cancel', 'created', 'done');
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const server = new StrictServer();
        let owed = false;
        for (const name of steps) {
          const before = server.served;
          if (name === 'request') server.sequencer.request();
          else if (name === 'cancel') server.sequencer.cancel();
          else if (name === 'created') server.created();
          else server.done();
          if (name === 'request') owed = true;
          if (name === 'cancel' || server.served > before) owed = false;
        }
        server.created();
        server.done();
        server.created();
        expect(server.errors).toEqual([]);
        if (owed) expect(server.active).toBe(true);
      }),
    );
  });

  it('asks again when a response of the server itself came first', () => {
    const created: string[] = [];
    const sequencer = new ResponseSequencer({ create: (id) => created.push(id), cancel() {} });
    sequencer.request();
    expect(sequencer.refused(created[0] ?? '', true)).toBe(true);
    sequencer.done('theirs');
    expect(created).toHaveLength(2);
  });

  it('is idle again after a refusal, and does not take those of others for its own', () => {
    const created: string[] = [];
    const sequencer = new ResponseSequencer({ create: (id) => created.push(id), cancel() {} });
    sequencer.request();
    expect(sequencer.refused('item_7', false)).toBe(false);
    expect(sequencer.busy).toBe(true);
    expect(sequencer.refused(created[0] ?? '', false)).toBe(true);
    expect(sequencer.busy).toBe(false);
  });

  it('leaves the active response alone when one out of band ends', () => {
    const sequencer = new ResponseSequencer({ create() {}, cancel() {} });
    sequencer.created('mine');
    sequencer.done('other');
    expect(sequencer.busy).toBe(true);
  });
});
