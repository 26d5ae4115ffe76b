import { randomUUID } from 'node:crypto';
import type { AudioFrame } from '../../contract/audio-frame.ts';
import type { AnyEvent } from '../../contract/events/events.ts';
import { profileOf } from '../../contract/profiles.ts';
import type { ScenarioShelf } from '../scenarios/scenario-shelf.ts';
import { systemClock } from './base/clock.ts';
import { targetOf } from './core-endpoint.ts';
import type { CoreOptions, StartedPartner } from './core-options.ts';
import { speakDialects } from './realtime/dialects/dialect-connection.ts';
import { previewTarget, type Target } from './realtime/endpoint.ts';
import { watchReturn } from './realtime/return-watch.ts';
import { connectSocket } from './realtime/socket-connection.ts';
import { Conductor } from './session/conductor.ts';
import { hourLimits, limitsWithin, type SessionLimits } from './session/switch-moment.ts';
import { KeyRings } from './settings/key-rings.ts';
import { noVault } from './settings/key-vault.ts';
import { nativeLanguageOf, systemLanguage } from './settings/native-language.ts';
import type { SettingsStore } from './settings/settings-store.ts';
import { Broker } from './tools/broker.ts';
import { allTools } from './tools/registry.ts';
import { PriceShelf } from './usage/price-shelf.ts';
import { readRates } from './usage/read-rates.ts';
import type { UsageBook } from './usage/usage-book.ts';
import { UsageDesk } from './usage/usage-desk.ts';

/** The keys of all profiles, wherever they are. */
export function makeKeyRings(options: CoreOptions, settings: SettingsStore): KeyRings {
  const { environmentKey, environmentProfile, vault = noVault, clock = systemClock, log } = options;
  const choice = () => settings.current;
  return new KeyRings({ choice, environmentKey, environmentProfile, vault, clock, log });
}

/** What the usage desk watches and acts on. */
export interface DeskParts {
  readonly settings: SettingsStore;
  readonly conductor: Conductor;
  readonly book: UsageBook;
  readonly emit: (event: AnyEvent) => void;
}

/** The usage desk over what it watches. */
export function makeDesk(
  options: CoreOptions,
  { settings, conductor, book, emit }: DeskParts,
): UsageDesk {
  return new UsageDesk({
    clock: options.clock ?? systemClock,
    wallClock: () => Date.now(),
    settings: () => settings.current,
    session: () => conductor.view,
    transcriber: () => profileOf(settings.current).transcription ?? '',
    prices: new PriceShelf(options.dataDirectory, options.log),
    book,
    newId: randomUUID,
    emit,
    learn: () => readRates(book, Date.now()),
    stop: () => conductor.stop(),
    isSettled: () =>
      conductor.conversation.transcript.items.every(
        (item) => item.kind !== 'tool' || (item.status !== 'asking' && item.status !== 'running'),
      ),
  });
}

/** What the core has made by the time its conductor is. */
export interface ConductorParts {
  readonly settings: SettingsStore;
  readonly keys: KeyRings;
  readonly partner: { get(): Promise<StartedPartner> };
  readonly shelf: ScenarioShelf;
  readonly emit: (event: AnyEvent) => void;
  readonly play: (frame: AudioFrame) => void;
}

/** The conductor, with what it finds its endpoint by. */
export function makeConductor(options: CoreOptions, parts: ConductorParts): Conductor {
  const {
    log,
    clock = systemClock,
    connect = speakDialects(connectSocket(log, clock), { clock, log }),
  } = options;
  const { settings, keys, partner, shelf, emit, play } = parts;
  const scenario = (id: string | null) => shelf.find(id ?? '') ?? null;
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
    wall: Date.now,
    random: Math.random,
    watchReturn: watchReturn(clock),
    limits: (target) => limitsOf(options.longestSession?.[target.kind] ?? minutesOf(target)),
    nativeLanguage: () => nativeLanguageOf(settings.current, systemLanguage()),
    newId: () => `item_${randomUUID().replaceAll('-', '').slice(0, 20)}`,
    emit,
    speaker: play,
  });
}

/** Starts the partner at most once; a failed start is tried again the next time. */
export function startOnce(start: () => Promise<StartedPartner>) {
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

/** Milliseconds that the profile says; undefined where it says nothing. */
function minutesOf({ longestSession }: Target): number | undefined {
  return longestSession === undefined ? undefined : longestSession * 60_000;
}

function limitsOf(longest: number | undefined): SessionLimits {
  return longest === undefined ? hourLimits : limitsWithin(hourLimits, longest);
}
