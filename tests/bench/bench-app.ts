import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { SAMPLE_RATE } from '../../contract/audio-frame.ts';
import { choiceOf, ownProfile } from '../../contract/profiles.ts';
import type { Phase } from '../../contract/session.ts';
import { MemoryLog } from '../../main/core/base/log.ts';
import { type Core, createCore } from '../../main/core/create-core.ts';
import { startWebHost } from '../../main/web/server.ts';
import { launchBrowser } from '../support/browser.ts';
import { wavFile } from '../support/wav.ts';
import { type Endpoint, startEndpoint } from './endpoint/start-endpoint.ts';
import { type Markers, markerSound } from './measure/sounds.ts';
import { probePage } from './page/probe.ts';
import { TAP_FILE, TAP_WORKLET } from './page/tap-worklet.ts';

/** Milliseconds that the session may take to come into a phase. */
const PATIENCE = 15_000;

/** The whole app over the bench's endpoint: core, loopback host, and the page in Chromium. */
export interface BenchApp {
  readonly page: Page;
  readonly core: Core;
  readonly endpoint: Endpoint;
  readonly log: MemoryLog;
  readonly markers: Markers;
  readonly chromium: string;
  phaseIs(phase: Phase): Promise<void>;
  /** Ends its own browser first, then everything that it was served by. */
  dispose(): Promise<void>;
}

const built = fileURLToPath(new URL('../../dist/renderer/', import.meta.url));

/** Starts everything, with a microphone that hears `markers` bursts. The page is open, offline. */
export async function startBenchApp(markers: number): Promise<BenchApp> {
  const directory = mkdtempSync(join(tmpdir(), 'parley-bench-'));
  const sound = markerSound(markers);
  const wav = join(directory, 'markers.wav');
  writeFileSync(wav, wavFile({ samples: sound.samples, rate: SAMPLE_RATE }));
  const log = new MemoryLog();
  const endpoint = await startEndpoint();
  const core = await startCore(directory, { log, url: endpoint.url });
  const host = await startWebHost({ core, rendererDirectory: pageWithTap(directory), log });
  const browser = await launchBrowser({ wav });
  const dispose = async (): Promise<void> => {
    await browser.close();
    await host.dispose();
    await core.dispose();
    await endpoint.dispose();
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    const page = await openPage(browser, host.url);
    const chromium = browser.version();
    const phaseIs = (phase: Phase) => untilPhase(core, phase);
    return { page, core, endpoint, log, markers: sound, chromium, phaseIs, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** The built page in a place of the bench's own, with the tap beside it. */
function pageWithTap(directory: string): string {
  const copy = join(directory, 'renderer');
  cpSync(built, copy, { recursive: true });
  writeFileSync(join(copy, TAP_FILE), TAP_WORKLET);
  return copy;
}

async function startCore(
  directory: string,
  { log, url }: { log: MemoryLog; url: string },
): Promise<Core> {
  const core = await createCore({
    dataDirectory: directory,
    partner: () => Promise.reject(new Error('The bench has no partner.')),
    environmentKey: undefined,
    log,
  });
  await core.handlers['settings.change']({
    ...choiceOf(ownProfile('bench', { kind: 'custom', url, auth: 'none' }, { dialect: 'ga' })),
    scenario: null,
    introduced: true,
    cues: false,
    echoCancellation: false,
    noiseSuppression: false,
    autoGainControl: false,
    talkStyle: 'hold',
  });
  return core;
}

async function openPage(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await probePage(page);
  await page.goto(url);
  await page.getByRole('button', { name: 'Hold to talk' }).waitFor();
  return page;
}

function untilPhase(core: Core, phase: Phase): Promise<void> {
  if (core.snapshot().session.phase === phase) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      listening.dispose();
      reject(new Error(`The session did not come to "${phase}" in ${PATIENCE / 1000} s.`));
    }, PATIENCE);
    const listening = core.onEvent((event) => {
      if (event.name !== 'session.changed' || event.payload.phase !== phase) return;
      clearTimeout(timer);
      listening.dispose();
      resolve();
    });
  });
}
