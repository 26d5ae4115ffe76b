/** What decides between the desktop window and the browser page. */
export interface Surroundings {
  readonly args: readonly string[];
  readonly platform: string;
  /** The effective user id; undefined where there is none (Windows). */
  readonly userId: number | undefined;
  readonly hasDisplay: boolean;
}

/** Which host to start with which arguments. `reason` says why it is not the desktop window that was hoped for. */
export type HostChoice =
  | { readonly host: 'electron'; readonly args: readonly string[] }
  | { readonly host: 'web'; readonly args: readonly string[]; readonly reason?: string };

/** Chooses the host before anything is downloaded. `--web` is consumed; every other argument is passed on. */
export function chooseHost({ args, platform, userId, hasDisplay }: Surroundings): HostChoice {
  const rest = args.filter((arg) => arg !== '--web');
  if (rest.length < args.length) return { host: 'web', args: rest };
  if (platform !== 'linux') return { host: 'electron', args: rest };
  if (!hasDisplay) return { host: 'web', args: rest, reason: 'there is no display' };
  // Electron's sandbox does not run as root; giving it up is the user's decision, never ours.
  if (userId === 0 && !rest.includes('--no-sandbox'))
    return {
      host: 'web',
      args: rest,
      reason: 'Electron keeps its sandbox and so will not run as root',
    };
  return { host: 'electron', args: rest };
}
