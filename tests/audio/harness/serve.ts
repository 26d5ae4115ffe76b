import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { build } from 'vite';

const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript' };

/** The policy of the app: neither blob: nor data: may bring a script. */
const POLICY = "default-src 'self'; script-src 'self'; worker-src 'self'";

/** The harness page, built and served on loopback. */
export interface HarnessServer {
  readonly url: string;
  /** Answers 404 for files of this name from now on; null serves everything again. */
  withhold(files: RegExp | null): void;
  close(): Promise<void>;
}

/** Builds the harness into a temporary folder with vite and serves it under the app's policy. */
export async function serveHarness(): Promise<HarnessServer> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-audio-'));
  await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true, target: 'es2022' },
  });
  let withheld: RegExp | null = null;
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (withheld?.test(pathname)) response.writeHead(404).end();
    else void answer(response, join(folder, pathname === '/' ? 'index.html' : pathname));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    withhold(files) {
      withheld = files;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true });
    },
  };
}

async function answer(response: ServerResponse, path: string): Promise<void> {
  try {
    const body = await readFile(path);
    const type = TYPES[extname(path)] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type, 'content-security-policy': POLICY }).end(body);
  } catch {
    response.writeHead(404).end();
  }
}
