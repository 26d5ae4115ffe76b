import { type Scenario, type ScenarioSummary, scenarioSchema } from '../../contract/scenario.ts';
import strawberriesEn from './strawberries.en.json' with { type: 'json' };
import strawberriesEs from './strawberries.es.json' with { type: 'json' };

/** Every role-play that ships with the app, in the order in which they are offered. */
export const scenarios: readonly Scenario[] = [strawberriesEn, strawberriesEs].map((scenario) =>
  scenarioSchema.parse(scenario),
);

/** What the page needs to offer them. */
export const scenarioSummaries: readonly ScenarioSummary[] = scenarios.map(summaryOf);

/** What the page needs to offer a scenario. */
export function summaryOf(scenario: Scenario): ScenarioSummary {
  const { id, language, level, title, summary, roles, guided } = scenario;
  return { id, language, level, title, summary, roles, guided: guided !== undefined };
}

/** The scenario of that id, such as `strawberries.en`, or undefined. */
export function findScenario(id: string): Scenario | undefined {
  return scenarios.find((scenario) => scenario.id === id);
}
