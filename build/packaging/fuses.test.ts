import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FuseV1Options } from '@electron/fuses';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FACTORY, type FuseWire, fusedBinary } from '../../tests/support/fake-electron.ts';
import { fuseNames, fuses, setFuses, wrongFuses } from './fuses.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-fuses-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function binary(wire: FuseWire): string {
  const program = join(folder, 'parley');
  writeFileSync(program, fusedBinary(wire));
  return program;
}

/** The fuses' states in every copy of the wire, read by hand. */
function states(program: string): string[] {
  const text = readFileSync(program, 'latin1');
  return text
    .split('B9tsX')
    .slice(1)
    .map((rest) => rest.slice(2, 2 + rest.charCodeAt(1)));
}

describe('the fuses', () => {
  it('are all that @electron/fuses knows, each decided', () => {
    const known = Object.values(FuseV1Options).filter((name) => typeof name === 'string');
    expect(fuseNames).toEqual(known);
    const on = fuseNames.filter((name) => fuses[name]);
    expect(on).toEqual([
      'EnableCookieEncryption',
      'EnableEmbeddedAsarIntegrityValidation',
      'OnlyLoadAppFromAsar',
      'WasmTrapHandlers',
    ]);
  });

  it('are set in the binary and read back', async () => {
    const program = binary(FACTORY);
    expect(await wrongFuses(program)).toContain('RunAsNode is ENABLE, not DISABLE');
    await setFuses({ program });
    expect(states(program)).toEqual(['010011001']);
    expect(await wrongFuses(program)).toEqual([]);
  });

  it('are set in both halves of a universal binary', async () => {
    const program = binary({ ...FACTORY, copies: 2 });
    await setFuses({ program });
    expect(states(program)).toEqual(['010011001', '010011001']);
  });

  it('are refused, with nothing written, when Electron has one that nobody decided', async () => {
    const program = binary({ states: `${FACTORY.states}1` });
    await expect(setFuses({ program })).rejects.toThrow('strictlyRequireAllFuses');
    expect(states(program)).toEqual([`${FACTORY.states}1`]);
    expect(await wrongFuses(program)).toContain('fuse 9 is not known here');
  });

  it('are refused when Electron has fewer, or the file none', async () => {
    await expect(setFuses({ program: binary({ states: '10110001' }) })).rejects.toThrow(
      'WasmTrapHandlers',
    );
    const plain = join(folder, 'plain');
    writeFileSync(plain, 'no fuses');
    await expect(setFuses({ program: plain })).rejects.toThrow('sentinel');
    await expect(wrongFuses(plain)).rejects.toThrow('sentinel');
  });

  it('are wrong when one was left as it came, each one', async () => {
    const good = '010011001';
    for (const [index, name] of fuseNames.entries()) {
      const flipped = good[index] === '1' ? '0' : '1';
      const program = binary({ states: good.slice(0, index) + flipped + good.slice(index + 1) });
      const wrong = await wrongFuses(program);
      expect(wrong).toHaveLength(1);
      expect(wrong[0]).toContain(name);
    }
    expect(await wrongFuses(binary({ states: '01001100' }))).toEqual([
      'WasmTrapHandlers is missing, not ENABLE',
    ]);
  });
});
