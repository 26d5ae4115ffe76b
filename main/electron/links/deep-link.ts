import { scenarioSchema } from '../../../contract/scenario.ts';

/** The scheme of links into the app. */
export const LINK_SCHEME = 'parley';

/** How a file of a scenario ends. */
export const SCENARIO_FILE = '.parley-scenario';

/** What the app was asked to open. Anybody can ask: a web page, a letter, another program. */
export type OpenRequest =
  | { readonly kind: 'scenario'; readonly id: string }
  | { readonly kind: 'file'; readonly path: string };

const PREFIX = `${LINK_SCHEME}://scenario/`;
const MAX_LENGTH = 4096;

/**
 * What a link asks for: `parley://scenario/<id>`, and nothing that merely looks like it: no query,
 * no fragment, no encoding, no further path. A slash at the end is Windows' own.
 */
export function parseDeepLink(link: string): OpenRequest | null {
  if (link.length > MAX_LENGTH || !link.startsWith(PREFIX)) return null;
  const id = scenarioSchema.shape.id.safeParse(link.slice(PREFIX.length).replace(/\/$/, ''));
  return id.success ? { kind: 'scenario', id: id.data } : null;
}

/** What an argument of the command line asks for; null for a switch, and for what is neither. */
export function parseArgument(argument: string): OpenRequest | null {
  if (argument.length > MAX_LENGTH || argument.includes('\0')) return null;
  if (argument.startsWith(`${LINK_SCHEME}:`)) return parseDeepLink(argument);
  if (argument.startsWith('-') || !argument.endsWith(SCENARIO_FILE)) return null;
  return { kind: 'file', path: argument };
}
