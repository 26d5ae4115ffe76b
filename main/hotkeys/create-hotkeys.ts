import { assertNever } from '../../contract/base/assert-never.ts';
import { type HotkeyAction, type HotkeyProblem, noHotkeys } from '../../contract/hotkeys.ts';
import { type Clock, systemClock } from '../core/base/clock.ts';
import type { Log } from '../core/base/log.ts';
import type { HotkeySource } from '../core/hotkeys/hotkey-source.ts';
import { silentHotkeys } from '../core/hotkeys/no-hotkeys.ts';
import { chooseSource } from './choose-source.ts';
import { type Accessibility, HookHotkeys } from './hook/hook-hotkeys.ts';
import type { HookProcess } from './hook/hook-process.ts';
import { connectBusOf } from './portal/connect-bus.ts';
import { PortalHotkeys } from './portal/portal-hotkeys.ts';
import { PortalOrElse } from './portal/portal-or-else.ts';
import { type GlobalShortcut, ShortcutHotkeys } from './shortcut/shortcut-hotkeys.ts';

/** What a host brings along. */
export interface HotkeysOptions {
  /** As Node names it. */
  readonly platform: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Starts a listening process: `startNodeHook` on plain Node, `hookOfUtilityProcess` in Electron. */
  readonly startHook: () => HookProcess;
  readonly globalShortcut?: GlobalShortcut;
  /** macOS only. */
  readonly accessibility?: Accessibility;
  /** Names the app to a Wayland desktop: its .desktop file without the ending. */
  readonly appId?: string;
  /** What a Wayland desktop's own dialog says that a key is for. */
  readonly describe?: (action: HotkeyAction) => string;
  readonly clock?: Clock;
  readonly log: Log;
}

/** The keys of this platform. Nothing listens, and no process or connection is begun, before the first `assign`. */
export function createHotkeys(options: HotkeysOptions): HotkeySource {
  const { platform, environment, globalShortcut } = options;
  const hasGlobalShortcut = globalShortcut !== undefined;
  const choice = chooseSource({ platform, environment, hasGlobalShortcut });
  switch (choice.kind) {
    case 'hook':
      return hookOf(options);
    case 'portal':
      return portalOf(options);
    case 'none':
      return silentBecause(choice.problem);
    default:
      return assertNever(choice);
  }
}

function hookOf({ startHook, accessibility, clock = systemClock, log }: HotkeysOptions) {
  return new HookHotkeys({ startHook, accessibility, clock, log });
}

function portalOf(options: HotkeysOptions): HotkeySource {
  const { environment, appId, globalShortcut, clock = systemClock, log } = options;
  const connectBus = connectBusOf({ environment, clock });
  const describe = options.describe ?? ((action) => DESCRIPTIONS[action]);
  const portal = new PortalHotkeys({ connectBus, appId, describe, clock, log });
  return new PortalOrElse(portal, () =>
    globalShortcut === undefined
      ? silentBecause('no_portal')
      : new ShortcutHotkeys({ globalShortcut, log }),
  );
}

function silentBecause(problem: HotkeyProblem): HotkeySource {
  return { ...silentHotkeys, status: { ...noHotkeys, problem } };
}

const DESCRIPTIONS: Readonly<Record<HotkeyAction, string>> = {
  talk: 'Hold to talk',
  help: 'Hold to ask for help in your own language',
  hint: 'Show the next hint',
};
