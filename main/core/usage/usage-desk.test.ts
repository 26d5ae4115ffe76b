import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Budget } from '../../../contract/budget.ts';
import { emptySnapshot } from '../../../contract/events/empty-snapshot.ts';
import type { AnyEvent } from '../../../contract/events/events.ts';
import type { Meter } from '../../../contract/meter.ts';
import { noUsage, type Phase, type SessionView, type Usage } from '../../../contract/session.ts';
import { defaultSettings, type Settings } from '../../../contract/settings.ts';
import { ManualClock } from '../base/clock.ts';
import { MemoryLog } from '../base/log.ts';
import { assumedRates, type LessonRates } from './lesson-rates.ts';
import { PriceShelf } from './price-shelf.ts';
import { addUsage } from './usage.ts';
import { UsageDesk } from './usage-desk.ts';
import type { UsageRow } from './usage-row.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'parley-desk-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

/** A desk with the session, the clock and the book in the test's hands. */
class Stage {
  readonly clock = new ManualClock();
  readonly rows: UsageRow[] = [];
  readonly told: Meter[] = [];
  readonly desk: UsageDesk;
  settings: Settings = defaultSettings;
  session: SessionView;
  stops = 0;
  settled = true;
  rates: LessonRates | null = null;
  #total: Usage = noUsage;
  #ids = 0;

  constructor(endpoint: Partial<SessionView['endpoint']> = {}, budget?: Budget) {
    const openai = { kind: 'openai', host: 'api.openai.com', model: 'gpt-realtime-2.1' } as const;
    this.session = { ...emptySnapshot.session, endpoint: { ...openai, ...endpoint } };
    if (budget !== undefined) this.settings = { ...defaultSettings, budget };
    this.desk = new UsageDesk({
      clock: this.clock,
      wallClock: () => Date.UTC(2026, 10, 24) + this.clock.now(),
      settings: () => this.settings,
      session: () => this.session,
      transcriber: () => 'gpt-4o-transcribe',
      prices: new PriceShelf(directory, new MemoryLog()),
      book: { append: (row) => this.rows.push(row) },
      newId: () => `lesson${++this.#ids}`,
      emit: (event) => {
        if (event.name === 'meter.changed') this.told.push(event.payload);
      },
      learn: async () => this.rates,
      stop: () => {
        this.stops += 1;
        this.phase('offline');
      },
      isSettled: () => this.settled,
    });
  }

  hear(event: AnyEvent): void {
    this.desk.hear(event);
  }

  phase(phase: Phase): void {
    this.session = { ...this.session, phase };
    this.hear({ name: 'session.changed', payload: this.session });
  }

  begin(): void {
    this.#total = noUsage;
    this.hear({ name: 'usage.added', payload: { response: noUsage, total: noUsage } });
    this.phase('connecting');
    this.phase('idle');
  }

  respond(usage: Partial<Usage>): void {
    const response = { ...noUsage, ...usage };
    this.#total = addUsage(this.#total, response);
    this.hear({ name: 'usage.added', payload: { response, total: this.#total } });
  }
}

const response = { inputText: 300, inputAudio: 1000, cachedAudio: 500, outputAudio: 200 };
/** In millionths: 300 · 4 + 500 · 32 + 500 · .4 + 200 · 64. */
const price = 30_200;

describe('the meter', () => {
  it('tells cost, cost a minute, what was cached and what that saved', () => {
    const stage = new Stage();
    stage.begin();
    stage.clock.advance(30_000);
    stage.respond(response);
    expect(stage.desk.view).toMatchObject({
      pricing: 'known',
      seconds: 30,
      cost: price,
      perMinute: 2 * price,
      saved: 500 * (32 - 0.4),
      // Five dollars for a million tokens, by the price file.
      pictures: 5_000_000,
      prices: { asOf: '2026-11', problem: null },
    });
    expect(stage.desk.view.cachedShare).toBeCloseTo(500 / 1300);
    expect(stage.desk.view.next).toBeGreaterThan(0);
    expect(stage.told.at(-1)).toEqual(stage.desk.view);
  });

  it('keeps the lesson over connections, and begins anew with another conversation', () => {
    const stage = new Stage();
    stage.begin();
    stage.clock.advance(60_000);
    stage.respond(response);
    stage.phase('offline');
    stage.clock.advance(600_000);
    stage.phase('connecting');
    stage.phase('idle');
    stage.clock.advance(60_000);
    stage.respond(response);
    expect(stage.desk.view).toMatchObject({ seconds: 120, cost: 2 * price });
    stage.begin();
    expect(stage.desk.view).toMatchObject({ seconds: 0, cost: 0, next: null, cachedShare: null });
    expect(stage.rows.map(({ session }) => session)).toEqual(['lesson2', 'lesson2']);
  });

  it('says that a price is unknown, and is free with the partner', () => {
    const unknown = new Stage({ model: 'gpt-realtime-9' });
    unknown.begin();
    unknown.respond(response);
    expect(unknown.desk.view).toMatchObject({ pricing: 'unknown', cost: null, next: null });
    expect(unknown.desk.view.forecast.cost).toBeNull();
    expect(unknown.rows[0]?.cost).toBeNull();
    const free = new Stage({ kind: 'partner', model: 'practice-partner' });
    free.begin();
    free.respond(response);
    expect(free.desk.view).toMatchObject({ pricing: 'free', cost: 0, saved: 0 });
    expect(free.desk.view.forecast).toMatchObject({ minutes: 15, cost: 0 });
  });

  it('counts transcription apart, and leaves its price open where nobody knows it', () => {
    const stage = new Stage();
    stage.begin();
    const usage = { kind: 'duration', milliseconds: 4000 } as const;
    stage.hear({ name: 'usage.transcribed', payload: { usage } });
    expect(stage.desk.view).toMatchObject({ cost: 0, transcription: { seconds: 4, cost: null } });
    expect(stage.rows).toMatchObject([{ kind: 'transcription', model: 'gpt-4o-transcribe' }]);
  });

  it('forecasts the lesson that is chosen', () => {
    const stage = new Stage();
    const { forecast } = stage.desk.view;
    expect(forecast).toMatchObject({ minutes: 15, basis: 'assumptions' });
    stage.settings = { ...stage.settings, budget: { minutes: 30, dollars: null } };
    stage.hear({ name: 'settings.changed', payload: stage.settings });
    const longer = stage.told.at(-1)?.forecast;
    expect(longer?.minutes).toBe(30);
    expect(longer?.cost).toBeGreaterThan(2 * (forecast.cost ?? 0));
  });
});

describe('what comes next', () => {
  it('costs more once the cache has been left alone for five minutes', () => {
    const stage = new Stage();
    stage.begin();
    for (let turn = 0; turn < 3; turn += 1) {
      const inputAudio = 2000 + turn * 200;
      stage.respond({ inputText: 500, inputAudio, cachedText: 500, cachedAudio: inputAudio - 200 });
    }
    const warm = stage.desk.view.next ?? 0;
    stage.clock.advance(5 * 60_000 - 1);
    expect(stage.desk.view.next).toBe(warm);
    stage.clock.advance(1);
    // All of 500 + 2,600 tokens is fresh then.
    expect(stage.told.at(-1)?.next).toBe(500 * 4 + 2600 * 32);
    expect(warm).toBeLessThan(15_000);
    expect(stage.clock.pending).toBe(0);
  });

  it('is forecast from the lessons that were held, read anew when one has ended', async () => {
    const stage = new Stage();
    stage.begin();
    stage.rates = { ...assumedRates, turnsPerMinute: 8 };
    const assumed = stage.desk.view.forecast.cost ?? 0;
    stage.phase('offline');
    await Promise.resolve();
    expect(stage.told.at(-1)?.forecast.basis).toBe('lessons');
    expect(stage.told.at(-1)?.forecast.cost).toBeGreaterThan(2 * assumed);
  });
});

describe('the lesson budget', () => {
  const states = (stage: Stage) => stage.told.map(({ budget }) => budget.state);

  it('warns and asks by the clock alone, and never ends the lesson', () => {
    const stage = new Stage({}, { minutes: 10, dollars: null });
    stage.begin();
    stage.clock.advance(8 * 60_000 - 1);
    expect(states(stage).at(-1)).toBe('within');
    stage.clock.advance(1);
    expect(states(stage).at(-1)).toBe('near');
    stage.clock.advance(2 * 60_000);
    expect(states(stage).at(-1)).toBe('reached');
    stage.clock.advance(24 * 3600_000);
    stage.respond({ ...response, inputAudio: 1_000_000 });
    expect([stage.stops, states(stage).at(-1)]).toEqual([0, 'reached']);
    // Only the cache still cools.
    stage.clock.advance(5 * 60_000);
    expect([stage.stops, stage.clock.pending]).toEqual([0, 0]);
  });

  it('goes on when the learner says so', () => {
    const stage = new Stage({}, { minutes: 10, dollars: null });
    stage.begin();
    stage.clock.advance(10 * 60_000);
    stage.desk.decide('go_on');
    expect(stage.told.at(-1)?.budget).toMatchObject({ state: 'within', seconds: 900 });
    stage.clock.advance(5 * 60_000);
    expect(states(stage).at(-1)).toBe('reached');
  });

  it('holds money against a limit in money', () => {
    const stage = new Stage({}, { minutes: null, dollars: 0.1 });
    stage.begin();
    stage.respond(response);
    stage.respond(response);
    expect(states(stage).at(-1)).toBe('within');
    stage.respond(response);
    expect(stage.told.at(-1)?.budget).toMatchObject({ state: 'near', by: 'dollars' });
    stage.respond(response);
    expect(states(stage).at(-1)).toBe('reached');
    stage.desk.decide('go_on');
    expect(stage.told.at(-1)?.budget.cost).toBe(4 * price + 25_000);
  });

  it('ends now, or when the answer has been heard and nothing waits', async () => {
    const stage = new Stage({}, { minutes: 1, dollars: null });
    stage.begin();
    stage.desk.decide('now');
    expect(stage.stops).toBe(1);
    stage.begin();
    stage.phase('speaking');
    stage.desk.decide('after_answer');
    expect(stage.told.at(-1)?.budget.state).toBe('ending');
    stage.settled = false;
    stage.phase('idle');
    await Promise.resolve();
    expect(stage.stops).toBe(1);
    stage.settled = true;
    stage.phase('speaking');
    expect(stage.stops).toBe(1);
    stage.phase('idle');
    await Promise.resolve();
    expect(stage.stops).toBe(2);
    expect(states(stage).at(-1)).not.toBe('ending');
  });

  it('waits with ending for a tool that asks, also in a silence', async () => {
    const stage = new Stage({}, { minutes: 1, dollars: null });
    stage.begin();
    stage.settled = false;
    stage.desk.decide('after_answer');
    expect([stage.stops, stage.told.at(-1)?.budget.state]).toEqual([0, 'ending']);
    stage.desk.decide('go_on');
    expect(stage.told.at(-1)?.budget.state).toBe('within');
  });

  it('runs on with a server that counts no input', () => {
    const stage = new Stage({ kind: 'custom', model: 'local' }, { minutes: 1, dollars: null });
    stage.begin();
    stage.clock.advance(30_000);
    stage.respond({ outputText: 5 });
    stage.clock.advance(30_000);
    expect(states(stage).at(-1)).toBe('reached');
  });

  it('leaves no alarm behind', () => {
    const stage = new Stage({}, { minutes: 10, dollars: null });
    stage.begin();
    expect(stage.clock.pending).toBe(1);
    stage.phase('offline');
    expect(stage.clock.pending).toBe(0);
    stage.begin();
    stage.desk.dispose();
    expect(stage.clock.pending).toBe(0);
  });
});
