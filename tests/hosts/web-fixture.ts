import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MemoryLog } from '../../main/core/base/log.ts';
import { ScriptedCore } from '../../main/core/host/scripted-core.ts';
import { startWebHost, type WebHost } from '../../main/web/server.ts';
import { type RawAnswer, rawExchange, requestText } from './raw-http.ts';

/** A running host over a small page, and what lies temptingly around it. */
export interface WebFixture {
  readonly core: ScriptedCore;
  readonly log: MemoryLog;
  readonly host: WebHost;
  readonly port: number;
  /** `Host: 127.0.0.1:PORT`. */
  readonly hostHeader: string;
  /** `Origin: http://127.0.0.1:PORT`. */
  readonly originHeader: string;
  send(text: string): Promise<RawAnswer>;
  get(target: string, headers?: readonly string[]): Promise<RawAnswer>;
  /** Uses up an address and returns the `Cookie: …` header that it gave. */
  enter(): Promise<string>;
  dispose(): Promise<void>;
}

const FILES = {
  'page/index.html': '<!doctype html><title>the page</title>',
  'page/assets/app.js': 'export {};',
  'page/assets/%61.js': 'export {};',
  'page/assets/voice.wasm': 'wasm',
  'page/assets/face.woff2': 'woff2',
  'page/.hidden.html': 'SECRET',
  'page/notes.sqlite': 'SECRET',
  'page-evil/secret.html': 'SECRET',
  'secret.html': 'SECRET',
};

export async function startWebFixture(): Promise<WebFixture> {
  const directory = await mkdtemp(path.join(tmpdir(), 'parley-web-'));
  for (const [name, text] of Object.entries(FILES)) {
    await mkdir(path.join(directory, path.dirname(name)), { recursive: true });
    await writeFile(path.join(directory, name), text);
  }
  const page = path.join(directory, 'page');
  await symlink(path.join(directory, 'secret.html'), path.join(page, 'link.html'));
  await symlink(path.join(directory, 'page-evil'), path.join(page, 'linked'));
  const core = new ScriptedCore({ 'session.stop': () => null });
  const log = new MemoryLog();
  const host = await startWebHost({ core, rendererDirectory: page, log });
  const port = Number(new URL(host.origin).port);
  const hostHeader = `Host: 127.0.0.1:${port}`;
  const send = (text: string): Promise<RawAnswer> => rawExchange(port, text);
  const get = (target: string, headers: readonly string[] = []): Promise<RawAnswer> =>
    send(requestText(`GET ${target}`, [hostHeader, ...headers]));
  return {
    core,
    log,
    host,
    port,
    hostHeader,
    originHeader: `Origin: ${host.origin}`,
    send,
    get,
    async enter() {
      const { headers } = await get(targetOf(host.newAddress()));
      return `Cookie: ${headers.get('set-cookie')?.split(';')[0]}`;
    },
    async dispose() {
      await host.dispose();
      await rm(directory, { recursive: true });
    },
  };
}

/** Path and query of an address. */
export function targetOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
