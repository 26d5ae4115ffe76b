import { Failure } from '../../contract/failure.ts';
import type { SettingsPatch } from '../../contract/settings.ts';
import { findScenario, scenarioSummaries } from '../scenarios/registry.ts';
import type { TalkArguments } from './arguments.ts';

/** Settings that a command line asks for. Throws a `Failure` for a scenario that is not there. */
export function talkSettings(given: TalkArguments, key: string | undefined): SettingsPatch {
  const patch: SettingsPatch = { mode: 'push_to_talk' };
  if (given.model !== null) patch.model = given.model;
  if (given.scenario !== null) patch.scenario = scenarioId(given.scenario);
  if (given.endpoint !== null) {
    const withKey = (key ?? '').trim() !== '';
    patch.endpoint = { kind: 'custom', url: withScenario(given), withKey };
  }
  return patch;
}

/** A server of the partner's kind is told the scenario in its address; others ignore it. */
function withScenario({ endpoint, scenario }: TalkArguments): string {
  const url = URL.parse(endpoint ?? '');
  if (url === null || !/^wss?:$/.test(url.protocol)) {
    throw Failure.invalidInput('--endpoint is an address that begins with ws:// or wss://.');
  }
  const id = scenario === null ? null : scenarioId(scenario);
  if (id !== null && !url.searchParams.has('scenario')) url.searchParams.set('scenario', id);
  return url.href;
}

/** `strawberries` is enough where there is one of that name; `none` is a free conversation. */
function scenarioId(name: string): string | null {
  if (name === 'none') return null;
  if (findScenario(name) !== undefined) return name;
  const match = scenarioSummaries.find(({ id }) => id.startsWith(`${name}.`));
  if (match !== undefined) return match.id;
  const known = scenarioSummaries.map(({ id }) => id).join(', ');
  throw Failure.notFound(`There is no scenario "${name}". There are: ${known}, none.`);
}
