import { assertNever } from '../../../contract/base/assert-never.ts';
import { type Disposable, DisposableStore } from '../../../contract/base/disposable.ts';
import type { AnyEvent } from '../../../contract/events/events.ts';
import { Failure } from '../../../contract/failure.ts';
import type { HotkeyPress, HotkeyStatus } from '../../../contract/hotkeys.ts';
import { hotkeysOf, type Settings } from '../../../contract/settings.ts';
import type { Clock } from '../base/clock.ts';
import type { Conductor } from '../session/conductor.ts';
import { helpKey } from './help-key.ts';
import type { HotkeySource } from './hotkey-source.ts';
import { talkKey } from './talk-key.ts';

/** What global keys are followed with. */
export interface FollowedHotkeys {
  readonly hotkeys: HotkeySource;
  readonly conductor: Conductor;
  readonly settings: () => Settings;
  readonly clock: Clock;
  /** Node's name of the operating system. */
  readonly platform: string;
  readonly emit: (event: AnyEvent) => void;
}

/** The global keys as the core holds them. */
export interface HotkeyFollower extends Disposable {
  /** The settings have changed; the keys are assigned anew when theirs have. */
  reconfigure(before: Settings, after: Settings): void;
  /** The machine sleeps or is locked: whatever is held or toggled ends. */
  releaseAll(): void;
}

/** Lets the global keys act on the conversation, and tells the page of them. */
export function followHotkeys(options: FollowedHotkeys): HotkeyFollower {
  const { hotkeys, conductor, settings, clock, platform, emit } = options;
  const owned = new DisposableStore();
  const attempt = guarded(emit);
  const now = () => clock.now();
  const session = () => conductor.view;
  const style = () => (hotkeys.status.can.hold ? settings().talkStyle : 'toggle');
  const latch = () => conductor.latch();
  const talk = talkKey({
    session,
    now,
    style,
    latch,
    start: () => attempt(() => conductor.start(conductor.goesOn)),
    begin: () => attempt(() => conductor.beginTurn()),
    end: (cancelled) => conductor.endTurn(cancelled),
    mute: (muted) => attempt(() => conductor.mute(muted)),
  });
  const help = helpKey({
    session,
    now,
    taken: () => conductor.capturing,
    style,
    latch,
    begin: () => attempt(() => conductor.beginHelp()),
    end: (cancelled) => conductor.endHelp(cancelled),
  });
  const releaseBoth = (): void => {
    talk.release(false);
    help.release(false);
  };
  const act = (press: HotkeyPress): void => {
    // In the first run a key is only tried. What is held ends all the same.
    if (press.down && !settings().introduced) return;
    switch (press.action) {
      case 'talk':
        talk.handle(press);
        break;
      case 'help':
        help.handle(press);
        break;
      case 'hint':
        if (press.down) conductor.raiseHint(null);
        break;
      default:
        assertNever(press.action);
    }
  };
  owned.add(hotkeys.onStatus(() => tellStatus(options, releaseBoth)));
  owned.add(
    hotkeys.onPress((press) => {
      emit({ name: 'hotkey.pressed', payload: press });
      act(press);
    }),
  );
  hotkeys.assign(hotkeysOf(settings(), platform));
  return {
    reconfigure(before, after) {
      if (before.introduced && !after.introduced) releaseBoth();
      if (JSON.stringify(before.hotkeys) === JSON.stringify(after.hotkeys)) return;
      hotkeys.assign(hotkeysOf(after, platform));
    },
    releaseAll() {
      hotkeys.releaseAll();
      releaseBoth();
    },
    dispose: () => owned.dispose(),
  };
}

/** A key that nobody listens to cannot be pressed again to end what it has toggled. */
function tellStatus({ hotkeys, emit }: FollowedHotkeys, release: () => void): void {
  if (DEAF.has(hotkeys.status.problem)) release();
  emit({ name: 'hotkeys.changed', payload: hotkeys.status });
}

/** Problems of a listener that has died, with whatever it was holding. */
const DEAF: ReadonlySet<HotkeyStatus['problem']> = new Set(['restarting', 'listener_failed']);

/** No page waits for what a global key does: a failure is told as a notice. */
function guarded(emit: (event: AnyEvent) => void) {
  const tell = (error: unknown): void =>
    emit({ name: 'notice', payload: { failure: Failure.from(error).data } });
  return (action: () => void | Promise<void>): void => {
    try {
      Promise.resolve(action()).catch(tell);
    } catch (error) {
      tell(error);
    }
  };
}
