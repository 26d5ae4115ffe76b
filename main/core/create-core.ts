import type { AudioFrame } from '../../contract/audio-frame.ts';
import { type Disposable, DisposableStore } from '../../contract/base/disposable.ts';
import { Emitter } from '../../contract/base/emitter.ts';
import type { CallHandlers } from '../../contract/calls/calls.ts';
import type { AnyEvent } from '../../contract/events/events.ts';
import type { FailureData } from '../../contract/failure.ts';
import { ScenarioShelf, scenarioDirectory } from '../scenarios/scenario-shelf.ts';
import { systemClock } from './base/clock.ts';
import { endpointParts } from './core-endpoint.ts';
import { coreHandlers } from './core-handlers.ts';
import type { CoreOptions } from './core-options.ts';
import { makeConductor, makeDesk, makeKeyRings, startOnce } from './core-parts.ts';
import { type DesktopPort, plainDesktop } from './desktop/desktop-port.ts';
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
  /** Keeps the scenario in the text of a file, and chooses it. Throws a `Failure`. */
  openScenario(text: string): void;
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
  const keys = makeKeyRings(options, settings);
  const shelf = new ScenarioShelf(scenarioDirectory(options.dataDirectory));
  const partner = startOnce(options.partner);
  const play = (frame: AudioFrame): void => speaker.emit(frame);
  const conductor = owned.add(
    makeConductor(options, { settings, keys, partner, shelf, emit, play }),
  );
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
  owned.add(announceChanges({ keys, desktop, conductor, emit }));
  const handlers = coreHandlers({
    conductor,
    settings,
    keys,
    hotkeys,
    follower,
    desktop,
    usage,
    book,
    emit,
    ...endpointParts(options, { keys, partner }),
    measured: (value) => levels.emit(value),
  });
  return {
    handlers,
    onEvent: events.listen,
    onSpeakerAudio: speaker.listen,
    onLevels: levels.listen,
    snapshot: () => ({
      ...conductor.snapshot,
      meter: usage.view,
      settings: settings.current,
      key: keys.current.status,
      scenarios: [...shelf.summaries],
      hotkeys: hotkeys.status,
      desktop: desktop.view,
    }),
    pageCame: () => conductor.pageCame(),
    microphoneFrame: (frame) => conductor.microphoneFrame(frame),
    pageLeft: () => conductor.pageLeft(),
    releaseKeys: () => follower.releaseAll(),
    tell: (failure) => emit({ name: 'notice', payload: { failure } }),
    openScenario: (text) => openScenario(text, { shelf, handlers, emit }),
    ...sleeping(follower, conductor),
    async dispose() {
      owned.dispose();
      await Promise.all([keys.close(), partner.dispose(), book.settled()]);
    },
  };
}

/** What changes by itself, and is told to the page. */
interface ChangingParts {
  readonly keys: ReturnType<typeof makeKeyRings>;
  readonly desktop: DesktopPort;
  readonly conductor: Conductor;
  readonly emit: (event: AnyEvent) => void;
}

function announceChanges({ keys, desktop, conductor, emit }: ChangingParts): Disposable {
  const owned = new DisposableStore();
  owned.add(
    keys.onChange((status) => {
      emit({ name: 'key.changed', payload: status });
      conductor.refresh();
    }),
  );
  owned.add(desktop.onChange(() => emit({ name: 'desktop.changed', payload: desktop.view })));
  return owned;
}

/** What opening a scenario acts on. */
interface OpeningParts {
  readonly shelf: ScenarioShelf;
  readonly handlers: CallHandlers;
  readonly emit: (event: AnyEvent) => void;
}

function openScenario(text: string, { shelf, handlers, emit }: OpeningParts): void {
  const { id } = shelf.open(text);
  emit({ name: 'scenarios.changed', payload: { scenarios: [...shelf.summaries] } });
  void handlers['settings.change']({ scenario: id });
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
