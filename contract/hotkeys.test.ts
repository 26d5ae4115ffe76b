import { describe, expect, it } from 'vitest';
import { chordSchema, defaultHotkeys, hotkeyPressSchema, hotkeysSchema } from './hotkeys.ts';

describe('defaultHotkeys', () => {
  it.each([
    ['linux', 'ControlRight'],
    ['win32', 'ControlRight'],
    ['darwin', 'MetaRight'],
  ])('on %s talks by the lone %s', (platform, key) => {
    const hotkeys = hotkeysSchema.parse(defaultHotkeys(platform));
    expect(hotkeys).toEqual({ talk: { key, modifiers: [] }, help: null, hint: null });
  });
});

describe('what crosses the bridge', () => {
  it('is a chord with a known form of key, and a press that says whether it counts', () => {
    expect(chordSchema.safeParse({ key: 'rm -rf', modifiers: [] }).success).toBe(false);
    const press = { action: 'talk', down: false };
    expect(hotkeyPressSchema.safeParse(press).success).toBe(false);
    expect(hotkeyPressSchema.safeParse({ ...press, cancelled: true }).success).toBe(true);
  });
});
