import { pageHeaders } from '../core/host/page-headers.ts';
import { readStaticFile } from '../core/host/static-files.ts';
import { resolveAppPath } from './deciders.ts';

/** What `app:` answers to `request` from the files of `directory`; never more than a file of it. */
export async function appResponse(request: Request, directory: string): Promise<Response> {
  const path = request.method === 'GET' ? resolveAppPath(request.url) : null;
  const file = path === null ? null : await readStaticFile(directory, path);
  const headers = pageHeaders(null);
  if (file === null) return new Response('Not found.\n', { status: 404, headers });
  return new Response(file.body, { headers: { ...headers, 'Content-Type': file.type } });
}
