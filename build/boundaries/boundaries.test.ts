import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { root as house } from '../base/root.ts';
import { type BoundaryReport, checkBoundaries } from './check-boundaries.ts';
import { clean, faults, type Tree } from './planted-trees.ts';

const named = faults.map(([what, path, line, said]) => ({ what, path, line, said }));
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function checkTree(tree: Tree): BoundaryReport {
  const folder = mkdtempSync(join(tmpdir(), 'parley-boundaries-'));
  folders.push(folder);
  for (const [path, text] of Object.entries(tree)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return checkBoundaries(folder);
}

describe('the boundary check', () => {
  it('passes a clean tree and sees every module of it', () => {
    const report = checkTree(clean);
    const sources = Object.keys(clean).filter((path) => !path.endsWith('.css')).length;
    expect(report.violations).toEqual([]);
    expect(report.modules).toBe(sources);
    expect(report.files).toBe(sources);
    expect(report.imports).toBeGreaterThan(sources);
  });

  it.each(named)('catches $what', ({ path, line, said }) => {
    const { violations } = checkTree({ ...clean, [path]: `${line}\n${clean[path] ?? ''}` });
    // A forbidden arrow often closes a circle as well: that one is told apart from the fault itself.
    const direct = violations.filter(
      (text) => said.startsWith('import cycle') || !text.includes('import cycle'),
    );
    expect(direct).toHaveLength(1);
    expect(direct[0]).toContain(said);
    expect(direct[0]?.startsWith(path)).toBe(true);
  });

  it('names a cycle through several files once', () => {
    const { violations } = checkTree({
      ...clean,
      'main/audio/a.ts': "import './b.ts';\n",
      'main/audio/b.ts': "import './c.ts';\n",
      'main/audio/c.ts': "import './a.ts';\n",
    });
    expect(violations).toEqual([
      'main/audio/a.ts: import cycle main/audio/a.ts → main/audio/b.ts → main/audio/c.ts → main/audio/a.ts',
    ]);
  });

  it('does not pass a tree in which it sees nothing', () => {
    expect(checkTree({ 'README.md': '' }).violations).toEqual([
      'no module was seen: the check is blind',
      'no import was seen: the check is blind',
    ]);
  });

  it('sees the modules of this very house', () => {
    const report = checkBoundaries(house);
    expect(report.modules).toBe(report.files);
    expect(report.modules).toBeGreaterThan(50);
    expect(report.imports).toBeGreaterThan(report.modules);
  });
});
