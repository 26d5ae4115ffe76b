import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listPackage, statFile } from '@electron/asar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../build/base/root.ts';
import { externalPackages, mainEntries } from '../../build/bundle/targets.ts';
import { fuseNames, wrongFuses } from '../../build/packaging/fuses.ts';
import { shippedPackages } from '../../build/packaging/stage-app.ts';
import { readWav } from '../../main/audio/wav.ts';
import { speakers } from '../support/speakers.ts';
import { writeSpoken } from '../support/spoken-wav.ts';
import { extractApp, type PackedApp, packApp, run, target } from './packed-app.ts';

let app: PackedApp;
let place = '';
let files: readonly string[] = [];
const roots = externalPackages.filter((name) => name !== 'electron');

beforeAll(async () => {
  app = await packApp();
  place = extractApp(app);
  const archive = join(app.resources, 'app.asar');
  const isFile = (path: string): boolean => !('files' in statFile(archive, path.slice(1)));
  files = listPackage(archive, { isPack: false }).filter(isFile);
}, 120_000);
afterAll(() => app?.dispose());

/** The parts of a path that say where in the app a file is, such as `/dist/main`. */
function heads(depth: number): string[] {
  return [
    ...new Set(
      files.map((path) =>
        path
          .split('/')
          .slice(0, depth + 1)
          .join('/'),
      ),
    ),
  ].sort();
}

describe('what the packed app holds', () => {
  it('is the built parts, the packages that are loaded at run time, and nothing else', () => {
    expect(heads(1)).toEqual(['/LICENSE', '/dist', '/node_modules', '/package.json']);
    expect(heads(2).filter((path) => path.startsWith('/dist/'))).toEqual([
      '/dist/main',
      '/dist/preload',
      '/dist/renderer',
    ]);
    const folders = shippedPackages(root, target).map(({ folder }) => `/${folder}/package.json`);
    const manifests = files.filter((path) =>
      /^\/(node_modules\/(@[^/]+\/)?[^/@]+\/)+package\.json$/.test(path),
    );
    expect(manifests.sort()).toEqual([...folders].sort());
  });

  it('has every program, the preload script and the page', () => {
    for (const name of Object.keys(mainEntries)) expect(files).toContain(`/dist/main/${name}.js`);
    expect(files).toContain('/dist/preload/preload.cjs');
    expect(files).toContain('/dist/renderer/index.html');
  });

  it('has no package a second time that is in the bundle already', () => {
    for (const name of ['react', 'react-dom', 'zod', 'i18next', 'openai', 'zustand', 'electron'])
      expect(files.filter((path) => path.startsWith(`/node_modules/${name}/`))).toEqual([]);
  });

  it('has no sources, source maps, tests, hidden files or documents', () => {
    const unwanted =
      /\.(map|tsx?|mts|cts|md)$|\/(test|tests|__tests__|fixtures|docs|examples)\/|(^|[/.])(test|spec)\.[cm]?js$|\/\./;
    const licence = /\/licen[cs]e[^/]*$/i;
    expect(files.filter((path) => unwanted.test(path) && !licence.test(path))).toEqual([]);
  });

  it('has no key, and nothing that names a place on the machine that built it', () => {
    const texts = globSync('**/*.{js,cjs,mjs,json,html,css}', { cwd: place });
    expect(texts.length).toBeGreaterThan(100);
    for (const path of texts) {
      const text = readFileSync(join(place, path), 'utf8');
      expect(text.match(/\bsk-[A-Za-z0-9_-]{16,}/)?.[0], path).toBeUndefined();
      expect(text.includes(root), path).toBe(false);
    }
  });

  it('keeps native code outside the archive, for this system alone, and all else inside', () => {
    const unpacked = globSync('**/*', {
      cwd: `${app.resources}/app.asar.unpacked`,
      withFileTypes: true,
    })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name);
    expect(unpacked.sort()).toEqual([
      `keyring.linux-${process.arch}-gnu.node`,
      'uiohook-napi.node',
    ]);
    expect(files.filter((path) => path.endsWith('.node'))).toHaveLength(unpacked.length);
  });

  it('has licences of everything that is joined to it, beside the archive', () => {
    const text = readFileSync(join(app.resources, 'LICENSES.third-party.txt'), 'utf8');
    for (const name of ['react', 'zod', 'openai', 'ws', '@echogarden/espeak-ng-emscripten'])
      expect(text).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(\\S+\\)$`, 'm'));
    expect(text).toContain('SIL OPEN FONT LICENSE');
  });

  it('has its nine fuses set, and its size on record', async () => {
    expect(fuseNames).toHaveLength(9);
    expect(await wrongFuses(app.program)).toEqual([]);
    expect(await wrongFuses(join(app.electronDist, 'electron'))).not.toEqual([]);
    expect(app.said).toMatch(/All fuses are set; the app holds \d{8} bytes/);
  });
});

describe('the packed app on plain Node', () => {
  it('loads every package that is not in the bundle, native ones included', async () => {
    // Killed before it can leave: without a display, the hold key's library ends an exiting process with an error.
    const script = [
      ...roots.map((name) => `await import(${JSON.stringify(name)});`),
      "(await import('node:fs')).writeSync(1, 'all loaded');",
      "process.kill(process.pid, 'SIGKILL');",
    ];
    const loaded = await run(['--input-type=module', '--eval', script.join('\n')], { cwd: place });
    expect(loaded).toEqual({ out: 'all loaded', errors: '', code: null });
  });

  it('talks: a spoken turn is recognised and answered with sound', async () => {
    const opening = 'Good morning! I would like to order some chocolate-covered strawberries.';
    const home = join(app.folder, 'home');
    const [question, answer] = [join(app.folder, 'question.wav'), join(app.folder, 'answer.wav')];
    await writeSpoken(question, opening, speakers.en);
    const { out, errors, code } = await run(
      [
        ...[join(place, 'dist/main/talk.js'), '--scenario', 'strawberries.en', '--json'],
        ...['--say', question, '--pace', '8', '--out', answer],
      ],
      { cwd: home.replace(/home$/, ''), home },
    );
    expect(errors).toBe('');
    expect(code).toBe(0);
    const lines = out
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(lines).toContainEqual(
      expect.objectContaining({ type: 'item', speaker: 'learner', text: opening, status: 'final' }),
    );
    expect(lines.at(-1)).toMatchObject({ type: 'done', turns: 1 });
    const { samples } = readWav(readFileSync(answer));
    expect(samples.length).toBeGreaterThan(24_000);
    expect(samples.some((sample) => Math.abs(sample) > 0.1)).toBe(true);
  });

  it('serves its page', async () => {
    const script = join(place, 'dist/main/web.js');
    const fetchPage = `
      const { spawn } = await import('node:child_process');
      const host = spawn(process.execPath, [${JSON.stringify(script)}, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
      let said = '';
      for await (const piece of host.stdout) {
        said += piece;
        const url = /http:\\S+/.exec(said)?.[0];
        if (url === undefined) continue;
        const entered = await fetch(url, { redirect: 'manual' });
        const cookie = entered.headers.getSetCookie()[0].split(';')[0];
        const page = await fetch(new URL('/', url), { headers: { cookie } });
        process.stdout.write(page.status + ' ' + await page.text());
        break;
      }
      host.kill('SIGTERM');
    `;
    const home = join(app.folder, 'web-home');
    const { out, errors } = await run(['--input-type=module', '--eval', fetchPage], {
      cwd: place,
      home,
    });
    expect(errors).toBe('');
    expect(out).toMatch(/^200 <!doctype html>/i);
  });
});

it('refuses a folder of another Electron, or of none', async () => {
  const args = [join(root, 'build/dist.ts'), '--dir', '--electron-dist', app.electronDist];
  writeFileSync(join(app.electronDist, 'version'), '44.0.0');
  expect((await run(args, { cwd: root })).out).toContain('holds Electron 44.0.0');
  rmSync(join(app.electronDist, 'version'));
  const { code, out } = await run(args, { cwd: root });
  expect(out).toContain('holds no Electron');
  expect(code).toBe(1);
});
