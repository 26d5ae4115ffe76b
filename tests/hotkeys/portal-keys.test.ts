import { Variant } from '@jellybrick/dbus-next';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DisposableStore } from '../../contract/base/disposable.ts';
import { defaultHotkeys, type Hotkeys } from '../../contract/hotkeys.ts';
import { MemoryLog } from '../../main/core/base/log.ts';
import { createHotkeys, type HotkeysOptions } from '../../main/hotkeys/create-hotkeys.ts';
import { startTestBus, type TestBus } from '../support/session-bus.ts';
import { hear } from './heard.ts';
import { impersonate, type PortalScript, ScriptedPortal } from './scripted-portal.ts';

let bus: TestBus;
let owned = new DisposableStore();

beforeEach(async () => {
  bus = await startTestBus();
});
afterEach(async () => {
  owned.dispose();
  owned = new DisposableStore();
  await bus.dispose();
});

const keys = defaultHotkeys('linux');
const noKeys: Hotkeys = { talk: null, help: null, hint: null };
const talkDown = { action: 'talk', down: true, cancelled: false };
const talkUp = { action: 'talk', down: false, cancelled: false };

async function startPortal(script?: PortalScript): Promise<ScriptedPortal> {
  return owned.add(await ScriptedPortal.start(bus.address, script));
}

/** The keys of a Wayland session whose bus is ours. */
function wayland(more: Partial<HotkeysOptions> = {}) {
  const log = new MemoryLog();
  const environment = {
    WAYLAND_DISPLAY: 'wayland-0',
    DISPLAY: ':0',
    DBUS_SESSION_BUS_ADDRESS: bus.address,
  };
  const startHook = () => {
    throw new Error('The listener was started under Wayland.');
  };
  const options = { platform: 'linux', environment, startHook, log, ...more };
  const source = owned.add(createHotkeys(options));
  const presses = owned.add(hear(source.onPress));
  const statuses = owned.add(hear(source.onStatus));
  const settles = async (fits: () => boolean) => {
    while (!fits()) await statuses.next();
  };
  const isNamed = () => settles(() => source.status.names.talk !== undefined);
  const problemIs = (problem: string | null) => settles(() => source.status.problem === problem);
  return { source, presses, log, settles, isNamed, problemIs };
}

describe('the GlobalShortcuts portal', () => {
  it('is asked for the three actions, and passes a hold on', async () => {
    const portal = await startPortal();
    const { source, presses, isNamed } = wayland();
    const help = { key: 'KeyH', modifiers: ['control' as const, 'shift' as const] };
    source.assign({ ...keys, help });
    const { body } = await portal.bound();
    expect(body.slice(0, 3)).toEqual([
      portal.session,
      [
        ['talk', preferred('Hold to talk', 'CTRL+ALT+space')],
        ['help', preferred('Hold to ask for help in your own language', 'CTRL+SHIFT+h')],
        ['hint', { description: new Variant('s', 'Show the next hint') }],
      ],
      '',
    ]);
    await isNamed();
    expect(source.status).toEqual({
      source: 'portal',
      can: { hold: true, mouse: false, loneModifier: false, choose: false },
      problem: null,
      state: { talk: 'active', help: 'refused', hint: 'off' },
      names: { talk: 'Ctrl+Alt+Space' },
    });
    portal.activate('talk');
    expect(await presses.next()).toEqual(talkDown);
    portal.activate('talk');
    portal.deactivate('talk');
    expect(await presses.next()).toEqual(talkUp);
    expect(await source.record()).toBeNull();
  });

  it('learns the name of the app before anything else', async () => {
    const portal = await startPortal();
    const { source, isNamed } = wayland({ appId: 'org.example.Parley' });
    source.assign(keys);
    await isNamed();
    const asked = portal.calls.all.map(({ member }) => member);
    expect(asked).toEqual(['Register', 'Get', 'CreateSession', 'BindShortcuts']);
    expect(portal.calls.all[0]?.body).toEqual(['org.example.Parley', {}]);
  });

  it('keeps its session while the same keys are wanted, and leaves it when none are', async () => {
    const portal = await startPortal();
    const { source, presses, isNamed } = wayland();
    source.assign(keys);
    await isNamed();
    source.assign({ ...keys });
    portal.activate('talk');
    expect(await presses.next()).toEqual(talkDown);
    expect(portal.calls.all.filter(({ member }) => member === 'BindShortcuts')).toHaveLength(1);
    source.assign(noKeys);
    expect(await presses.next()).toEqual(talkUp);
    expect(source.status.state).toEqual({ talk: 'off', help: 'off', hint: 'off' });
    source.assign(keys);
    await isNamed();
    portal.activate('talk');
    expect(await presses.next()).toEqual(talkDown);
  });

  it('tells which keys the user has chosen since', async () => {
    const portal = await startPortal();
    const { source, isNamed, settles } = wayland();
    source.assign(keys);
    await isNamed();
    portal.changed({ talk: 'Meta+F1', hint: 'Meta+F2', stranger: 'Meta+F3' });
    await settles(() => source.status.names.talk === 'Meta+F1');
    expect(source.status.names).toEqual({ talk: 'Meta+F1', hint: 'Meta+F2' });
    expect(source.status.state.hint).toBe('active');
  });

  it('may be declined, and is asked again when keys are assigned anew', async () => {
    const portal = await startPortal();
    portal.answer = 1;
    const { source, settles, isNamed } = wayland();
    source.assign(keys);
    await settles(() => source.status.state.talk === 'refused');
    expect(source.status).toMatchObject({ source: 'portal', problem: null });
    portal.answer = { talk: 'F8' };
    source.assign(keys);
    await isNamed();
    expect(source.status.state.talk).toBe('active');
  });

  it('is not heard in another voice, nor when it says what cannot be understood', async () => {
    const portal = await startPortal();
    const { source, presses, isNamed } = wayland();
    source.assign(keys);
    await isNamed();
    const { client, session } = portal;
    await impersonate({ address: bus.address, client, session, id: 'help' });
    portal.activate('help', '/org/freedesktop/portal/desktop/session/1_1/other');
    portal.activate('wipe');
    portal.say('Activated', 's', ['help']);
    portal.say('Activated', '', []);
    portal.say('ShortcutsChanged', 'os', [session, 'all of them']);
    portal.activate('talk');
    expect(await presses.next()).toEqual(talkDown);
    expect(presses.all).toHaveLength(1);
  });
});

describe('a hold through the portal ends', () => {
  async function heldKey() {
    const portal = await startPortal();
    const keyboard = wayland();
    keyboard.source.assign(keys);
    await keyboard.isNamed();
    portal.activate('talk');
    expect(await keyboard.presses.next()).toEqual(talkDown);
    return { portal, ...keyboard };
  }

  it('when the desktop closes the session, and keys are bound anew', async () => {
    const { portal, presses, isNamed, problemIs } = await heldKey();
    portal.closeSession();
    expect(await presses.next()).toEqual(talkUp);
    await problemIs(null);
    await isNamed();
    portal.activate('talk');
    expect(await presses.next()).toEqual(talkDown);
  });

  it('when the portal is gone, and keys are bound anew once it is back', async () => {
    const { portal, presses, problemIs, isNamed } = await heldKey();
    await portal.vanish();
    expect(await presses.next()).toEqual(talkUp);
    await problemIs('restarting');
    await portal.appear();
    await problemIs(null);
    await isNamed();
    portal.activate('talk');
    expect(await presses.next()).toEqual(talkDown);
  });

  it('when the bus is gone, and keys are bound anew once it is back', async () => {
    const { presses, problemIs, isNamed } = await heldKey();
    await bus.kill();
    expect(await presses.next()).toEqual(talkUp);
    await problemIs('restarting');
    await bus.startAgain();
    const second = await startPortal();
    await problemIs(null);
    await isNamed();
    second.activate('talk');
    expect(await presses.next()).toEqual(talkDown);
  });

  it('when the screen is locked, whatever the desktop says later', async () => {
    const { portal, source, presses } = await heldKey();
    source.releaseAll();
    expect(await presses.next()).toEqual(talkUp);
    portal.deactivate('talk');
    portal.activate('talk');
    expect(await presses.next()).toEqual(talkDown);
  });
});

describe('Wayland without the portal', () => {
  it.each([
    ['nobody owns its name', null],
    ['it has no global keys', { version: null }],
    ['it lets only named apps in', { createError: 'An app id is required' }],
  ])('says so when %s', async (_what, script) => {
    if (script !== null) await startPortal(script);
    const { source, log, problemIs } = wayland();
    source.assign(keys);
    await problemIs('no_portal');
    expect(source.status).toMatchObject({ source: 'none', problem: 'no_portal' });
    expect(Object.values(source.status.can)).not.toContain(true);
    expect(log.lines.map(({ message }) => message)).toEqual(['Global keys are not offered here.']);
  });

  it('says so when there is no bus', async () => {
    const environment = { WAYLAND_DISPLAY: 'wayland-0' };
    const { source, problemIs } = wayland({ environment });
    source.assign(keys);
    await problemIs('no_portal');
    expect(source.status.source).toBe('none');
  });

  it('takes taps where the host can register shortcuts', async () => {
    const registered = new Map<string, () => void>();
    const globalShortcut = {
      register: (accelerator: string, action: () => void) => {
        registered.set(accelerator, action);
        return true;
      },
      unregister: (accelerator: string) => void registered.delete(accelerator),
    };
    const { source, presses, problemIs } = wayland({ globalShortcut });
    source.assign({ talk: { key: 'F9', modifiers: ['control'] }, help: keys.talk, hint: null });
    await problemIs('no_portal');
    expect(source.status).toMatchObject({
      source: 'shortcut',
      can: { hold: false, mouse: false, loneModifier: false, choose: true },
      state: { talk: 'active', help: 'refused', hint: 'off' },
    });
    registered.get('Control+F9')?.();
    expect(await presses.next()).toEqual(talkDown);
    expect(await presses.next()).toEqual(talkUp);
    source.dispose();
    expect(registered.size).toBe(0);
  });
});

function preferred(description: string, trigger: string) {
  return {
    description: new Variant('s', description),
    preferred_trigger: new Variant('s', trigger),
  };
}
