import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { looseEnds } from './loose-ends.ts';
import { findScenario, scenarios } from './registry.ts';
import { MAX_SCENARIO_BYTES, readScenarioFile, ScenarioShelf } from './scenario-shelf.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'parley-shelf-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const known = findScenario('strawberries.en');
if (known === undefined) throw new Error('No scenario.');
const own = { ...known, id: 'harbour.en', title: { en: 'Harbour', 'zh-Hant': '港口' } };

describe('the shelf of scenarios', () => {
  it('keeps what is opened, behind the app’s own, for every process with its directory', () => {
    const shelf = new ScenarioShelf(directory);
    const other = new ScenarioShelf(directory);
    expect(shelf.find('harbour.en')).toBeUndefined();
    expect(shelf.open(JSON.stringify(own))).toEqual(own);
    expect(other.find('harbour.en')).toEqual(own);
    const ids = other.summaries.map(({ id }) => id);
    expect(ids).toEqual([...scenarios.map(({ id }) => id), 'harbour.en']);
    expect(readdirSync(directory)).toEqual(['harbour.en.json']);
    expect(statSync(join(directory, 'harbour.en.json')).mode & 0o777).toBe(0o600);
    const changed = { ...own, level: 'B2' as const };
    shelf.open(JSON.stringify(changed));
    expect(shelf.find('harbour.en')).toEqual(changed);
  });

  it('refuses what is no scenario, with the reason, and keeps nothing of it', () => {
    const shelf = new ScenarioShelf(directory);
    const { guided } = own;
    const astray = { ...own, guided: { ...guided, start: 'nowhere' } };
    const refused: readonly [string, string][] = [
      ['{', 'not JSON'],
      ['{}', 'no scenario'],
      [JSON.stringify({ ...own, id: '../../evil.en' }), 'no scenario: id'],
      [JSON.stringify({ ...own, surprise: 1 }), 'no scenario'],
      [JSON.stringify(known), 'of the app'],
      [JSON.stringify(astray), 'nowhere'],
      ['x'.repeat(MAX_SCENARIO_BYTES + 1), 'too large'],
    ];
    for (const [text, why] of refused) expect(() => shelf.open(text), why).toThrow(why);
    expect(readdirSync(directory)).toEqual([]);
  });

  it('leaves out what was damaged, renamed or put there by another name', () => {
    const shelf = new ScenarioShelf(directory);
    writeFileSync(join(directory, 'broken.en.json'), '{');
    writeFileSync(join(directory, 'other.en.json'), JSON.stringify(own));
    expect(shelf.summaries).toHaveLength(scenarios.length);
    expect(shelf.find('other.en')).toBeUndefined();
    expect(shelf.find('../harbour.en')).toBeUndefined();
  });

  it('knows a step that is not there, and finds none missing in the app’s own', () => {
    for (const scenario of scenarios) expect(looseEnds(scenario)).toEqual([]);
    const [reply] = own.guided?.steps[own.guided.start]?.replies ?? [];
    expect(reply).toBeDefined();
  });
});

describe('a file that is to be opened', () => {
  it('is read as far as it may be long, or says that it cannot be', () => {
    const path = join(directory, 'a.parley-scenario');
    writeFileSync(path, 'hello');
    expect(readScenarioFile(path)).toBe('hello');
    writeFileSync(path, 'x'.repeat(MAX_SCENARIO_BYTES + 1));
    expect(() => readScenarioFile(path)).toThrow('too large');
    expect(() => readScenarioFile(join(directory, 'none'))).toThrow('cannot be read');
    expect(() => readScenarioFile(directory)).toThrow('cannot be read');
  });
});
