/** What a listener needs to find its display and its libraries, on any platform. */
const NEEDED = [
  'DISPLAY',
  'XAUTHORITY',
  'XKB_DEFAULT_LAYOUT',
  'HOME',
  'USERPROFILE',
  'PATH',
  'LANG',
  'LC_ALL',
  'LD_LIBRARY_PATH',
  'SystemRoot',
  'TEMP',
  'TMP',
  'TMPDIR',
];

/** The environment of a listening process: what it needs and nothing else, so that no key of the user's gets there. */
export function hookEnvironment(environment: NodeJS.ProcessEnv): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of NEEDED) {
    const value = environment[name];
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}
