/** The IPC channel on which a preload asks for a port. It must equal the preload's. */
export const ASK_CHANNEL = 'parley:ask-port';

/** The IPC channel on which the port is delivered. It must equal the preload's. */
export const PORT_CHANNEL = 'parley:port';
