import type { EndpointReport } from '../../contract/endpoint-report.ts';
import type { Profile } from '../../contract/profiles.ts';
import { systemClock } from './base/clock.ts';
import type { HandlerParts } from './core-handlers.ts';
import type { CoreOptions, StartedPartner } from './core-options.ts';
import { isPartner, resolveTarget, type Target } from './realtime/endpoint.ts';
import { restSide } from './realtime/rest-target.ts';
import { openRoute, type Route, type RouteQuestion } from './realtime/route/route.ts';
import { serverAddress } from './realtime/server-address.ts';
import { runTrial } from './realtime/trial/run-trial.ts';
import { openTrialLine } from './realtime/trial/trial-line.ts';
import { withoutSecrets } from './realtime/without-keys.ts';
import { askForModels } from './settings/check-key.ts';
import type { KeyRings } from './settings/key-rings.ts';

/** What a target is found by. */
export interface TargetParts {
  readonly keys: KeyRings;
  readonly partner: { get(): Promise<StartedPartner> };
  readonly profile: Profile;
  readonly scenario: string | null;
}

/** Where a session of `profile` goes; may start the partner. Throws a `Failure`. */
export async function targetOf(options: CoreOptions, parts: TargetParts): Promise<Target> {
  const { keys, partner, profile, scenario } = parts;
  // Who answers depends on the key, which a vault may still be looking for.
  const key = await keys.keyFor(profile);
  const partnerUrl = isPartner(profile, key !== null) ? (await partner.get()).url : '';
  const target = resolveTarget({ profile, key, partnerUrl, scenario });
  return { ...target, route: await openRoute(routeQuestion(options, profile, target.url)) };
}

/** The way to a profile's server; that to the partner is straight. Throws a `Failure`. */
async function routeOf(options: CoreOptions, profile: Profile): Promise<Route> {
  const { server } = profile;
  if (server.kind === 'partner') return {};
  return openRoute(routeQuestion(options, profile, serverAddress(server).href));
}

function routeQuestion(options: CoreOptions, profile: Profile, url: string): RouteQuestion {
  const { environment = process.env, log } = options;
  return { url, profile, environment, conceal: (secret) => log.conceal(secret) };
}

/** Tries a profile out, from its key to its last word. Throws a `Failure` before there is a way. */
async function tryOut(options: CoreOptions, parts: TargetParts): Promise<EndpointReport> {
  const { clock = systemClock } = options;
  const target = await targetOf(options, parts);
  return runTrial(parts.profile, target, {
    clock,
    open: openTrialLine,
    async models(signal) {
      const failure = await askForModels(restSide(target), target.route ?? {}, signal);
      if (failure === null) return null;
      const text = withoutSecrets(failure.message, target.headers).slice(0, 500);
      return { code: failure.code, text };
    },
  });
}

/** What calls about endpoints act on. */
export function endpointParts(
  options: CoreOptions,
  parts: Pick<TargetParts, 'keys' | 'partner'>,
): Pick<HandlerParts, 'routeOf' | 'tryOut'> {
  return {
    routeOf: (profile) => routeOf(options, profile),
    tryOut: (profile) => tryOut(options, { ...parts, profile, scenario: null }),
  };
}
