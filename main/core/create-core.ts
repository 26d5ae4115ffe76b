import type { AudioFrame } from '../../contract/audio-frame.ts';
import { DisposableStore } from '../../contract/base/disposable.ts';
import { Emitter } from '../../contract/base/emitter.ts';
import type { AnyEvent } from '../../contract/events/events.ts';
import type { FailureData } from '../../contract/failure.ts';
import { scenarioSummaries } from '../scenarios/registry.ts';
import { systemClock } from './base/clock.ts';
import { coreHandlers } from './core-handlers.ts';
import type { CoreOptions } from './core-options.ts';
import { makeConductor, makeDesk, makeKeyRing, startOnce } from './core-parts.ts';
import { plainDesktop } from './desktop/desktop-port.ts';
import type { CoreSurface, Levels } from './host/core-surface.ts';
import { followHotkeys, type HotkeyFollower } from './hotkeys/follow-hotkeys.ts';
import { silentHotkeys } from './hotkeys/no-hotkeys.ts';
import type { Conductor } from './session/conductor.ts';
import { SettingsStore } from './settings/settings-store.ts';
import { UsageBook } from './usage/usage-book.ts';

/** The core as hosts hold it. `dispose` ends the session and the partner. */
export interface Core extends CoreSurface {
  /** The machine is locked: every held key is let go. */
  releaseKeys(): void;
  /** Tells the pages of something that the host could not do. */
  tell(failure: FailureData): void;
  /** The machine goes to sleep: keys are let go, and no attempt to connect is wasted on it. */
  suspend(): void;
  /** The machine is awake again: a connection has to show that it is alive, or is made anew. */
  resume(): void;
  dispose(): Promise<void>;
}

/** Builds the core: everything is put together here, by hand. */
export async function createCore(options: CoreOptions): Promise<Core> {
  const { log, clock = systemClock } = options;
  const owned = new DisposableStore();
  const events = owned.add(new Emitter<AnyEvent>());
  const speaker = owned.add(new Emitter<AudioFrame>());
  const levels = owned.add(new Emitter<Levels>());
  const emit = (event: AnyEvent): void => events.emit(event);
  const settings = new SettingsStore(options.dataDirectory, log);
  const keys = makeKeyRing(options);
  const partner = startOnce(options.partner);
  const play = (frame: AudioFrame): void => speaker.emit(frame);
  const conductor = owned.add(makeConductor(options, { settings, keys, partner, emit, play }));
  const hotkeys = owned.add(options.hotkeys ?? silentHotkeys);
  const desktop = options.desktop ?? plainDesktop({ platform: process.platform, version: '' });
  const { platform } = desktop.view;
  const current = () => settings.current;
  const book = new UsageBook(options.dataDirectory, log);
  const usage = owned.add(makeDesk(options, { settings, conductor, book, emit }));
  owned.add(events.listen((event) => usage.hear(event)));
  const follower = owned.add(
    followHotkeys({ hotkeys, conductor, settings: current, clock, platform, emit }),
  );
  owned.add(
    keys.onChange((status) => {
      emit({ name: 'key.changed', payload: status });
      conductor.refresh();
    }),
  );
  owned.add(desktop.onChange(() => emit({ name: 'desktop.changed', payload: desktop.view })));
  return {
    handlers: coreHandlers({
      conductor,
      settings,
      keys,
      hotkeys,
      follower,
      desktop,
      usage,
      book,
      emit,
      measured: (value) => levels.emit(value),
    }),
    onEvent: events.listen,
    onSpeakerAudio: speaker.listen,
    onLevels: levels.listen,
    snapshot: () => ({
      ...conductor.snapshot,
      meter: usage.view,
      settings: settings.current,
      key: keys.status,
      scenarios: [...scenarioSummaries],
      hotkeys: hotkeys.status,
      desktop: desktop.view,
    }),
    pageCame: () => conductor.pageCame(),
    microphoneFrame: (frame) => conductor.microphoneFrame(frame),
    pageLeft: () => conductor.pageLeft(),
    releaseKeys: () => follower.releaseAll(),
    tell: (failure) => emit({ name: 'notice', payload: { failure } }),
    ...sleeping(follower, conductor),
    async dispose() {
      owned.dispose();
      await Promise.all([keys.close(), partner.dispose(), book.settled()]);
    },
  };
}

function sleeping(
  follower: HotkeyFollower,
  conductor: Conductor,
): Pick<Core, 'suspend' | 'resume'> {
  return {
    suspend() {
      follower.releaseAll();
      conductor.suspend();
    },
    resume: () => conductor.retry(),
  };
}
