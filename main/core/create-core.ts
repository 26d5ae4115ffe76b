import { randomUUID } from 'node:crypto';
import type { AudioFrame } from '../../contract/audio-frame.ts';
import { DisposableStore } from '../../contract/base/disposable.ts';
import { Emitter } from '../../contract/base/emitter.ts';
import type { EndpointReport } from '../../contract/endpoint-report.ts';
import type { AnyEvent } from '../../contract/events/events.ts';
import { type Profile, profileOf } from '../../contract/profiles.ts';
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
import { speakDialects } from './realtime/dialects/dialect-connection.ts';
import { isPartner, previewTarget, resolveTarget, type Target } from './realtime/endpoint.ts';
import { restSide } from './realtime/rest-target.ts';
import type { Environment } from './realtime/route/choose-proxy.ts';
import { openRoute, type Route, type RouteQuestion } from './realtime/route/route.ts';
import { serverAddress } from './realtime/server-address.ts';
import { connectSocket } from './realtime/socket-connection.ts';
import { runTrial } from './realtime/trial/run-trial.ts';
import { openTrialLine } from './realtime/trial/trial-line.ts';
import { withoutSecrets } from './realtime/without-keys.ts';
import { Conductor } from './session/conductor.ts';
import { askForModels } from './settings/check-key.ts';
import { KeyRings } from './settings/key-rings.ts';
import { type KeyVault, noVault } from './settings/key-vault.ts';
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
  /** A profile that the environment's key is for besides OpenAI's. */
  readonly environmentProfile?: string;
  /** Where proxies are named; that of the process unless given. */
  readonly environment?: Environment;
  /** Where a typed key is kept; without one it is forgotten when the app quits. */
  readonly vault?: KeyVault;
  readonly log: Log;
  /** Global keys; none unless given. The core disposes of them. */
  readonly hotkeys?: HotkeySource;
  /** The windows and the machine around the page. */
  readonly desktop?: DesktopPort;
  readonly clock?: Clock;
  readonly connect?: Connect;
}

/** The core as hosts hold it. `dispose` ends the session and the partner. */
export interface Core extends CoreSurface {
  /** The machine goes to sleep or is locked: every held key is let go. */
  releaseKeys(): void;
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
  const partner = once(options.partner);
  const play = (frame: AudioFrame): void => speaker.emit(frame);
  const conductor = owned.add(makeConductor(options, { settings, keys, partner, emit, play }));
  const hotkeys = owned.add(options.hotkeys ?? silentHotkeys);
  const desktop = options.desktop ?? plainDesktop({ platform: process.platform, version: '' });
  const { platform } = desktop.view;
  const current = () => settings.current;
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
      emit,
      routeOf: (profile) => routeOf(options, profile),
      tryOut: (profile) => tryOut(options, { keys, partner, profile, scenario: null }),
      measured: (value) => levels.emit(value),
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
      key: keys.current.status,
      scenarios: [...scenarioSummaries],
      microphone: conductor.stream,
      hotkeys: hotkeys.status,
      desktop: desktop.view,
    }),
    pageCame: () => conductor.pageCame(),
    microphoneFrame: (frame) => conductor.microphoneFrame(frame),
    pageLeft: () => conductor.pageLeft(),
    releaseKeys: () => follower.releaseAll(),
    async dispose() {
      owned.dispose();
      await Promise.all([keys.close(), partner.dispose()]);
    },
  };
}

function makeKeyRings(options: CoreOptions, settings: SettingsStore): KeyRings {
  const { environmentKey, environmentProfile, vault = noVault, clock = systemClock, log } = options;
  const choice = () => settings.current;
  return new KeyRings({ choice, environmentKey, environmentProfile, vault, clock, log });
}

/** What the core has made by the time its conductor is. */
interface ConductorParts {
  readonly settings: SettingsStore;
  readonly keys: KeyRings;
  readonly partner: { get(): Promise<StartedPartner> };
  readonly emit: (event: AnyEvent) => void;
  readonly play: (frame: AudioFrame) => void;
}

function makeConductor(options: CoreOptions, parts: ConductorParts): Conductor {
  const {
    log,
    clock = systemClock,
    connect = speakDialects(connectSocket(log), { clock, log }),
  } = options;
  const { settings, keys, partner, emit, play } = parts;
  const scenario = (id: string | null) => findScenario(id ?? '') ?? null;
  return new Conductor({
    connect,
    clock,
    log,
    scenario,
    broker: new Broker(allTools(), clock),
    settings: () => settings.current,
    target: (id) => {
      const asked = { profile: profileOf(settings.current), scenario: scenario(id)?.id ?? null };
      return targetOf(options, { keys, partner, ...asked });
    },
    preview: () => {
      const profile = profileOf(settings.current);
      return previewTarget(profile, keys.of(profile)?.status.configured ?? false);
    },
    nativeLanguage: () => nativeLanguageOf(settings.current, systemLanguage()),
    newId: () => `item_${randomUUID().replaceAll('-', '').slice(0, 20)}`,
    emit,
    speaker: play,
  });
}

interface TargetParts {
  readonly keys: KeyRings;
  readonly partner: { get(): Promise<StartedPartner> };
  readonly profile: Profile;
  readonly scenario: string | null;
}

/** Where a session of `profile` goes; may start the partner. Throws a `Failure`. */
async function targetOf(options: CoreOptions, parts: TargetParts): Promise<Target> {
  const { keys, partner, profile, scenario } = parts;
  // Who answers depends on the key, which a vault may still be looking for.
  const key = await keys.keyFor(profile);
  const partnerUrl = isPartner(profile, key !== null) ? (await partner.get()).url : '';
  const target = resolveTarget({ profile, key, partnerUrl, scenario });
  return { ...target, route: await openRoute(routeQuestion(options, profile, target.url)) };
}

function routeQuestion(options: CoreOptions, profile: Profile, url: string): RouteQuestion {
  const { environment = process.env, log } = options;
  return { url, profile, environment, conceal: (secret) => log.conceal(secret) };
}

/** Tries a profile out, from its key to its last word. */
async function tryOut(options: CoreOptions, parts: TargetParts): Promise<EndpointReport> {
  const { profile } = parts;
  const { clock = systemClock } = options;
  const target = await targetOf(options, parts);
  return runTrial(profile, target, {
    clock,
    open: openTrialLine,
    async models(signal) {
      const failure = await askForModels(restSide(target), target.route ?? {}, signal);
      if (failure === null) return null;
      const text = withoutSecrets(failure.message, target.headers).slice(0, 500);
      return { code: failure.code, text };
    },
  });
}

/** The way to a profile's server; that to the partner is straight. */
async function routeOf(options: CoreOptions, profile: Profile): Promise<Route> {
  const { server } = profile;
  if (server.kind === 'partner') return {};
  return openRoute(routeQuestion(options, profile, serverAddress(server).href));
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
