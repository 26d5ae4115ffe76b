import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scenarioSummaries } from '../../scenarios/registry.ts';
import { parseDeepLink } from './deep-link.ts';

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
        if (found !== null) expect(found.id).toMatch(/^[a-z][a-z0-9-]*\.[a-zA-Z-]+$/);
      }),
    );
  });
});
