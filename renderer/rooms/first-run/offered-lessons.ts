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

/** The language without region; Chinese keeps its script, which is what is read. */
function baseOf(tag: string): string {
  return tag.startsWith('zh') ? tag : (tag.split('-')[0] ?? tag);
}
