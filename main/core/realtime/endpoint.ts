import { Failure } from '../../../contract/failure.ts';
import type { EndpointChoice } from '../../../contract/settings.ts';

/** Where to connect and how to be let in. `headers` holds the key: it never leaves main. */
export interface Target {
  readonly kind: 'partner' | 'openai' | 'custom';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Host and port, to be shown. */
  readonly host: string;
  readonly model: string;
}

/** What decides the target. `partnerUrl` is where the practice partner listens. */
export interface TargetQuestion {
  readonly choice: EndpointChoice;
  readonly model: string;
  readonly key: string | null;
  readonly partnerUrl: string;
  readonly scenario: string | null;
}

/** Who would answer, as far as it can be told without connecting. Never throws. */
export function previewTarget(question: {
  readonly choice: EndpointChoice;
  readonly model: string;
  readonly hasKey: boolean;
}): Pick<Target, 'kind' | 'host' | 'model'> {
  const { choice, model, hasKey } = question;
  if (choice.kind === 'custom') {
    return { kind: 'custom', host: URL.parse(choice.url)?.host ?? '', model };
  }
  if (choice.kind === 'openai' || (choice.kind === 'automatic' && hasKey)) {
    return { kind: 'openai', host: new URL(OPENAI_URL).host, model };
  }
  return { kind: 'partner', host: '', model: PARTNER_MODEL };
}

const OPENAI_URL = 'wss://api.openai.com/v1/realtime';
const PARTNER_MODEL = 'practice-partner';

/**
 * The target of a session. Throws a `Failure` when OpenAI is asked for without a key, or when a
 * key would travel unencrypted to another machine.
 */
export function resolveTarget(question: TargetQuestion): Target {
  const { choice, key } = question;
  switch (choice.kind) {
    case 'automatic':
      return key === null ? partner(question) : openai(question, key);
    case 'partner':
      return partner(question);
    case 'openai':
      if (key === null) throw new Failure('unauthorized', 'No API key is configured for OpenAI.');
      return openai(question, key);
    case 'custom':
      return custom(question, choice);
  }
}

function partner({ partnerUrl, scenario }: TargetQuestion): Target {
  const query: Record<string, string> = { model: PARTNER_MODEL };
  if (scenario !== null) query.scenario = scenario;
  return target('partner', withQuery(partnerUrl, query), { model: PARTNER_MODEL, headers: {} });
}

function openai({ model }: TargetQuestion, key: string): Target {
  const headers = { Authorization: `Bearer ${key}` };
  return target('openai', withQuery(OPENAI_URL, { model }), { model, headers });
}

function custom(
  { model, key }: TargetQuestion,
  choice: Extract<EndpointChoice, { kind: 'custom' }>,
): Target {
  const url = withQuery(choice.url, { model });
  if (!choice.withKey) return target('custom', url, { model, headers: {} });
  if (key === null) throw new Failure('unauthorized', 'No API key is configured.');
  if (url.protocol === 'ws:' && !isLoopback(url.hostname)) {
    throw Failure.invalidInput('A key is only sent over wss:// or to this machine.');
  }
  const azure = url.hostname.endsWith('.openai.azure.com');
  // Azure OpenAI takes the key in a header of its own.
  const headers: Record<string, string> = azure
    ? { 'api-key': key }
    : { Authorization: `Bearer ${key}` };
  return target('custom', url, { model, headers });
}

function target(
  kind: Target['kind'],
  url: URL,
  rest: { model: string; headers: Readonly<Record<string, string>> },
): Target {
  return { kind, url: url.href, host: url.host, ...rest };
}

/** Adds `query` to `base`; what the address already says goes first. */
function withQuery(base: string, query: Record<string, string>): URL {
  const url = URL.parse(base);
  if (url === null || !/^wss?:$/.test(url.protocol)) {
    throw Failure.invalidInput('The address of the server must begin with ws:// or wss://.');
  }
  for (const [name, value] of Object.entries(query)) {
    if (!url.searchParams.has(name)) url.searchParams.set(name, value);
  }
  return url;
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
