import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import en from '../../renderer/locales/en.json' with { type: 'json' };
import zhHant from '../../renderer/locales/zh-Hant.json' with { type: 'json' };
import { type ScannedWords, scanWords } from './scan-words.ts';

type Words = { [key: string]: string | Words };

const renderer = join(import.meta.dirname, '../../renderer');

function flatten(words: Words, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(words)) {
    if (typeof value === 'string') flat.set(prefix + key, value);
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) flat.set(inner, text);
  }
  return flat;
}

async function scanAll(): Promise<ScannedWords[]> {
  const scanned: ScannedWords[] = [];
  for await (const file of glob('**/*.tsx', { cwd: renderer })) {
    scanned.push(scanWords(file, readFileSync(join(renderer, file), 'utf8')));
  }
  return scanned;
}

function matcher(key: string): RegExp {
  const parts = key.split('*').map((part) => part.replaceAll('.', '\\.'));
  // i18next puts the grammatical number behind the key that is asked for.
  return new RegExp(`^${parts.join('[^.]+')}(_one|_other)?$`);
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();
}

const english = flatten(en);
const chinese = flatten(zhHant);

describe('the two languages', () => {
  it('have the same keys, in the same order', () => {
    expect([...chinese.keys()]).toEqual([...english.keys()]);
  });

  it('insert the same things, and leave nothing empty', () => {
    for (const [key, text] of english) {
      expect(placeholders(chinese.get(key) ?? ''), key).toEqual(placeholders(text));
      expect(text.trim(), key).not.toBe('');
      expect(chinese.get(key)?.trim(), key).not.toBe('');
    }
  });

  it('say in Chinese what is said in English, but for names and keys', () => {
    const same = [...english].filter(([key, text]) => chinese.get(key) === text);
    const neutral =
      /^(app\.name|scenario\.eyebrow|settings\.endpoints\.openai|settings\.templates\.\w+|shortcuts\.keys\.\w+)$/;
    expect(same.map(([key]) => key).filter((key) => !neutral.test(key))).toEqual([]);
  });
});

describe('the sources', () => {
  it('ask for no word that is missing, and for every word that is there', async () => {
    const asked = (await scanAll()).flatMap(({ keys }) => keys);
    const known = [...english.keys()];
    const matchers = asked.map(matcher);
    expect(asked.filter((key) => !known.some((name) => matcher(key).test(name)))).toEqual([]);
    expect(known.filter((name) => !matchers.some((test) => test.test(name)))).toEqual([]);
  });

  it('say nothing without asking', async () => {
    const scanned = await scanAll();
    expect(scanned.length).toBeGreaterThan(25);
    expect(scanned.flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});

describe('scanWords', () => {
  const complain = (source: string) => scanWords('planted.tsx', source).complaints;

  it('finds words between tags, in braces and in attributes', () => {
    expect(complain('const a = <p>Hello</p>;')).toEqual(['planted.tsx: untranslated: Hello']);
    expect(complain("const a = <p>{'Hello'}</p>;")).toHaveLength(1);
    expect(complain("const a = <p>{b ? 'Yes' : `No`}</p>;")).toHaveLength(2);
    expect(complain("const a = <p>{b && 'Yes'}</p>;")).toHaveLength(1);
    expect(complain('const a = <b aria-label="Close" />;')).toHaveLength(1);
    expect(complain("const a = <b title={'Close'} />;")).toHaveLength(1);
  });

  it('lets marks, ids and translated words be', () => {
    expect(complain('const a = <p id="x" lang="en">— {t(\'app.close\')} {name}</p>;')).toEqual([]);
  });

  it('reads keys out of literals, templates and choices, and no others', () => {
    const read = (source: string) => scanWords('planted.tsx', source).keys;
    expect(read("t('a.b'); words.t('c')")).toEqual(['a.b', 'c']);
    expect(read(`t(\`a.$\{b}.c\`)`)).toEqual(['a.*.c']);
    expect(read("t(x ? 'a' : 'b')")).toEqual(['a', 'b']);
    expect(complain('t(key)')).toEqual(['planted.tsx: a key that cannot be read']);
  });
});
