import { createConnection, type NetConnectOpts } from 'node:net';

/** Display n listens at port 6000 + n, and there are 65,536 ports. */
const LAST_DISPLAY = 59_535;

/** Where an X server listens, by its `DISPLAY`: the places to try, in order; none for a text that names no display. */
export function placesOfDisplay(display: string): readonly NetConnectOpts[] {
  const parts = /^(?<host>.*):(?<number>\d{1,5})(\.\d+)?$/.exec(display)?.groups;
  if (parts?.number === undefined || Number(parts.number) > LAST_DISPLAY) return [];
  const host = (parts.host ?? '').replace(/^tcp\//, '');
  const path = `/tmp/.X11-unix/X${parts.number}`;
  if (host === '' || host === 'unix') return [{ path: `\0${path}` }, { path }];
  // XQuartz and others name the socket's own path.
  if (host.startsWith('/')) return [{ path: display }, { path: host }];
  return [{ host, port: 6000 + Number(parts.number) }];
}

/** Whether an X server takes connections there. libuiohook ends the whole process when none does. */
export async function reachDisplay(display: string): Promise<boolean> {
  for (const place of placesOfDisplay(display)) if (await reaches(place)) return true;
  return false;
}

function reaches(place: NetConnectOpts): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(place);
    const answer = (isThere: boolean) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
  });
}
