import { describe, expect, it } from 'vitest';
import { TestStage } from '../session/testing-conductor.ts';
import { followHotkeys } from './follow-hotkeys.ts';
import { ScriptedHotkeys } from './scripted-hotkeys.ts';

/** Global keys over a session that is open. */
async function stage(introduced: boolean) {
  const test = new TestStage();
  test.settings = { ...test.settings, introduced };
  const hotkeys = new ScriptedHotkeys();
  const follower = followHotkeys({
    hotkeys,
    conductor: test.conductor,
    settings: () => test.settings,
    platform: 'linux',
    emit: (event) => test.events.push(event),
  });
  await test.live();
  return { test, hotkeys, follower };
}

describe('global keys in the first run', () => {
  it('are told to the page, and begin nothing', async () => {
    const { test, hotkeys } = await stage(false);
    hotkeys.press('talk');
    expect(test.phase).toBe('idle');
    expect(test.payloads('hotkey.pressed')).toEqual([
      { action: 'talk', down: true, cancelled: false },
    ]);
    hotkeys.release('talk');
    test.settings = { ...test.settings, introduced: true };
    hotkeys.press('talk');
    expect(test.phase).toBe('listening');
  });

  it('end a turn that was open when it began again, held or toggled', async () => {
    const { test, hotkeys, follower } = await stage(true);
    const before = { ...test.settings, talkStyle: 'toggle' } as const;
    test.settings = before;
    hotkeys.press('talk');
    hotkeys.release('talk');
    expect(test.phase).toBe('listening');
    test.settings = { ...before, introduced: false };
    follower.reconfigure(before, test.settings);
    expect(test.phase).not.toBe('listening');
  });
});
