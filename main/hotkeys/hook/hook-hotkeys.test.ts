import { afterEach, describe, expect, it } from 'vitest';
import { type HotkeyPress, hotkeyStatusSchema } from '../../../contract/hotkeys.ts';
import { ManualClock } from '../../core/base/clock.ts';
import { MemoryLog } from '../../core/base/log.ts';
import { HookHotkeys } from './hook-hotkeys.ts';
import { ScriptedHooks } from './scripted-hook.ts';

const noKeys = { talk: null, help: null, hint: null };
const f9 = { ...noKeys, talk: { key: 'F9', modifiers: [] } };
const down: HotkeyPress = { action: 'talk', down: true, cancelled: false };
const up: HotkeyPress = { action: 'talk', down: false, cancelled: false };

let made: HookHotkeys | null = null;
afterEach(() => made?.dispose());

class ScriptedAccessibility {
  trusted = false;
  asked = 0;
  isTrusted(): boolean {
    return this.trusted;
  }
  ask(): void {
    this.asked += 1;
  }
}

function keyboard(accessibility?: ScriptedAccessibility) {
  const hooks = new ScriptedHooks();
  const clock = new ManualClock();
  const log = new MemoryLog();
  const source = new HookHotkeys({ startHook: hooks.start, accessibility, clock, log });
  made = source;
  const presses: HotkeyPress[] = [];
  let statuses = 0;
  source.onPress((press) => presses.push(press));
  source.onStatus(() => {
    statuses += 1;
    hotkeyStatusSchema.parse(source.status);
  });
  const listen = () => {
    source.assign(f9);
    hooks.now.say({ kind: 'ready' });
  };
  return { source, hooks, clock, presses, listen, statuses: () => statuses };
}

describe('HookHotkeys', () => {
  it('listens only while there is a key to listen for', () => {
    const { source, hooks, statuses } = keyboard();
    source.assign(noKeys);
    expect(hooks.started).toHaveLength(0);
    source.assign(f9);
    expect(hooks.now.orders[0]).toEqual({ kind: 'watch', chords: [f9.talk], recording: false });
    expect(source.status.state.talk).toBe('active');
    source.assign(noKeys);
    expect(hooks.now.killed).toBe(true);
    expect(source.status.state.talk).toBe('off');
    expect(statuses()).toBe(2);
  });

  it('refuses a key that it can never hear, and one that has an action already', () => {
    const { source } = keyboard();
    source.assign({ ...f9, help: f9.talk, hint: { key: 'BrowserBack', modifiers: [] } });
    expect(source.status.state).toEqual({ talk: 'active', help: 'refused', hint: 'refused' });
  });

  it('lets go when the listener dies, and says so until it listens again', () => {
    const { source, hooks, presses, listen } = keyboard();
    listen();
    hooks.now.key('F9', true);
    hooks.now.die();
    expect(presses).toEqual([down, up]);
    expect(source.status.problem).toBe('restarting');
    hooks.now.say({ kind: 'ready' });
    expect(source.status.problem).toBeNull();
  });

  it('takes the repeats of a hold that it ended for no new press, for as long as they last', () => {
    const { source, hooks, clock, presses, listen } = keyboard();
    listen();
    hooks.now.key('F9', true);
    source.releaseAll();
    expect(hooks.now.orders.at(-1)).toEqual({ kind: 'forget' });
    for (let repeat = 0; repeat < 5; repeat += 1) {
      clock.advance(700);
      hooks.now.key('F9', true);
    }
    expect(presses).toEqual([down, up]);
    hooks.now.key('F9', false);
    hooks.now.key('F9', true);
    expect(presses).toEqual([down, up, down]);
  });

  it('takes a key for fresh that was quiet: its up came while nobody listened', () => {
    const { source, hooks, clock, presses, listen } = keyboard();
    listen();
    hooks.now.key('F9', true);
    source.releaseAll();
    clock.advance(801);
    hooks.now.key('F9', true);
    expect(presses).toEqual([down, up, down]);
  });

  it('gives an unfinished recording up when the listener cannot listen', async () => {
    const { source, hooks } = keyboard();
    const recorded = source.record();
    hooks.now.say({ kind: 'failed', trouble: 'no_display', text: 'None.' });
    expect(await recorded).toBeNull();
    expect(source.status).toMatchObject({ source: 'none', problem: 'no_display' });
  });

  it('records through the death of the listener', async () => {
    const { source, hooks } = keyboard();
    const recorded = source.record();
    hooks.now.say({ kind: 'ready' });
    hooks.now.key('ShiftLeft', true);
    hooks.now.die();
    expect(hooks.now.orders).toEqual([{ kind: 'watch', chords: [], recording: true }]);
    hooks.now.say({ kind: 'ready' });
    hooks.now.key('KeyB', true);
    hooks.now.key('KeyB', false);
    expect(await recorded).toEqual({ key: 'KeyB', modifiers: [] });
  });

  it('records one chord at a time, and none after its end', async () => {
    const { source } = keyboard();
    const first = source.record();
    const second = source.record();
    expect(await first).toBeNull();
    source.stopRecording();
    expect(await second).toBeNull();
    const third = source.record();
    source.dispose();
    expect(await third).toBeNull();
    expect(await source.record()).toBeNull();
  });

  it('lets go when it is disposed, and says nothing after', () => {
    const { source, hooks, presses, clock, listen } = keyboard();
    listen();
    hooks.now.key('F9', true);
    source.dispose();
    hooks.now.key('F9', true);
    source.assign(f9);
    expect(presses).toEqual([down, up]);
    expect(hooks.started).toHaveLength(1);
    expect(hooks.now.killed).toBe(true);
    expect(clock.pending).toBe(0);
  });
});

describe('HookHotkeys on a Mac', () => {
  it('does not listen before it may, asks when asked to, and begins when the permission is there', () => {
    const accessibility = new ScriptedAccessibility();
    const { source, hooks, clock } = keyboard(accessibility);
    source.assign(f9);
    expect(source.status.problem).toBe('accessibility');
    expect([hooks.started.length, accessibility.asked]).toEqual([0, 0]);
    source.requestAccess();
    expect([hooks.started.length, accessibility.asked]).toEqual([0, 1]);
    accessibility.trusted = true;
    clock.advance(1000);
    expect(hooks.started).toHaveLength(1);
    expect(source.status.problem).toBeNull();
  });

  it('records nothing without the permission', async () => {
    const { source } = keyboard(new ScriptedAccessibility());
    expect(await source.record()).toBeNull();
    expect(source.status.problem).toBe('accessibility');
  });

  it('tries again on request where only the listener knows of the permission', () => {
    const { source, hooks } = keyboard();
    source.assign(f9);
    hooks.now.say({ kind: 'failed', trouble: 'accessibility', text: 'Not trusted.' });
    expect(source.status).toMatchObject({ source: 'hook', problem: 'accessibility' });
    source.requestAccess();
    expect(hooks.started).toHaveLength(2);
  });
});
