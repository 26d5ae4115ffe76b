import { afterEach, describe, expect, it, vi } from 'vitest';
import { spokenSamples } from '../../../tests/support/speakers.ts';
import { ramen, spices, strawberries } from '../../testing/samples.ts';
import { judgeTake } from './judge-take.ts';
import { fittingLesson, offeredLessons } from './offered-lessons.ts';
import {
  beginning,
  forgetProgress,
  goTo,
  keepProgress,
  readProgress,
  stepAfter,
  steps,
} from './progress.ts';

describe('the progress of a first run', () => {
  afterEach(() => vi.unstubAllGlobals());

  function stubStorage(): Map<string, string> {
    const kept = new Map<string, string>();
    vi.stubGlobal('sessionStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
      removeItem: (key: string) => kept.delete(key),
    });
    return kept;
  }

  it('goes from step to step and remembers where it has been', () => {
    const there = goTo(goTo(beginning, 'key'), 'microphone');
    expect(there).toEqual({ step: 'microphone', seen: ['language', 'key'] });
    expect(steps.map((step) => stepAfter(step, 1))).toEqual([...steps.slice(1), null]);
    expect(stepAfter('language', -1)).toBe(null);
  });

  it('is there after a reload, until it is forgotten', () => {
    stubStorage();
    const there = goTo(beginning, 'answer');
    keepProgress(there);
    expect(readProgress()).toEqual(there);
    forgetProgress();
    expect(readProgress()).toEqual(beginning);
  });

  it('begins anew where nothing sensible is kept, or nothing can be', () => {
    const kept = stubStorage();
    for (const text of ['{', '{"step":"moon","seen":[]}', '{"step":"key"}']) {
      keepProgress(beginning);
      for (const key of kept.keys()) kept.set(key, text);
      expect(readProgress()).toEqual(beginning);
    }
    vi.unstubAllGlobals();
    keepProgress(goTo(beginning, 'key'));
    expect(readProgress()).toEqual(beginning);
  });
});

describe('a take of the microphone', () => {
  it('is judged by what is in it', async () => {
    const speech = await spokenSamples('One two three, can you hear me?');
    const times = (factor: number): Int16Array =>
      speech.map((sample) => Math.max(-0x8000, Math.min(0x7fff, Math.round(sample * factor))));
    expect(judgeTake(speech)).toBe('good');
    expect(judgeTake(times(0.02))).toBe('faint');
    expect(judgeTake(times(20))).toBe('clipped');
    expect(judgeTake(new Int16Array(72_000))).toBe('silent');
  });
});

describe('the lessons that are offered', () => {
  const scenarios = [
    ramen,
    strawberries,
    { ...strawberries, id: 'tea.en', level: 'B1' as const },
    spices,
  ];

  it('are those of the language, the nearest level first', () => {
    const ids = (language: string, level: 'A1' | 'B2') =>
      offeredLessons(scenarios, { language, level }).map(({ id }) => id);
    expect(ids('en', 'A1')).toEqual(['strawberries.en', 'tea.en']);
    expect(ids('en', 'B2')).toEqual(['tea.en', 'strawberries.en']);
    expect(ids('ja', 'A1')).toEqual(['ramen.ja']);
    expect(ids('fr', 'A1')).toEqual([]);
    expect(ids('en-GB', 'A1')).toEqual(['strawberries.en', 'tea.en']);
  });

  it('keep the chosen one while it fits, and free conversation always', () => {
    const fitting = (language: string, scenario: string | null) =>
      fittingLesson(scenarios, { language, level: 'A1', scenario });
    expect(fitting('en', 'tea.en')).toBe('tea.en');
    expect(fitting('en', 'ramen.ja')).toBe('strawberries.en');
    expect(fitting('fr', 'tea.en')).toBe(null);
    expect(fitting('ja', null)).toBe(null);
  });
});
