/** The pages of the systems' own settings that the app may open; nothing else is ever opened. */
const PANES = {
  darwin: {
    microphone: 'x-apple.systempreferences:com.apple.preference.security?Privacy_Microphone',
    accessibility: 'x-apple.systempreferences:com.apple.preference.security?Privacy_Accessibility',
  },
  win32: { microphone: 'ms-settings:privacy-microphone' },
} as const satisfies Readonly<Record<string, Partial<Record<Pane, string>>>>;

/** A permission that the system's settings give back. */
export type Pane = 'microphone' | 'accessibility';

const allowed: ReadonlySet<string> = new Set(
  Object.values(PANES).flatMap((panes) => Object.values(panes)),
);

/** The address of a page of the settings on `platform` (Node's name), or null: there is none. */
export function settingsPane(platform: string, pane: Pane): string | null {
  if (platform !== 'darwin' && platform !== 'win32') return null;
  const panes: Partial<Record<Pane, string>> = PANES[platform];
  return panes[pane] ?? null;
}

/** The exact addresses of `settingsPane`; every other one is refused, whatever it begins with. */
export function isAllowedExternal(url: string): boolean {
  return allowed.has(url);
}

/** The only way out of the app: opens an allowed address with the system, and nothing else. */
export async function openExternally(
  url: string,
  shell: { openExternal(url: string): Promise<void> },
): Promise<boolean> {
  if (!isAllowedExternal(url)) return false;
  await shell.openExternal(url);
  return true;
}
