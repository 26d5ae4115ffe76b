/** What the app is called where an operating system asks. Names here are promises to installed copies. */
export const identity = {
  appId: 'org.parley.app',
  productName: 'Parley',
  /** Of the program's file and of the .desktop file. */
  executableName: 'parley',
  /** `parley://scenario/…` opens the app. */
  scheme: 'parley',
  scenarioExtension: 'parley-scenario',
  scenarioMime: 'application/vnd.parley.scenario+json',
} as const;

/** A GitHub repository whose releases an installed app looks for updates in. */
export interface ReleasePlace {
  readonly owner: string;
  readonly repo: string;
}

/**
 * The one place that says where releases are: `PARLEY_RELEASES=OWNER/REPO` while packaging. Without it the
 * app carries no address and never updates itself, so that a build of one's own cannot be replaced by
 * whoever holds a name that was written here. Throws when it is set and is no such pair.
 */
export function releasePlace(environment: NodeJS.ProcessEnv): ReleasePlace | null {
  const given = environment.PARLEY_RELEASES ?? '';
  if (given === '') return null;
  const [, owner, repo] = /^([\w-]+)\/([\w.-]+)$/.exec(given) ?? [];
  if (owner === undefined || repo === undefined)
    throw new Error(`PARLEY_RELEASES is OWNER/REPO, not ${given}`);
  return { owner, repo };
}
