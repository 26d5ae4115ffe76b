import { protocol, type Session } from 'electron';
import { appResponse } from './app-response.ts';

/** Makes `app:` a standard, secure scheme. Must run before the app is ready. */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges }]);
}

/** Serves the files of `directory` as `app://parley/…`, and nothing else. */
export function serveAppProtocol(session: Session, directory: string): void {
  session.protocol.handle('app', (request) => appResponse(request, directory));
}
