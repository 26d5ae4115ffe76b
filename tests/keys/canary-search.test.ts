import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CanarySearch, makeCanary } from './canary-search.ts';

const canary = makeCanary();
const half = canary.slice(0, Math.floor(canary.length / 2));

describe('the search for a canary', () => {
  it.each([
    ['as it is', `x${canary}y`],
    ['reversed', [...canary].reverse().join('')],
    ['in JSON', JSON.stringify({ key: canary })],
    ['in JSON in JSON', JSON.stringify({ message: JSON.stringify({ key: canary }) })],
    ['in an address', `http://h/?q=${encodeURIComponent(canary)}`],
    ['in hex', Buffer.from(canary).toString('hex')],
    ['in base64', Buffer.from(canary).toString('base64')],
    ['in base64 behind one', Buffer.from(`:${canary}`).toString('base64')],
    ['in base64 behind two', Buffer.from(`::${canary}::`).toString('base64')],
    ['in base64url', Buffer.from(`Bearer ${canary}`).toString('base64url')],
    ['in UTF-16', Buffer.from(`<${canary}>`, 'utf16le')],
    ['in UTF-16, the other way', Buffer.from(canary, 'utf16le').swap16()],
    ['cut in half', `…${half}`],
    ['cut in half in hex', Buffer.from(half).toString('hex')],
  ])('finds it %s', (_, content) => {
    expect(new CanarySearch(canary).through('here', content).length).toBeGreaterThan(0);
  });

  it('finds it in files and their names, however deep, and nothing elsewhere', () => {
    const directory = mkdtempSync(join(tmpdir(), 'parley-search-'));
    try {
      mkdirSync(join(directory, 'a', 'b'), { recursive: true });
      writeFileSync(join(directory, 'a', 'clean.log'), makeCanary());
      writeFileSync(join(directory, 'a', 'b', 'dirty.sqlite'), `\0\0${canary}\0`);
      const search = new CanarySearch(canary);
      expect(search.throughFiles(directory)).toBe(2);
      const places = new Set(search.finds.map(({ place }) => place));
      expect([...places]).toEqual([join(directory, 'a', 'b', 'dirty.sqlite')]);
      writeFileSync(join(directory, Buffer.from(canary).toString('hex')), '');
      search.throughFiles(directory);
      expect(search.finds.some(({ place }) => place.startsWith('name '))).toBe(true);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
