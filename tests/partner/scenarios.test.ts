import { beforeAll, describe, expect, it } from 'vitest';
import type { Guided, Scenario } from '../../contract/scenario.ts';
import { loadSynthesizer, type Synthesizer } from '../../main/partner/speech/synthesizer.ts';
import { findScenario, scenarioSummaries, scenarios } from '../../main/scenarios/registry.ts';

let synthesizer: Synthesizer;
beforeAll(async () => {
  synthesizer = await loadSynthesizer();
});

const guidedOnes = scenarios.flatMap((scenario) =>
  scenario.guided === undefined ? [] : [{ id: scenario.id, scenario, guided: scenario.guided }],
);

/** Steps that can follow a step. */
function exitsOf(guided: Guided, name: string): string[] {
  const step = guided.steps[name];
  if (step === undefined) return [];
  const { call } = step;
  if (call !== undefined) return [call.confirmed, call.declined];
  return step.replies.map((reply) => reply.next);
}

function reachable(guided: Guided, from: string): Set<string> {
  const seen = new Set([from]);
  for (const name of seen) for (const next of exitsOf(guided, name)) seen.add(next);
  return seen;
}

/** Variables that are set on every way to a step: what all ways have in common. */
function variablesAt(guided: Guided): Map<string, Set<string>> {
  const known = new Map<string, Set<string>>([[guided.start, new Set()]]);
  const queue = [guided.start];
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    const here = known.get(name) ?? new Set();
    for (const { to, set } of edges(guided, name)) {
      const there = new Set([...here, ...set]);
      const before = known.get(to);
      const both = new Set([...(before ?? there)].filter((each) => there.has(each)));
      if (before !== undefined && both.size === before.size) continue;
      known.set(to, both);
      queue.push(to);
    }
  }
  return known;
}

function edges(guided: Guided, name: string) {
  const step = guided.steps[name];
  const replies = step?.call === undefined ? (step?.replies ?? []) : [];
  return [
    ...replies.map((reply) => ({ to: reply.next, set: Object.keys(reply.set ?? {}) })),
    ...exitsOf(guided, name)
      .map((to) => ({ to, set: [] as string[] }))
      .slice(replies.length),
  ];
}

function usedIn(text: string): string[] {
  return [...text.matchAll(/\{([^}]*)\}/g)].map((match) => match[1] ?? '');
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}

function differentWords(a: string, b: string): number {
  const [left, right] = [wordsOf(a), wordsOf(b)];
  return new Set([...left, ...right]).size * 2 - left.size - right.size;
}

describe('the registry', () => {
  it('names every scenario once, and finds it by its id', () => {
    const ids = scenarios.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.map((id) => findScenario(id)?.id)).toEqual(ids);
    expect(scenarioSummaries.map(({ id }) => id)).toEqual(ids);
    expect(findScenario('nothing.en')).toBeUndefined();
  });

  it.each(scenarios.map((scenario) => [scenario.id, scenario] as const))(
    '%s ends its id with its language, and has a voice that speaks',
    (id, scenario: Scenario) => {
      expect(id.endsWith(`.${scenario.language}`)).toBe(true);
      expect(synthesizer.speak(scenario.title.en, scenario.voice).samples.length).toBeGreaterThan(
        2400,
      );
    },
  );
});

describe.each(guidedOnes)('the script of $id', ({ scenario, guided }) => {
  const names = Object.keys(guided.steps);

  it('leads only to steps that exist', () => {
    const exits = names.flatMap((name) => exitsOf(guided, name));
    expect([guided.start, ...exits].filter((name) => !names.includes(name))).toEqual([]);
  });

  it('reaches every step, and an end from every step', () => {
    expect([...reachable(guided, guided.start)].sort()).toEqual(names.toSorted());
    for (const name of names) {
      const ends = [...reachable(guided, name)].filter(
        (each) => exitsOf(guided, each).length === 0,
      );
      expect(ends, name).not.toEqual([]);
    }
  });

  it('is neither short nor long, and offers a choice wherever it asks', () => {
    expect(names.length).toBeGreaterThanOrEqual(7);
    expect(names.length).toBeLessThanOrEqual(10);
    for (const name of names) {
      const count = guided.steps[name]?.replies.length ?? 0;
      expect([0, 2, 3, 4], name).toContain(count);
    }
  });

  it('offers replies that differ in more than one word, with ids of their own', () => {
    for (const name of names) {
      const replies = guided.steps[name]?.replies ?? [];
      expect(new Set(replies.map(({ id }) => id)).size).toBe(replies.length);
      for (const [index, reply] of replies.entries()) {
        for (const other of replies.slice(index + 1)) {
          const different = differentWords(reply.text, other.text);
          expect(different, `${name}: ${reply.id}, ${other.id}`).toBeGreaterThan(4);
        }
      }
    }
  });

  it('uses only variables that are set on every way to the step', () => {
    const known = variablesAt(guided);
    expect(usedIn(guided.misheard)).toEqual([]);
    for (const name of names) {
      const step = guided.steps[name];
      const texts = [step?.say, ...(step?.replies ?? []).map(({ text }) => text)];
      const values = Object.values(step?.call?.arguments ?? {}).map(String);
      const used = [...texts, ...values].flatMap((text) => usedIn(text ?? ''));
      expect(
        used.filter((each) => known.get(name)?.has(each) !== true),
        name,
      ).toEqual([]);
    }
  });

  it('says what every line means, with every value of a variable named', () => {
    const known = variablesAt(guided);
    expect(guided.misheardMeaning).toBeDefined();
    for (const name of names) {
      const { say, meaning } = guided.steps[name] ?? {};
      for (const text of [meaning?.en ?? '', meaning?.['zh-Hant'] ?? '']) {
        expect(text, name).not.toBe('');
        expect(usedIn(text).toSorted(), name).toEqual(usedIn(say ?? '').toSorted());
        expect(usedIn(text).every((each) => known.get(name)?.has(each) === true)).toBe(true);
      }
      for (const { set } of guided.steps[name]?.replies ?? []) {
        const values = Object.values(set ?? {}).filter((value) => typeof value === 'string');
        for (const value of values) expect(guided.terms, value).toHaveProperty([value]);
      }
    }
  });

  it('calls only tools that the scenario names', () => {
    const called = names.flatMap((name) => guided.steps[name]?.call?.name ?? []);
    expect(called.length).toBeGreaterThan(0);
    expect(called.filter((tool) => !scenario.tools.includes(tool))).toEqual([]);
  });
});
