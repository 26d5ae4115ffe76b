/** What the page of a desktop app may know of its machine, as `window.parley`. */
export interface NativeSurface {
  /** Node's name of the operating system, such as `darwin`, `linux` or `win32`. */
  readonly platform: string;
}

/** The message with which the page asks its preload for a port to the core. */
export const PORT_WANTED = 'parley:port-wanted';

/** The message that brings the page its port; an earlier port is closed by then. */
export const PORT_OFFERED = 'parley:port-offered';

/** The IPC channel on which the preload asks for a port. */
export const ASK_CHANNEL = 'parley:ask-port';

/** The IPC channel on which the port arrives. */
export const PORT_CHANNEL = 'parley:port';
