import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noUsage, type Usage } from '../../../contract/session.ts';
import { MemoryLog } from '../base/log.ts';
import { costOf, transcriptionCost, uncachedCostOf } from './cost.ts';
import { dollarsText } from './money.ts';
import { PriceShelf } from './price-shelf.ts';
import { type ModelPrice, readPrices } from './prices.ts';

const mini: ModelPrice = {
  text: { in: 0.6, cached: 0.06, out: 2.4 },
  audio: { in: 10, cached: 0.3, out: 20 },
  image: { in: 0.8, cached: 0.08 },
};

let directory = '';
const log = new MemoryLog();
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'parley-prices-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

describe('the price shelf', () => {
  it('finds a model by its exact id, and guesses nothing', () => {
    const shelf = new PriceShelf(directory, log);
    expect(shelf.asOf).toBe('2026-11');
    expect(shelf.problem).toBeNull();
    const quote = shelf.model({ kind: 'openai', model: 'gpt-realtime-2.1-mini' });
    expect(quote).toEqual({ kind: 'known', price: mini });
    for (const model of ['gpt-realtime', 'gpt-realtime-2.1-mini ', 'GPT-REALTIME-2.1', '']) {
      expect(shelf.model({ kind: 'openai', model })).toEqual({ kind: 'unknown' });
    }
  });

  it('has OpenAI’s prices for OpenAI alone, and none for the partner', () => {
    const shelf = new PriceShelf(directory, log);
    const model = 'gpt-realtime-2.1';
    expect(shelf.model({ kind: 'custom', model })).toEqual({ kind: 'unknown' });
    expect(shelf.model({ kind: 'partner', model })).toEqual({ kind: 'free' });
    expect(shelf.transcription({ kind: 'partner', model })).toEqual({ kind: 'free' });
    expect(shelf.transcription({ kind: 'openai', model: 'gpt-4o-transcribe' })).toEqual({
      kind: 'unknown',
    });
  });

  it('puts the learner’s own prices first, entry by entry', () => {
    const own = { text: { in: 1, cached: 0.5, out: 2 } };
    writeFileSync(
      join(directory, 'prices.json'),
      JSON.stringify({
        asOf: '2027-01-15',
        models: { 'gpt-realtime-2.1': own, mine: own, wrong: { text: { in: -1 } } },
        transcription: { 'gpt-4o-transcribe': { minute: 0.006 } },
      }),
    );
    const shelf = new PriceShelf(directory, log);
    expect(shelf.asOf).toBe('2027-01-15');
    const known = { kind: 'known', price: own };
    expect(shelf.model({ kind: 'openai', model: 'gpt-realtime-2.1' })).toEqual(known);
    expect(shelf.model({ kind: 'custom', model: 'mine' })).toEqual(known);
    expect(shelf.model({ kind: 'openai', model: 'gpt-realtime-2' }).kind).toBe('known');
    expect(shelf.model({ kind: 'custom', model: 'wrong' })).toEqual({ kind: 'unknown' });
    expect(shelf.problem).toContain('models → wrong → text → in');
    expect(shelf.transcription({ kind: 'openai', model: 'gpt-4o-transcribe' }).kind).toBe('known');
  });

  it('reads the file again when it has changed, and lives with its going', () => {
    const shelf = new PriceShelf(directory, log);
    const path = join(directory, 'prices.json');
    writeFileSync(path, '{"models": {"mine": {"text": {"in": 1}}}}');
    shelf.refresh();
    expect(shelf.model({ kind: 'custom', model: 'mine' }).kind).toBe('known');
    writeFileSync(path, '{"models": {"mine": {"text": {"in": 1}}}');
    utimesSync(path, 1, 1);
    shelf.refresh();
    expect(shelf.problem).toContain('not JSON');
    rmSync(path);
    shelf.refresh();
    expect(shelf.problem).toBeNull();
  });
});

describe('readPrices', () => {
  it('never throws, and says what is wrong', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const { problem, models } = readPrices(text);
        expect(problem === null || problem.length > 3).toBe(true);
        expect(models.size).toBe(0);
      }),
    );
    expect(readPrices('{"price": 1}').problem).toContain('the file');
    const wrong = '{"models": {"a": {"text": {"in": 0.1234567}}}}';
    expect(readPrices(wrong).problem).toContain('six decimals');
  });
});

describe('the cost', () => {
  const usage: Usage = {
    inputText: 1000,
    inputAudio: 2000,
    inputImage: 100,
    cachedText: 800,
    cachedAudio: 1500,
    cachedImage: 85,
    outputText: 50,
    outputAudio: 300,
  };

  it('is that of each modality, cached and not', () => {
    const cost = costOf(usage, mini);
    // By hand, in millionths: 200·.6 + 800·.06 + 500·10 + 1500·.3 + 15·.8 + 85·.08 + 50·2.4 + 300·20.
    expect(dollarsText(cost ?? 0n)).toBe('0.0117568');
    // 1000·.6 + 2000·10 + 100·.8 + 50·2.4 + 300·20
    expect(dollarsText(uncachedCostOf(usage, mini) ?? 0n)).toBe('0.0268');
  });

  it('is unknown when a rate that it needs is, and only then', () => {
    const { audio: _, ...textOnly } = mini;
    expect(costOf(usage, textOnly)).toBeNull();
    expect(costOf({ ...noUsage, inputText: 10 }, textOnly)).toBe(6_000_000n);
    const uncached: ModelPrice = { text: { in: 5, out: 20 } };
    expect(costOf({ ...noUsage, inputText: 10, cachedText: 4 }, uncached)).toBeNull();
  });

  it('of a transcription goes by its length or its tokens', () => {
    const timed = { kind: 'duration', milliseconds: 30_000 } as const;
    expect(dollarsText(transcriptionCost(timed, { minute: 0.006 }) ?? 0n)).toBe('0.003');
    expect(transcriptionCost(timed, { audio: { in: 6 } })).toBeNull();
    const counted = { kind: 'tokens', inputText: 0, inputAudio: 100, outputText: 20 } as const;
    const price = { text: { in: 2.5, out: 10 }, audio: { in: 6 } };
    expect(dollarsText(transcriptionCost(counted, price) ?? 0n)).toBe('0.0008');
  });

  it('never falls when a token is added, and never rises when one is cached', () => {
    const count = fc.nat(100_000);
    fc.assert(
      fc.property(count, count, count, (text, audio, out) => {
        const some = { ...noUsage, inputText: text, inputAudio: audio, outputAudio: out };
        const cost = costOf(some, mini) ?? -1n;
        expect(costOf({ ...some, inputAudio: audio + 1 }, mini) ?? 0n).toBeGreaterThan(cost);
        expect(costOf({ ...some, cachedAudio: audio }, mini) ?? 0n).toBeLessThanOrEqual(cost);
        expect(uncachedCostOf({ ...some, cachedText: text }, mini)).toBe(cost);
      }),
    );
  });
});
