import { Failure } from '../../contract/failure.ts';
import { MAX_PROFILES, ownProfile, type Profile, profileOf } from '../../contract/profiles.ts';
import type { SettingsPatch } from '../../contract/settings.ts';
import { findScenario, scenarioSummaries } from '../scenarios/registry.ts';
import type { TalkArguments } from './arguments.ts';

/** What a run begins from: the profiles that the app has, and which is in force there. */
export interface KnownProfiles {
  readonly profiles: readonly Profile[];
  readonly key: string | undefined;
}

/** The id of the profile that `--endpoint` makes; the environment's key goes with it. */
export const COMMAND_LINE = 'command-line';

/** Settings that a command line asks for. Throws a `Failure` for what is not there. */
export function talkSettings(given: TalkArguments, known: KnownProfiles): SettingsPatch {
  const patch: SettingsPatch = { mode: 'push_to_talk' };
  if (given.scenario !== null) patch.scenario = scenarioId(given.scenario);
  return { ...patch, ...profileChoice(given, known) };
}

function profileChoice(given: TalkArguments, known: KnownProfiles): SettingsPatch {
  const profile = chosenProfile(given, known);
  const named = given.model === null ? profile : { ...profile, model: given.model };
  const others = known.profiles.filter(({ id }) => id !== named.id).slice(0, MAX_PROFILES - 1);
  return { profiles: [...others, named], profile: named.id };
}

function chosenProfile(given: TalkArguments, { profiles, key }: KnownProfiles): Profile {
  if (given.endpoint !== null) {
    const auth = (key ?? '').trim() === '' ? 'none' : 'bearer';
    return ownProfile(COMMAND_LINE, { kind: 'custom', url: withScenario(given), auth });
  }
  if (given.profile === null) return profileOf({ profiles, profile: 'automatic' });
  const wanted = given.profile.toLowerCase();
  const found = profiles.find(({ id, name }) => id === wanted || name.toLowerCase() === wanted);
  if (found !== undefined) return found;
  const names = profiles.map(({ id, name }) => (name === '' ? id : `${id} (${name})`)).join(', ');
  throw Failure.notFound(`There is no profile "${given.profile}". There are: ${names}.`);
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
