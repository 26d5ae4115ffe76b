import { resolve } from 'node:path';
import { scenarioSchema } from '../../../contract/scenario.ts';

/** The scheme of links into the app. */
export const LINK_SCHEME = 'parley';

/** What the app was asked to open. Anybody can ask: a web page, a letter, another program. */
export type OpenRequest =
  | { readonly kind: 'scenario'; readonly id: string }
  /** A scenario file; `path` is absolute. */
  | { readonly kind: 'file'; readonly path: string };

/** The ending of scenario files. */
const FILE_ENDING = '.parley-scenario';

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

/** A scenario file that an argument or the system names, found from `directory`; null: none. */
export function parseScenarioPath(argument: string, directory: string): OpenRequest | null {
  if (argument.length > MAX_LENGTH || !argument.endsWith(FILE_ENDING)) return null;
  // A switch is none of ours, whatever it ends with; neither is anything with a scheme.
  if (argument.startsWith('-') || /^[a-z][a-z0-9+.-]+:\/\//i.test(argument)) return null;
  return { kind: 'file', path: resolve(directory, argument) };
}
