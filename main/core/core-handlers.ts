import type { CallHandlers } from '../../contract/calls/calls.ts';
import type { desktopCalls } from '../../contract/calls/desktop-calls.ts';
import type { sessionCalls } from '../../contract/calls/session-calls.ts';
import type { settingsCalls } from '../../contract/calls/settings-calls.ts';
import type { usageCalls } from '../../contract/calls/usage-calls.ts';
import type { EndpointReport } from '../../contract/endpoint-report.ts';
import type { AnyEvent } from '../../contract/events/events.ts';
import { Failure } from '../../contract/failure.ts';
import { type Profile, profileOf } from '../../contract/profiles.ts';
import type { DesktopPort } from './desktop/desktop-port.ts';
import type { Levels } from './host/core-surface.ts';
import type { HotkeyFollower } from './hotkeys/follow-hotkeys.ts';
import type { HotkeySource } from './hotkeys/hotkey-source.ts';
import type { Route } from './realtime/route/route.ts';
import type { Conductor } from './session/conductor.ts';
import { checkKey } from './settings/check-key.ts';
import type { KeyRings } from './settings/key-rings.ts';
import type { SettingsStore } from './settings/settings-store.ts';
import type { UsageBook } from './usage/usage-book.ts';
import { csvOf } from './usage/usage-csv.ts';
import { monthsOf } from './usage/usage-days.ts';
import type { UsageDesk } from './usage/usage-desk.ts';
import { reportOf } from './usage/usage-report.ts';

/** The parts that calls act on. */
export interface HandlerParts {
  readonly conductor: Conductor;
  readonly settings: SettingsStore;
  readonly keys: KeyRings;
  readonly hotkeys: HotkeySource;
  readonly follower: HotkeyFollower;
  readonly desktop: DesktopPort;
  /** The way to a profile's server. Rejects with a `Failure`. */
  routeOf(profile: Profile): Promise<Route>;
  /** Tries a profile out for real. */
  tryOut(profile: Profile): Promise<EndpointReport>;
  readonly usage: UsageDesk;
  readonly book: UsageBook;
  measured(levels: Levels): void;
  emit(event: AnyEvent): void;
}

/** One function a call; each hands the work to the part that does it. */
export function coreHandlers(parts: HandlerParts): CallHandlers {
  return {
    ...sessionHandlers(parts),
    ...settingsHandlers(parts),
    ...desktopHandlers(parts),
    ...usageHandlers(parts),
  };
}

type SessionHandlers = Pick<CallHandlers, keyof typeof sessionCalls>;
type SettingsHandlers = Pick<CallHandlers, keyof typeof settingsCalls>;
type DesktopHandlers = Pick<CallHandlers, keyof typeof desktopCalls>;
type UsageHandlers = Pick<CallHandlers, keyof typeof usageCalls>;

function sessionHandlers({ conductor, measured }: HandlerParts): SessionHandlers {
  return {
    'session.start': async ({ keep }) => {
      await conductor.start(keep);
      return null;
    },
    'session.retry': () => command(() => conductor.retry()),
    'network.changed': () => command(() => conductor.retry()),
    'session.stop': () => {
      conductor.stop();
      return null;
    },
    'session.mute': ({ muted }) => {
      conductor.mute(muted);
      return null;
    },
    'turn.begin': () => {
      conductor.beginTurn();
      return null;
    },
    'turn.end': () => {
      conductor.endTurn(false);
      return null;
    },
    'turn.latch': () => command(() => conductor.latch()),
    'turn.cancel': () => {
      conductor.endTurn(true);
      return null;
    },
    ...helpHandlers(conductor),
    'turn.text': ({ text }) => {
      conductor.say(text);
      return null;
    },
    'turn.picture': ({ picture, text }) => command(() => conductor.show(picture, text)),
    'turn.correct': ({ item, text }) => {
      conductor.correct(item, text);
      return null;
    },
    'response.ask': () => command(() => conductor.answer()),
    'response.stop': () => {
      conductor.stopResponse();
      return null;
    },
    'tool.decide': ({ item, allow }) => {
      conductor.decide(item, allow);
      return null;
    },
    'speaker.report': (report) => {
      conductor.speakerReport(report);
      return null;
    },
    'levels.report': (levels) => command(() => measured(levels)),
    'microphone.report': ({ failure }) => {
      if (failure !== null) conductor.microphoneFailed({ code: failure, text: '' });
      return null;
    },
  };
}

function helpHandlers(conductor: Conductor) {
  return {
    'help.begin': () => command(() => conductor.beginHelp()),
    'help.end': () => command(() => conductor.endHelp(false)),
    'help.cancel': () => command(() => conductor.endHelp(true)),
    'hint.raise': ({ item }) => command(() => conductor.raiseHint(item)),
  } satisfies Partial<SessionHandlers>;
}

function settingsHandlers(parts: HandlerParts): SettingsHandlers {
  const { conductor, settings, keys, follower, routeOf, tryOut, emit } = parts;
  return {
    'settings.change': (patch) => {
      const before = settings.current;
      const after = settings.change(patch);
      emit({ name: 'settings.changed', payload: after });
      keys.reconfigure(before, after);
      conductor.reconfigure(before, after);
      follower.reconfigure(before, after);
      return after;
    },
    'key.set': async ({ key, weak }) => {
      const ring = keys.current;
      await ring.set(key, weak);
      return ring.status;
    },
    'key.clear': async () => {
      const ring = keys.current;
      await ring.clear();
      return ring.status;
    },
    'key.check': async ({ key }) => {
      // A keyring may have been unlocked since it was asked.
      const ring = keys.current;
      if (key === null) await ring.retry();
      const profile = profileOf(settings.current);
      const route = await routeOf(profile);
      return checkKey({ profile, key: key ?? ring.reveal(), route });
    },
    'endpoint.test': async ({ profile: id }) => {
      const found = settings.current.profiles.find((each) => each.id === id);
      if (found === undefined) throw Failure.notFound('There is no such profile.');
      return tryOut(found);
    },
  };
}

function desktopHandlers({ hotkeys, desktop }: HandlerParts): DesktopHandlers {
  return {
    'hotkeys.record': () => hotkeys.record(),
    'hotkeys.stopRecording': () => command(() => hotkeys.stopRecording()),
    'hotkeys.requestAccess': () => command(() => hotkeys.requestAccess()),
    'desktop.showMain': () => command(() => desktop.showMain()),
    'desktop.pillPointed': ({ pointed }) => command(() => desktop.pillPointed(pointed)),
    'desktop.microphoneSettings': () => command(() => desktop.openMicrophoneSettings()),
    'desktop.checkUpdates': () => command(() => desktop.checkUpdates()),
    'desktop.installUpdate': () => command(() => desktop.installUpdate()),
  };
}

function usageHandlers({ usage, book }: HandlerParts): UsageHandlers {
  return {
    'budget.decide': ({ choice }) => command(() => usage.decide(choice)),
    'usage.report': async (range) => {
      const { from, to } = monthsOf(range);
      return { ...reportOf(await book.read(from, to), range), folder: book.folder };
    },
    'usage.export': async (range) => {
      const { from, to } = monthsOf(range);
      return csvOf((await book.read(from, to)).rows, range);
    },
    'usage.clear': async () => {
      await book.clear();
      return null;
    },
  };
}

function command(act: () => void): null {
  act();
  return null;
}
