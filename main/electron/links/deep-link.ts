import { scenarioSchema } from '../../../contract/scenario.ts';

/** The scheme of links into the app. */
export const LINK_SCHEME = 'parley';

/** What the app was asked to open. Anybody can ask: a web page, a letter, another program. */
export interface OpenRequest {
  readonly kind: 'scenario';
  readonly id: string;
}

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
