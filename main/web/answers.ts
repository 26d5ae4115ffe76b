import type { Log } from '../core/base/log.ts';
import { readStaticFile } from '../core/host/static-files.ts';
import type { Refused, Verdict } from './gate.ts';
import { refusalPage } from './refusal-page.ts';

/** A response, apart from the headers that all responses share. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body: string | Buffer;
}

/** What is sent for `verdict`; files come from `directory`. Never rejects. */
export async function answer(verdict: Verdict, directory: string, log: Log): Promise<Answer> {
  switch (verdict.kind) {
    case 'file':
      return fileAnswer(verdict.path, directory, log);
    case 'enter':
      return enterAnswer(verdict.cookie);
    case 'refuse':
      return refusalAnswer(verdict);
  }
}

async function fileAnswer(path: string, directory: string, log: Log): Promise<Answer> {
  try {
    const file = await readStaticFile(directory, path);
    if (file !== null) return content(200, file.type, file.body);
  } catch (error) {
    log.error('a file of the page could not be read', { path, error: String(error) });
  }
  return plain(404, 'Not found.');
}

function enterAnswer(cookie: string | null): Answer {
  const { status, headers, body } = plain(303, 'Come in.');
  const kept = cookie === null ? {} : { 'Set-Cookie': cookie };
  return { status, headers: { ...headers, ...kept, Location: '/' }, body };
}

/** Only who knows the right host is told how to get in; a rebound name learns nothing. */
function refusalAnswer({ status, reason }: Refused): Answer {
  if (reason === 'token' || reason === 'cookie') {
    return content(status, 'text/html; charset=utf-8', refusalPage);
  }
  const refusal = plain(status, 'Refused.');
  return status === 405
    ? { ...refusal, headers: { ...refusal.headers, Allow: 'GET, HEAD' } }
    : refusal;
}

function plain(status: number, text: string): Answer {
  return content(status, 'text/plain; charset=utf-8', `${text}\n`);
}

function content(status: number, type: string, body: string | Buffer): Answer {
  const headers = { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) };
  return { status, headers, body };
}
