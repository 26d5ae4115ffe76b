import { randomUUID } from 'node:crypto';
import type { AudioFrame } from '../../contract/audio-frame.ts';
import type { AnyEvent } from '../../contract/events/events.ts';
import { findScenario } from '../scenarios/registry.ts';
import { systemClock } from './base/clock.ts';
import type { CoreOptions, StartedPartner } from './core-options.ts';
import { previewTarget, resolveTarget } from './realtime/endpoint.ts';
import { watchReturn } from './realtime/return-watch.ts';
import { connectSocket } from './realtime/socket-connection.ts';
import { Conductor } from './session/conductor.ts';
import { hourLimits, limitsWithin, type SessionLimits } from './session/switch-moment.ts';
import { createKeyRing, type KeyRing } from './settings/key-ring.ts';
import { mainSlot, noVault } from './settings/key-vault.ts';
import { nativeLanguageOf, systemLanguage } from './settings/native-language.ts';
import type { SettingsStore } from './settings/settings-store.ts';
import { Broker } from './tools/broker.ts';
import { allTools } from './tools/registry.ts';
import { PriceShelf } from './usage/price-shelf.ts';
import { readRates } from './usage/read-rates.ts';
import type { UsageBook } from './usage/usage-book.ts';
import { UsageDesk } from './usage/usage-desk.ts';

/** The key, wherever it is. */
export function makeKeyRing(options: CoreOptions): KeyRing {
  const { environmentKey, vault = noVault, clock = systemClock, log } = options;
  return createKeyRing({ slot: mainSlot, environmentKey, vault, clock, log });
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
    transcriber: () => settings.current.transcriptionModel,
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
  readonly keys: KeyRing;
  readonly partner: { get(): Promise<StartedPartner> };
  readonly emit: (event: AnyEvent) => void;
  readonly play: (frame: AudioFrame) => void;
}

/** The conductor, with what it finds its endpoint by. */
export function makeConductor(options: CoreOptions, parts: ConductorParts): Conductor {
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
      // Who answers depends on the key, which a vault may still be looking for.
      await keys.loaded;
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

function limitsOf(longest: number | undefined): SessionLimits {
  return longest === undefined ? hourLimits : limitsWithin(hourLimits, longest);
}
