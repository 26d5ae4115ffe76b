import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noUsage } from '../../../contract/session.ts';
import { MemoryLog } from '../base/log.ts';
import { readRates } from './read-rates.ts';
import { UsageBook } from './usage-book.ts';
import { csvOf } from './usage-csv.ts';
import { monthsOf } from './usage-days.ts';
import { reportOf } from './usage-report.ts';
import type { UsageRow } from './usage-row.ts';

let directory = '';
let log = new MemoryLog();
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'parley-usage-'));
  log = new MemoryLog();
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

type ResponseRow = Extract<UsageRow, { kind: 'response' }>;

function row(more: Partial<ResponseRow> = {}): ResponseRow {
  return {
    kind: 'response',
    at: '2026-11-24T12:00:00.000Z',
    session: 's1',
    endpoint: 'openai',
    model: 'gpt-realtime-2.1',
    scenario: 'strawberries.en',
    cost: '0.0125',
    usage: { ...noUsage, inputText: 10, outputAudio: 20 },
    ...more,
  };
}

const words: UsageRow = {
  ...row(),
  kind: 'transcription',
  model: 'gpt-4o-transcribe',
  cost: null,
  usage: { kind: 'duration', milliseconds: 2500 },
};

const year = { from: '2026-01-01', to: '2026-12-31' };

describe('the usage book', () => {
  it('keeps every row in the file of its month, for the user alone', async () => {
    const book = new UsageBook(directory, log);
    book.append(row());
    book.append(row({ at: '2026-12-01T00:00:00.000Z' }));
    book.append(words);
    expect(await book.read('2026-11', '2026-11')).toEqual({ rows: [row(), words], damaged: 0 });
    expect((await book.read('2026-01', '2026-12')).rows).toHaveLength(3);
    const path = join(book.folder, '2026-11.jsonl');
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(3);
    expect(statSync(path).mode & 0o077).toBe(0);
    expect(log.lines).toEqual([]);
  });

  it('skips what is damaged, counts it, leaves it, and loses nothing to a torn line', async () => {
    const book = new UsageBook(directory, log);
    book.append(row());
    await book.settled();
    const path = join(book.folder, '2026-11.jsonl');
    appendFileSync(path, `{"kind":"response"}\n${'x'.repeat(5000)}\n{"kind":"respo`);
    book.append(row({ session: 's2' }));
    const { rows, damaged } = await book.read('2026-11', '2026-11');
    expect(rows.map(({ session }) => session)).toEqual(['s1', 's2']);
    expect(damaged).toBe(3);
    expect(readFileSync(path, 'utf8')).toContain('{"kind":"respo\n');
  });

  it('goes on when the disk refuses, and says so', async () => {
    writeFileSync(join(directory, 'usage'), 'a file where the folder should be');
    const book = new UsageBook(directory, log);
    book.append(row());
    await book.settled();
    expect(log.lines.map(({ level }) => level)).toEqual(['error']);
    expect(await book.read('2026-01', '2026-12')).toEqual({ rows: [], damaged: 0 });
  });

  it('drops a row that is longer than any can be', async () => {
    const book = new UsageBook(directory, log);
    book.append(row({ model: 'm'.repeat(3000) }));
    expect((await book.read('2026-01', '2026-12')).rows).toEqual([]);
    expect(log.lines).toHaveLength(1);
  });

  it('is deleted only as a whole, and then goes on', async () => {
    const book = new UsageBook(directory, log);
    book.append(row());
    await book.clear();
    expect((await book.read('2026-01', '2026-12')).rows).toEqual([]);
    book.append(row());
    expect((await book.read('2026-01', '2026-12')).rows).toHaveLength(1);
  });

  it('tells how lessons go, those with the partner aside', async () => {
    const book = new UsageBook(directory, log);
    for (let index = 0; index < 24; index += 1) {
      const at = new Date(Date.UTC(2026, 10, 20, 12, 0, index * 15)).toISOString();
      const usage = { ...noUsage, inputText: 9 * index, inputAudio: 50 * index, outputText: 9 };
      book.append(row({ at, usage }));
      book.append(row({ at, usage, endpoint: 'partner', session: 'p' }));
    }
    const rates = await readRates(book, Date.UTC(2026, 10, 24));
    expect(rates).toMatchObject({ turnsPerMinute: 4, heardAudio: 50, answerText: 9 });
    expect(await readRates(book, Date.UTC(2027, 5, 1))).toBeNull();
  });
});

describe('the report', () => {
  it('sums exactly by day, model and scenario, and says what has no price', () => {
    const rows = [
      ...Array.from({ length: 1000 }, () => row({ cost: '0.0000001' })),
      row({ scenario: null }),
      row({ cost: null, scenario: null }),
      words,
      row({ at: '2026-11-22T12:00:00.000Z' }),
    ];
    const report = reportOf({ rows, damaged: 2 }, { from: '2026-11-23', to: '2026-11-25' });
    expect(report).toMatchObject({ damaged: 2, shortened: false });
    expect(report.groups).toMatchObject([
      { model: 'gpt-4o-transcribe', responses: 0, unpriced: 1, transcribedSeconds: 2.5 },
      { scenario: 'strawberries.en', responses: 1000, cost: 100, unpriced: 0 },
      { scenario: null, responses: 2, cost: 12_500, unpriced: 1 },
    ]);
    expect(report.groups[1]?.usage).toMatchObject({ inputText: 10_000, outputAudio: 20_000 });
  });

  it('looks for a local day in every month that it may lie in', () => {
    expect(monthsOf({ from: '2026-11-01', to: '2026-11-30' })).toEqual({
      from: '2026-10',
      to: '2026-12',
    });
    expect(monthsOf({ from: '2026-99-99', to: '2026-11-05' }).to).toBe('2026-11');
  });
});

describe('the CSV', () => {
  it('has a line a row, and nothing that a spreadsheet would run', () => {
    const evil = row({ model: '=HYPERLINK("http://x")', scenario: 'a,b' });
    const { csv, shortened } = csvOf([row(), evil, words], year);
    const lines = csv.split('\r\n');
    expect(lines[0]).toMatch(/^at,kind,session,endpoint,model,scenario,cost_usd,input_text,/);
    expect(lines[1]).toBe(
      '2026-11-24T12:00:00.000Z,response,s1,openai,gpt-realtime-2.1,strawberries.en,0.0125,10,0,0,0,0,0,0,20,',
    );
    expect(lines[2]).toContain(`"'=HYPERLINK(""http://x"")","a,b"`);
    expect(lines[3]?.endsWith(',,0,0,0,0,0,0,0,0,2.5')).toBe(true);
    expect(shortened).toBe(false);
  });

  it('keeps the newest when there are too many', () => {
    const many = Array.from({ length: 40_000 }, (_, index) => row({ session: `s${index}` }));
    const { csv, shortened } = csvOf(many, year);
    expect(shortened).toBe(true);
    expect(csv.length).toBeLessThan(3_100_000);
    expect(csv).toContain(',s39999,');
    expect(csv).not.toContain(',s0,');
  });
});
