import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommand } from '../base/run-command.ts';
import { ownUrls } from './own-urls.ts';

let root = '';

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

async function bundle(): Promise<void> {
  const input = { web: join(root, 'main/web/main.ts'), worker: join(root, 'main/work/worker.ts') };
  const outDir = join(root, 'dist/main');
  const entries = new Map(Object.entries(input).map(([name, path]) => [path, `${name}.js`]));
  await build({
    root,
    configFile: false,
    logLevel: 'silent',
    plugins: [ownUrls({ root, outDir, entries })],
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir,
      rolldownOptions: { input, output: { entryFileNames: '[name].js' } },
    },
  });
}

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'parley-own-urls-')));
  write('package.json', '{ "type": "module" }');
  write('dist/renderer/index.html', 'the page');
  write('main/work/words.txt', 'the words');
  write(
    'main/work/worker.ts',
    "import { parentPort } from 'node:worker_threads';\nparentPort?.postMessage('the worker');\n",
  );
  write(
    'main/work/start.ts',
    `import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
export const words: string = readFileSync(new URL('./words.txt', import.meta.url), 'utf8');
export function start(): Worker { return new Worker(new URL('./worker.ts', import.meta.url)); }
`,
  );
});

afterEach(() => rmSync(root, { recursive: true }));

describe('ownUrls', () => {
  it('keeps a worker, a data file and the built page within reach of the bundle', async () => {
    write(
      'main/web/main.ts',
      `import { readFileSync } from 'node:fs';
import { start, words } from '../work/start.ts';
const page = new URL('../../dist/renderer/', import.meta.url);
start().on('message', (said) => process.stdout.write([said, words, readFileSync(new URL('index.html', page), 'utf8')].join()));
`,
    );
    await bundle();
    for (const path of ['main/web/main.ts', 'dist/main/web.js']) {
      const run = await runCommand([process.execPath, path], { cwd: root, timeoutMs: 20_000 });
      expect(run).toEqual({ code: 0, output: 'the worker,the words,the page' });
    }
  });

  it('stops the build at a source that is no entry', async () => {
    write('main/web/main.ts', "export const url = new URL('../work/start.ts', import.meta.url);\n");
    await expect(bundle()).rejects.toThrow('not an entry');
  });

  it('stops the build at import.meta.dirname', async () => {
    write('main/web/main.ts', 'export const here = import.meta.dirname;\n');
    await expect(bundle()).rejects.toThrow('use new URL');
  });
});
