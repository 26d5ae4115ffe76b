/** What decides how keys can be heard. */
export interface Surroundings {
  /** As Node names it. */
  readonly platform: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Whether the host can register shortcuts of Electron's kind. */
  readonly hasGlobalShortcut: boolean;
}

/** Who is to hear the keys; `orElse` where the portal turns out not to be there. */
export type SourceChoice =
  | { readonly kind: 'hook' }
  | { readonly kind: 'portal'; readonly orElse: 'shortcut' | 'none' }
  | { readonly kind: 'none'; readonly problem: 'no_display' | 'unsupported' };

/**
 * Chooses the source of keys. In a Wayland session the listener is never chosen, even where there is
 * an X server as well: it would hear keys only while a window of that X server has the focus.
 */
export function chooseSource({
  platform,
  environment,
  hasGlobalShortcut,
}: Surroundings): SourceChoice {
  if (platform === 'win32' || platform === 'darwin') return { kind: 'hook' };
  if (platform !== 'linux') return { kind: 'none', problem: 'unsupported' };
  const isNamed = (name: string) => (environment[name] ?? '') !== '';
  if (!isNamed('DISPLAY') && !isNamed('WAYLAND_DISPLAY'))
    return { kind: 'none', problem: 'no_display' };
  if (isNamed('WAYLAND_DISPLAY') || environment.XDG_SESSION_TYPE === 'wayland')
    return { kind: 'portal', orElse: hasGlobalShortcut ? 'shortcut' : 'none' };
  return { kind: 'hook' };
}
