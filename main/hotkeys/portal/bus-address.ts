/** Where the session bus listens: what the environment says, or else the place that systemd gives it; null without either. */
export function busAddress(environment: NodeJS.ProcessEnv): string | null {
  const named = environment.DBUS_SESSION_BUS_ADDRESS ?? '';
  if (named !== '') return named;
  const directory = environment.XDG_RUNTIME_DIR ?? '';
  return directory === '' ? null : `unix:path=${directory}/bus`;
}
