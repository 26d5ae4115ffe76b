import { z } from 'zod';
import { externalPackages } from '../bundle/targets.ts';
import { identity, releasePlace } from './identity.ts';

const manifestSchema = z.object({
  name: z.string(),
  version: z.string(),
  description: z.string(),
  license: z.string(),
  type: z.literal('module'),
  main: z.string(),
  dependencies: z.record(z.string(), z.string()),
});

/** The package.json inside the app. */
export type AppManifest = z.infer<typeof manifestSchema> & {
  readonly desktopName: string;
  readonly homepage: string;
  readonly author: { readonly name: string; readonly email: string };
};

/**
 * The app's own package.json, from the text of the repository's: no scripts, no tools, and of the
 * dependencies only those that are not bundled. Throws when one of them is not listed there.
 */
export function appManifest(text: string, environment: NodeJS.ProcessEnv): AppManifest {
  const { dependencies, ...own } = manifestSchema.parse(JSON.parse(text));
  const shipped: Record<string, string> = {};
  for (const name of externalPackages) {
    if (name === 'electron') continue;
    const version = dependencies[name];
    if (version === undefined)
      throw new Error(`${name} is loaded at run time and is not among the dependencies`);
    shipped[name] = version;
  }
  const place = releasePlace(environment);
  // A .deb must name a page and a mailbox; `.invalid` says by its standard (RFC 2606) that there is none.
  const homepage =
    place === null ? 'https://parley.invalid' : `https://github.com/${place.owner}/${place.repo}`;
  const email =
    place === null ? 'nobody@parley.invalid' : `${place.owner}@users.noreply.github.com`;
  return {
    ...own,
    desktopName: `${identity.executableName}.desktop`,
    homepage,
    author: { name: 'The Parley authors', email },
    dependencies: shipped,
  };
}
