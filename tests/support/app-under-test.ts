import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import type { SettingsPatch } from '../../contract/settings.ts';
import { decodePcm16 } from '../../main/audio/pcm16.ts';
import { MemoryLog } from '../../main/core/base/log.ts';
import { type Core, createCore } from '../../main/core/create-core.ts';
import type { DesktopPort } from '../../main/core/desktop/desktop-port.ts';
import type { HotkeySource } from '../../main/core/hotkeys/hotkey-source.ts';
import type { ClientEvent } from '../../main/core/realtime/client-event.ts';
import type { Connect } from '../../main/core/realtime/connection.ts';
import { connectSocket } from '../../main/core/realtime/socket-connection.ts';
import type { SpeechVoice } from '../../main/partner/speech/synthesizer.ts';
import { startPartnerWorker } from '../../main/partner/start-worker.ts';
import { startWebHost } from '../../main/web/server.ts';
import { type BrowserOptions, launchBrowser } from './browser.ts';
import { microphonesOf, releaseMicrophone, TAP_FILE, TAP_SOURCE, tapPage } from './page-tap.ts';
import { writeSpoken } from './spoken-wav.ts';

export interface AppOptions extends BrowserOptions {
  readonly settings?: SettingsPatch;
  readonly environmentKey?: string;
  readonly colorScheme?: 'light' | 'dark';
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly locale?: string;
  /** Global keys; none unless given. */
  readonly hotkeys?: HotkeySource;
  readonly desktop?: DesktopPort;
  /** Runs in the page before anything of it, by itself. */
  readonly inPage?: () => void;
}

/** The whole app, as a user has it: core, partner in its worker, loopback host, page in Chromium. */
export interface AppUnderTest {
  readonly page: Page;
  readonly core: Core;
  readonly log: MemoryLog;
  /** What the endpoint sent to be heard, item by item, in order. */
  readonly sent: ReadonlyMap<string, readonly Int16Array[]>;
  /** The audio that the core sent to the endpoint, piece by piece. */
  readonly spoken: readonly Int16Array[];
  /** What the core told the endpoint, audio left out. */
  readonly told: readonly ClientEvent[];
  /** Errors and policy violations that the page's console has seen. */
  readonly complaints: readonly string[];
  /** Puts words into the microphone's file and has the page open the microphone anew. */
  prepare(text: string, voice?: SpeechVoice): Promise<{ readonly seconds: number }>;
  dispose(): Promise<void>;
}

const builtPage = fileURLToPath(new URL('../../dist/renderer/', import.meta.url));

/** Starts everything on loopback, with settings of its own. The page is open and connected. */
export async function startApp(options: AppOptions = {}): Promise<AppUnderTest> {
  const directory = mkdtempSync(join(tmpdir(), 'parley-e2e-'));
  const wav = join(directory, 'microphone.wav');
  await writeSpoken(wav, 'Nothing yet.');
  const log = new MemoryLog();
  const spy = spyOn(connectSocket(log));
  const core = await createCore({
    dataDirectory: directory,
    partner: () => startPartnerWorker(),
    environmentKey: options.environmentKey,
    log,
    ...(options.hotkeys === undefined ? {} : { hotkeys: options.hotkeys }),
    connect: spy.connect,
    ...(options.desktop === undefined ? {} : { desktop: options.desktop }),
  });
  // The fake microphone is altered by the browser's processing; words are to arrive as they are.
  const plain = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
  const seasoned = { introduced: true, cues: false };
  await core.handlers['settings.change']({ ...plain, ...seasoned, ...options.settings });
  const rendererDirectory = join(directory, 'renderer');
  cpSync(builtPage, rendererDirectory, { recursive: true });
  writeFileSync(join(rendererDirectory, TAP_FILE), TAP_SOURCE);
  const host = await startWebHost({ core, rendererDirectory, log });
  const browser = await launchBrowser({ wav, ...options });
  const { page, complaints } = await openPage(browser, host.url, options);
  let gain = false;
  return {
    page,
    core,
    log,
    sent: spy.sent,
    told: spy.told,
    spoken: spy.spoken,
    complaints,
    async prepare(text, voice) {
      const spoken = await writeSpoken(wav, text, voice);
      const before = await microphonesOf(page);
      await releaseMicrophone(page);
      // A changed constraint makes the page acquire the microphone again, from the file's start.
      gain = !gain;
      await core.handlers['settings.change']({ autoGainControl: gain });
      await page.waitForFunction(
        (count) => Reflect.get(Reflect.get(globalThis, 'parleyTap'), 'microphones') > count,
        before,
      );
      return spoken;
    },
    async dispose() {
      await browser.close();
      await host.dispose();
      await core.dispose();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function openPage(browser: Browser, url: string, options: AppOptions) {
  const {
    colorScheme = 'light',
    viewport = { width: 1280, height: 800 },
    locale = 'en-US',
  } = options;
  const context = await browser.newContext({ colorScheme, viewport, locale });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await tapPage(page);
  if (options.inPage !== undefined) await page.addInitScript(options.inPage);
  await page.goto(url);
  await page.locator('main').waitFor();
  return { page, complaints };
}

/** Notes what passes between core and endpoint, and changes nothing. */
function spyOn(connect: Connect) {
  const sent = new Map<string, Int16Array[]>();
  const told: ClientEvent[] = [];
  const spoken: Int16Array[] = [];
  const spied: Connect = (target) => {
    const connection = connect(target);
    connection.onEvent((event) => {
      if (event.type !== 'response.output_audio.delta') return;
      const samples = decodePcm16(event.delta);
      if (samples !== null) sent.set(event.item_id, [...(sent.get(event.item_id) ?? []), samples]);
    });
    const send = connection.send.bind(connection);
    connection.send = (event) => {
      told.push(event);
      send(event);
    };
    const append = connection.appendAudio.bind(connection);
    connection.appendAudio = (samples) => {
      spoken.push(samples.slice());
      return append(samples);
    };
    return connection;
  };
  return { connect: spied, sent, told, spoken };
}
