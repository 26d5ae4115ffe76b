import { describe, expect, it } from 'vitest';
import { TestStage } from '../session/testing-conductor.ts';
import { followHotkeys } from './follow-hotkeys.ts';
import { ScriptedHotkeys } from './scripted-hotkeys.ts';

/** A live session whose partner has spoken, and the global keys that act on it. */
async function stage(options: { toggles?: boolean; live?: boolean } = {}) {
  const stage = new TestStage();
  stage.settings = { ...stage.settings, partnerWords: 'on_hint', introduced: true };
  const hotkeys = new ScriptedHotkeys();
  if (options.toggles === true) {
    hotkeys.become({ can: { ...hotkeys.status.can, hold: false } });
  }
  const { conductor } = stage;
  const emit = (event: (typeof stage.events)[number]) => stage.events.push(event);
  const settings = () => stage.settings;
  const follower = followHotkeys({
    hotkeys,
    conductor,
    settings,
    clock: stage.clock,
    platform: 'linux',
    emit,
  });
  if (options.live !== false) {
    await stage.live();
    stage.answer('a', 500);
    stage.played(1, 500);
    stage.line.sent.length = 0;
  }
  return { stage, hotkeys, follower };
}

/** Presses `action` where only presses are seen: a down and at once its up. */
function tap(hotkeys: ScriptedHotkeys, action: 'talk' | 'help'): void {
  hotkeys.press(action);
  hotkeys.release(action);
}

describe('the global help key', () => {
  it('holds a question from down to up', async () => {
    const { stage: on, hotkeys } = await stage();
    hotkeys.press('help');
    expect(on.conductor.view).toMatchObject({ phase: 'listening', helping: true });
    on.speak(300);
    hotkeys.release('help');
    on.clock.advance(500);
    expect(on.line.types).toEqual(['response.create']);
  });

  it('drops a question whose hold was a shortcut', async () => {
    const { stage: on, hotkeys } = await stage();
    hotkeys.press('help');
    on.speak(300);
    hotkeys.release('help', true);
    on.clock.advance(500);
    expect(on.line.types).toEqual([]);
  });

  it.each(['by choice', 'where releases are not seen'])('toggles %s', async (why) => {
    const { stage: on, hotkeys } = await stage({ toggles: why !== 'by choice' });
    if (why === 'by choice') on.settings = { ...on.settings, talkStyle: 'toggle' };
    tap(hotkeys, 'help');
    on.speak(300);
    expect(on.phase).toBe('listening');
    tap(hotkeys, 'help');
    on.clock.advance(500);
    expect(on.line.types).toEqual(['response.create']);
  });

  it('and the talk key leave each other the microphone', async () => {
    const { stage: on, hotkeys } = await stage();
    hotkeys.press('talk');
    hotkeys.press('help');
    on.speak(300);
    hotkeys.release('help');
    expect(on.conductor.view).toMatchObject({ phase: 'listening', helping: false });
    hotkeys.release('talk');
    on.clock.advance(500);
    expect(on.line.types).toEqual(['input_audio_buffer.commit', 'response.create']);
    on.line.sent.length = 0;
    hotkeys.press('help');
    hotkeys.press('talk');
    hotkeys.release('talk');
    expect(on.conductor.view).toMatchObject({ phase: 'listening', helping: true });
  });

  it('says that there is no session, and ends with the machine’s sleep', async () => {
    const { stage: on, hotkeys } = await stage({ live: false });
    hotkeys.press('help');
    hotkeys.release('help');
    expect(on.payloads('notice')).toMatchObject([{ failure: { code: 'no_session' } }]);
    const toggled = await stage({ toggles: true });
    tap(toggled.hotkeys, 'help');
    toggled.follower.releaseAll();
    expect(toggled.stage.phase).not.toBe('listening');
  });
});

describe('the global hint key', () => {
  it('raises once for each press, not for its release', async () => {
    const { stage: on, hotkeys } = await stage();
    expect(on.conductor.view.hint).toBe('sound');
    hotkeys.press('hint');
    hotkeys.release('hint');
    expect(on.conductor.view.hint).toBe('text');
  });
});

describe('a turn that is begun by the global talk key', () => {
  const styles = ['hold', 'toggle', 'both'] as const;

  it('is toggled by a tap and held by more: one key for both', async () => {
    const { stage: on, hotkeys } = await stage();
    tap(hotkeys, 'talk');
    expect(on.conductor.view).toMatchObject({ phase: 'listening', latched: true });
    on.speak(300);
    tap(hotkeys, 'talk');
    on.clock.advance(500);
    expect(on.line.types).toEqual(['input_audio_buffer.commit', 'response.create']);
    expect(on.conductor.view.latched).toBe(false);
    on.line.sent.length = 0;
    on.line.say({ type: 'response.created', response: { id: 'r' } });
    on.line.say({ type: 'response.done', response: { id: 'r', status: 'completed' } });
    hotkeys.press('talk');
    expect(on.conductor.view.latched).toBe(false);
    on.speak(300);
    hotkeys.release('talk');
    on.clock.advance(500);
    expect(on.line.types).toEqual(['input_audio_buffer.commit', 'response.create']);
  });

  it.each(styles)('ends when the machine sleeps or is locked, in the style %s', async (style) => {
    for (const up of [false, true]) {
      const { stage: on, hotkeys, follower } = await stage();
      on.settings = { ...on.settings, talkStyle: style };
      hotkeys.press('talk');
      if (up && style !== 'hold') hotkeys.release('talk');
      on.speak(300);
      follower.releaseAll();
      on.clock.advance(500);
      expect(on.phase).toBe('thinking');
      expect(on.line.types).toEqual(['input_audio_buffer.commit', 'response.create']);
    }
  });

  it.each(styles)('ends when the listener dies, in the style %s', async (style) => {
    for (const up of [false, true]) {
      const { stage: on, hotkeys } = await stage();
      on.settings = { ...on.settings, talkStyle: style };
      hotkeys.press('talk');
      if (up && style !== 'hold') hotkeys.release('talk');
      on.speak(120);
      // Whoever listens lets go of what is held, and then says that it is deaf.
      hotkeys.releaseAll();
      hotkeys.become({ problem: 'restarting' });
      on.clock.advance(500);
      expect(on.phase).toBe('thinking');
      expect(on.line.types).toEqual(['input_audio_buffer.commit', 'response.create']);
    }
  });

  it('is dropped when it was toggled by mistake: nobody speaks for a minute', async () => {
    const { stage: on, hotkeys } = await stage();
    tap(hotkeys, 'talk');
    on.speak(59_000);
    expect(on.phase).toBe('listening');
    on.speak(1500);
    on.clock.advance(500);
    expect(on.phase).toBe('idle');
    expect(on.line.types).toEqual(['input_audio_buffer.clear']);
    expect(on.payloads('notice')).toMatchObject([{ failure: { code: 'nothing_said' } }]);
  });
});

/** Global keys over a session that is open. */
async function inFirstRun(introduced: boolean) {
  const test = new TestStage();
  test.settings = { ...test.settings, introduced };
  const hotkeys = new ScriptedHotkeys();
  const follower = followHotkeys({
    hotkeys,
    conductor: test.conductor,
    settings: () => test.settings,
    clock: test.clock,
    platform: 'linux',
    emit: (event) => test.events.push(event),
  });
  await test.live();
  return { test, hotkeys, follower };
}

describe('global keys in the first run', () => {
  it('are told to the page, and begin nothing', async () => {
    const { test, hotkeys } = await inFirstRun(false);
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
    const { test, hotkeys, follower } = await inFirstRun(true);
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
