import type { ScenarioSummary } from '../../../contract/scenario.ts';
import { levels, type Settings } from '../../../contract/settings.ts';

/** The role-plays in the practised language, the nearest to the learner's level first. */
export function offeredLessons(
  scenarios: readonly ScenarioSummary[],
  { language, level }: Pick<Settings, 'language' | 'level'>,
): readonly ScenarioSummary[] {
  const base = baseOf(language);
  const distance = (scenario: ScenarioSummary): number =>
    Math.abs(levels.indexOf(scenario.level) - levels.indexOf(level));
  return scenarios
    .filter((scenario) => baseOf(scenario.language) === base)
    .toSorted((one, other) => distance(one) - distance(other));
}

/** The lesson that goes on being chosen where it fits, else the nearest; null: none is wanted or there. */
export function fittingLesson(
  scenarios: readonly ScenarioSummary[],
  settings: Pick<Settings, 'language' | 'level' | 'scenario'>,
): string | null {
  const { scenario } = settings;
  const offered = offeredLessons(scenarios, settings);
  const isFitting = scenario === null || offered.some(({ id }) => id === scenario);
  return isFitting ? scenario : (offered[0]?.id ?? null);
}

/** The language without region; Chinese keeps its script, which is what is read. */
function baseOf(tag: string): string {
  return tag.startsWith('zh') ? tag : (tag.split('-')[0] ?? tag);
}
