import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scenarioSummaries } from '../../scenarios/registry.ts';
import { parseDeepLink, parseScenarioPath } from './deep-link.ts';

const strangers = [
  '',
  'parley:',
  'parley://',
  'parley://scenario',
  'parley://scenario/',
  'parley://scenario//strawberries.en',
  'parley://scenario/strawberries.en//',
  'parley://scenario/strawberries.en/more',
  'parley://scenario/strawberries.en?then=quit',
  'parley://scenario/strawberries.en#x',
  'parley://scenario/strawberries.en\n',
  'parley://scenario/strawberries.en\0',
  'parley://scenario/%73trawberries.en',
  'parley://scenario/../strawberries.en',
  'parley://scenario/strawberries.en --hidden',
  'parley://user@scenario/strawberries.en',
  'parley://scenario:80/strawberries.en',
  'parley://settings/strawberries.en',
  'parley:scenario/strawberries.en',
  'PARLEY://scenario/strawberries.en',
  ' parley://scenario/strawberries.en',
  'https://scenario/strawberries.en',
  'javascript:parley://scenario/strawberries.en',
  'parley://scenario/ѕtrawberries.en',
  'parley://scenario/__proto__',
  `parley://scenario/${'a'.repeat(9000)}.en`,
];

describe('parseDeepLink', () => {
  it('knows a link to every scenario there is', () => {
    for (const { id } of scenarioSummaries) {
      expect(parseDeepLink(`parley://scenario/${id}`)).toEqual({ kind: 'scenario', id });
      expect(parseDeepLink(`parley://scenario/${id}/`)).toEqual({ kind: 'scenario', id });
    }
  });

  it.each(strangers)('refuses %j', (link) => expect(parseDeepLink(link)).toBe(null));

  it('lets nothing through that is no id', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const found = parseDeepLink(`parley://scenario/${text}`);
        if (found?.kind === 'scenario') expect(found.id).toMatch(/^[a-z][a-z0-9-]*\.[a-zA-Z-]+$/);
      }),
    );
  });
});

describe('a scenario file', () => {
  it('is found from where the app was started, and is nothing that only ends like one', () => {
    const file = (argument: string) => parseScenarioPath(argument, '/home/ann');
    expect(file('a.parley-scenario')).toEqual({
      kind: 'file',
      path: '/home/ann/a.parley-scenario',
    });
    expect(file('/tmp/b.parley-scenario')).toEqual({
      kind: 'file',
      path: '/tmp/b.parley-scenario',
    });
    const strange = ['--x=a.parley-scenario', 'https://evil.example/a.parley-scenario', 'a.json'];
    for (const argument of [...strange, '']) expect(file(argument)).toBeNull();
    expect(file(`${'x'.repeat(5000)}.parley-scenario`)).toBeNull();
  });
});
