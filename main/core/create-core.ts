import { randomUUID } from 'node:crypto';
import type { AudioFrame } from '../../contract/audio-frame.ts';
import { DisposableStore } from '../../contract/base/disposable.ts';
import { Emitter } from '../../contract/base/emitter.ts';
import type { AnyEvent } from '../../contract/events/events.ts';
import { findScenario, scenarioSummaries } from '../scenarios/registry.ts';
import { type Clock, systemClock } from './base/clock.ts';
import type { Log } from './base/log.ts';
import { coreHandlers } from './core-handlers.ts';
import { type DesktopPort, plainDesktop } from './desktop/desktop-port.ts';
import type { CoreSurface, Levels } from './host/core-surface.ts';
import { followHotkeys } from './hotkeys/follow-hotkeys.ts';
import type { HotkeySource } from './hotkeys/hotkey-source.ts';
import { silentHotkeys } from './hotkeys/no-hotkeys.ts';
import type { Connect } from './realtime/connection.ts';
import { previewTarget, resolveTarget, type Target } from './realtime/endpoint.ts';
import { watchReturn } from './realtime/return-watch.ts';
import { connectSocket } from './realtime/socket-connection.ts';
import { Conductor } from './session/conductor.ts';
import { hourLimits, limitsWithin, type SessionLimits } from './session/switch-moment.ts';
import { type KeyRing, memoryKeyRing } from './settings/key-ring.ts';
import { nativeLanguageOf, systemLanguage } from './settings/native-language.ts';
import { SettingsStore } from './settings/settings-store.ts';
import { Broker } from './tools/broker.ts';
import { allTools } from './tools/registry.ts';

/** A partner that a host has started for the core. */
export interface StartedPartner {
  readonly url: string;
  dispose(): Promise<void> | void;
}

/** What a host gives to the core. */
export interface CoreOptions {
  /** Where settings are kept; made when it is missing. */
  readonly dataDirectory: string;
  /** Starts the practice partner; asked for once, when a session first needs it. */
  readonly partner: () => Promise<StartedPartner>;
  readonly environmentKey: string | undefined;
  readonly log: Log;
  /** Global keys; none unless given. The core disposes of them. */
  readonly hotkeys?: HotkeySource;
  /** The windows and the machine around the page. */
  readonly desktop?: DesktopPort;
  readonly clock?: Clock;
  readonly connect?: Connect;
  /** How long a session may last at each kind of endpoint, in milliseconds: an hour unless given. */
  readonly longestSession?: Partial<Record<Target['kind'], number>>;
}

/** The core as hosts hold it. `dispose` ends the session and the partner. */
export interface Core extends CoreSurface {
  /** The machine is locked: every held key is let go. */
  releaseKeys(): void;
  /** The machine goes to sleep: keys are let go, and no attempt to connect is wasted on it. */
  suspend(): void;
  /** The machine is awake again: a connection has to show that it is alive, or is made anew. */
  resume(): void;
  dispose(): Promise<void>;
}

/** Builds the core: everything is put together here, by hand. */
export async function createCore(options: CoreOptions): Promise<Core> {
  const { log } = options;
  const owned = new DisposableStore();
  const events = owned.add(new Emitter<AnyEvent>());
  const speaker = owned.add(new Emitter<AudioFrame>());
  const levels = owned.add(new Emitter<Levels>());
  const emit = (event: AnyEvent): void => events.emit(event);
  const settings = new SettingsStore(options.dataDirectory, log);
  const keys = memoryKeyRing(options.environmentKey);
  const partner = once(options.partner);
  const play = (frame: AudioFrame): void => speaker.emit(frame);
  const conductor = owned.add(makeConductor(options, { settings, keys, partner, emit, play }));
  const hotkeys = owned.add(options.hotkeys ?? silentHotkeys);
  const desktop = options.desktop ?? plainDesktop({ platform: process.platform, version: '' });
  const { platform } = desktop.view;
  const current = () => settings.current;
  const follower = owned.add(
    followHotkeys({ hotkeys, conductor, settings: current, platform, emit }),
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
      emit,
      measured: levels.emit,
    }),
    onEvent: events.listen,
    onSpeakerAudio: speaker.listen,
    onLevels: levels.listen,
    snapshot: () => ({
      session: conductor.view,
      transcript: [...conductor.conversation.transcript.items],
      replies: [...conductor.conversation.replies],
      usage: conductor.conversation.total,
      settings: settings.current,
      key: keys.status,
      scenarios: [...scenarioSummaries],
      microphone: conductor.stream,
      hotkeys: hotkeys.status,
      desktop: desktop.view,
    }),
    pageCame: () => conductor.pageCame(),
    microphoneFrame: (frame) => conductor.microphoneFrame(frame),
    pageLeft: () => conductor.pageLeft(),
    releaseKeys: () => follower.releaseAll(),
    suspend() {
      follower.releaseAll();
      conductor.suspend();
    },
    resume: () => conductor.retry(),
    async dispose() {
      owned.dispose();
      await partner.dispose();
    },
  };
}

/** What the core has made by the time its conductor is. */
interface ConductorParts {
  readonly settings: SettingsStore;
  readonly keys: KeyRing;
  readonly partner: { get(): Promise<StartedPartner> };
  readonly emit: (event: AnyEvent) => void;
  readonly play: (frame: AudioFrame) => void;
}

function makeConductor(options: CoreOptions, parts: ConductorParts): Conductor {
  const { log, clock = systemClock, connect = connectSocket(log, clock) } = options;
  const { settings, keys, partner, emit, play } = parts;
  const scenario = (id: string | null) => findScenario(id ?? '') ?? null;
  return new Conductor({
    connect,
    clock,
    log,
    scenario,
    broker: new Broker(allTools(), clock),
    settings: () => settings.current,
    target: async (id) => {
      const { endpoint: choice, model } = settings.current;
      const key = keys.reveal();
      const local = choice.kind === 'partner' || (choice.kind === 'automatic' && key === null);
      const partnerUrl = local ? (await partner.get()).url : '';
      const known = scenario(id)?.id ?? null;
      return resolveTarget({ choice, model, key, partnerUrl, scenario: known });
    },
    preview: () => {
      const { endpoint: choice, model } = settings.current;
      return previewTarget({ choice, model, hasKey: keys.status.configured });
    },
    wall: Date.now,
    random: Math.random,
    watchReturn: watchReturn(clock),
    limits: (kind) => limitsOf(options.longestSession?.[kind]),
    nativeLanguage: () => nativeLanguageOf(settings.current, systemLanguage()),
    newId: () => `item_${randomUUID().replaceAll('-', '').slice(0, 20)}`,
    emit,
    speaker: play,
  });
}

function limitsOf(longest: number | undefined): SessionLimits {
  return longest === undefined ? hourLimits : limitsWithin(hourLimits, longest);
}

/** Starts the partner at most once; a failed start is tried again the next time. */
function once(start: () => Promise<StartedPartner>) {
  let started: Promise<StartedPartner> | null = null;
  return {
    get(): Promise<StartedPartner> {
      started ??= start().catch((error: unknown) => {
        started = null;
        throw error;
      });
      return started;
    },
    async dispose(): Promise<void> {
      await (await started?.catch(() => null))?.dispose();
    },
  };
}
