import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ResponsePurpose, ResponseSequencer } from './response-sequencer.ts';

/** A server that holds to the rule, and says when a client breaks it. */
class StrictServer {
  readonly errors: string[] = [];
  readonly sequencer = new ResponseSequencer({
    create: (_, purpose) => {
      if (this.active !== null) this.errors.push('a second response');
      if (this.held) this.errors.push('a response over the learner');
      this.active = purpose;
      this.announced = false;
      this.served[purpose] += 1;
    },
    cancel: (id, purpose) => {
      if (this.active !== purpose) this.errors.push('a cancel of nothing');
      if (purpose === 'help' && id !== this.id) this.errors.push('help is cancelled by its id');
    },
  });
  readonly served: Record<ResponsePurpose, number> = { answer: 0, help: 0 };
  active: ResponsePurpose | null = null;
  announced = false;
  held = false;

  get id(): string {
    return `r${this.served.answer + this.served.help}`;
  }

  do(step: Step): void {
    const { sequencer } = this;
    if (step === 'answer' || step === 'help') sequencer.request(step);
    else if (step === 'hold' || step === 'release') {
      this.held = step === 'hold';
      sequencer[step]();
    } else if (step === 'cancel') sequencer.cancel();
    else if (step === 'created') this.created();
    else this.done();
  }

  created(): void {
    if (this.active === null || this.announced) return;
    this.announced = true;
    this.sequencer.created(this.id, this.active);
  }

  done(): void {
    if (!this.announced) return;
    this.active = null;
    this.announced = false;
    this.sequencer.done(this.id);
  }
}

const steps = ['answer', 'help', 'cancel', 'hold', 'release', 'created', 'done'] as const;
type Step = (typeof steps)[number];

describe('the response sequencer', () => {
  it('never breaks the rule, and serves what was asked for last, in any order of events', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...steps), { maxLength: 40 }), (given) => {
        const server = new StrictServer();
        const owed = { answer: false, help: false };
        for (const step of given) {
          const before = { ...server.served };
          if (step === 'answer' || step === 'help') owed[step] = true;
          if (step === 'cancel') Object.assign(owed, { answer: false, help: false });
          server.do(step);
          for (const each of ['answer', 'help'] as const) {
            if (server.served[each] > before[each]) owed[each] = false;
          }
        }
        const before = { ...server.served };
        server.do('release');
        for (let round = 0; round < 3; round += 1) {
          server.created();
          server.done();
        }
        expect(server.errors).toEqual([]);
        for (const each of ['answer', 'help'] as const) {
          expect(server.served[each] - before[each]).toBe(owed[each] ? 1 : 0);
        }
      }),
    );
  });

  it('asks again when a response of the server itself came first', () => {
    const created: string[] = [];
    const sequencer = new ResponseSequencer({ create: (id) => created.push(id), cancel() {} });
    sequencer.request();
    expect(sequencer.refused(created[0] ?? '', true)).toBe('answer');
    sequencer.done('theirs');
    expect(created).toHaveLength(2);
  });

  it('is idle again after a refusal, and does not take those of others for its own', () => {
    const created: string[] = [];
    const sequencer = new ResponseSequencer({ create: (id) => created.push(id), cancel() {} });
    sequencer.request();
    expect(sequencer.refused('item_7', false)).toBeNull();
    expect(sequencer.busy).toBe(true);
    expect(sequencer.refused(created[0] ?? '', false)).toBe('answer');
    expect(sequencer.busy).toBe(false);
  });

  it('leaves the active response alone when one out of band ends', () => {
    const sequencer = new ResponseSequencer({ create() {}, cancel() {} });
    sequencer.created('mine');
    sequencer.done('other');
    expect(sequencer.busy).toBe(true);
  });

  it('cancels help that was not announced yet as soon as it has an id', () => {
    const cancelled: unknown[] = [];
    const sequencer = new ResponseSequencer({
      create() {},
      cancel: (id, purpose) => cancelled.push([id, purpose]),
    });
    sequencer.request('help');
    sequencer.cancel();
    expect(cancelled).toEqual([]);
    expect(sequencer.created('h', 'help')).toBe(true);
    expect(cancelled).toEqual([['h', 'help']]);
  });

  it('takes no help for its own that it has not asked for', () => {
    const sequencer = new ResponseSequencer({ create() {}, cancel() {} });
    sequencer.request();
    expect(sequencer.created('h', 'help')).toBe(false);
    expect(sequencer.active).toBeNull();
    expect(sequencer.busy).toBe(true);
  });

  it('cuts help off too when the server, hearing speech, ends its answers', () => {
    const cancelled: unknown[] = [];
    const sequencer = new ResponseSequencer({ create() {}, cancel: (id) => cancelled.push(id) });
    sequencer.request('help');
    sequencer.created('h', 'help');
    sequencer.interruptedByServer();
    expect(cancelled).toEqual(['h']);
    expect(sequencer.cancelled).toBe(true);
  });

  it('cuts off what the server begins to say over the learner', () => {
    const cancelled: unknown[] = [];
    const sequencer = new ResponseSequencer({ create() {}, cancel: (id) => cancelled.push(id) });
    sequencer.hold();
    sequencer.created('theirs');
    expect(cancelled).toEqual(['theirs']);
  });
});
