import { protocol, type Session } from 'electron';
import { pageHeaders } from '../core/host/page-headers.ts';
import { readStaticFile } from '../core/host/static-files.ts';
import { resolveAppPath } from './deciders.ts';

/** Makes `app:` a standard, secure scheme. Must run before the app is ready. */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges }]);
}

/** Serves the files of `directory` as `app://parley/…`, and nothing else. */
export function serveAppProtocol(session: Session, directory: string): void {
  session.protocol.handle('app', (request) => respond(request, directory));
}

async function respond(request: Request, directory: string): Promise<Response> {
  const path = request.method === 'GET' ? resolveAppPath(request.url) : null;
  const file = path === null ? null : await readStaticFile(directory, path);
  const headers = pageHeaders(null);
  if (file === null) return new Response('Not found.\n', { status: 404, headers });
  return new Response(file.body, { headers: { ...headers, 'Content-Type': file.type } });
}
