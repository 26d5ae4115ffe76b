import { z } from 'zod';
import type { KeyCheck } from '../../../contract/calls/settings-calls.ts';
import { Failure, type FailureCode } from '../../../contract/failure.ts';
import type { Profile } from '../../../contract/profiles.ts';
import { wayTrouble } from '../realtime/network-trouble.ts';
import { type RestTarget, restTarget } from '../realtime/rest-target.ts';
import type { Route } from '../realtime/route/route.ts';
import { withoutSecrets } from '../realtime/without-keys.ts';
import { routedFetch } from './routed-fetch.ts';

/** Milliseconds that an endpoint has for its whole answer. */
const LONGEST_MILLISECONDS = 10_000;

const modelsSchema = z.object({ data: z.array(z.object({ id: z.string() })) });

/** What is asked; `signal` gives it up. */
export interface KeyQuestion {
  readonly profile: Profile;
  readonly key: string | null;
  /** The way there; straight unless given. */
  readonly route?: Route;
  readonly signal?: AbortSignal;
  /** For tests; 10 s unless said otherwise. */
  readonly milliseconds?: number;
}

/**
 * Asks the chosen endpoint for its list of models, once, with the key. Rejects with a `Failure`
 * where there is nobody to ask; what the endpoint says is the answer, and no text of it holds the key.
 */
export async function checkKey(question: KeyQuestion): Promise<KeyCheck> {
  const { profile, key, route = {}, signal, milliseconds } = question;
  const target = restTarget(profile, key);
  const limit = AbortSignal.timeout(milliseconds ?? LONGEST_MILLISECONDS);
  const given = signal ? AbortSignal.any([signal, limit]) : limit;
  const failure = await askForModels(target, route, given);
  if (failure === null) return { failure, host: target.host };
  const text = withoutSecrets(failure.message, target.headers).slice(0, 500);
  return { failure: { code: failure.code, text }, host: target.host };
}

/** Asks for the models, once. Null: there they are. What was sent may be quoted in the failure. */
export async function askForModels(
  target: RestTarget,
  route: Route,
  signal: AbortSignal,
): Promise<Failure | null> {
  // Loaded when it is first needed: the client is large, and the app is to start quickly.
  const { APIConnectionError, APIError, OpenAI } = await import('openai');
  const client = new OpenAI({
    baseURL: target.baseUrl,
    // The client wants one; the headers below say what is truly sent, as for the socket.
    apiKey: 'unused',
    adminAPIKey: null,
    organization: null,
    project: null,
    defaultHeaders: { Authorization: null, ...target.headers },
    maxRetries: 0,
    timeout: LONGEST_MILLISECONDS,
    logLevel: 'off',
    fetch: routedFetch(route),
  });
  try {
    const answer = await client.get<unknown>('/models', { signal });
    if (modelsSchema.safeParse(answer).success) return null;
    return new Failure('endpoint_error', 'The answer is no list of models.');
  } catch (error) {
    if (signal.aborted) return new Failure('timed_out', 'The server did not answer in time.');
    const trouble = wayTrouble(error);
    if (trouble !== null) return trouble;
    if (error instanceof APIConnectionError) return new Failure('unreachable', reasonOf(error));
    const status: unknown = error instanceof APIError ? error.status : undefined;
    return new Failure(codeOf(status), messageOf(error));
  }
}

function codeOf(status: unknown): FailureCode {
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  return status === 429 ? 'quota' : 'endpoint_error';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The innermost cause says the most: `connect ECONNREFUSED 127.0.0.1:9`, say. */
function reasonOf(error: unknown): string {
  const { cause } = error instanceof Error ? error : {};
  return cause === undefined ? messageOf(error) : reasonOf(cause);
}
