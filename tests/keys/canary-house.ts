import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { type PartnerWorker, startPartnerWorker } from '../../main/partner/start-worker.ts';
import { launchBrowser } from '../support/browser.ts';
import { type PrivateKeyring, startPrivateKeyring } from '../support/private-keyring.ts';
import { type HostProcess, startHostProcess } from './host-process.ts';
import { type PageWatch, watchPage } from './page-watch.ts';

/** All that a key passes through on a learner's machine, and the endpoints that it is meant for. */
export interface CanaryHouse {
  /** The app's data directory. */
  readonly data: string;
  readonly keyring: PrivateKeyring;
  /** Lets in whoever brings the canary. */
  readonly partner: PartnerWorker;
  /** `ws://…` of a server that refuses every key, and quotes it. */
  readonly refusingUrl: string;
  readonly host: HostProcess;
  readonly page: Page;
  readonly watch: PageWatch;
  dispose(): Promise<void>;
}

/** Starts everything, with the partner chosen as a server that is sent the key. */
export async function openCanaryHouse(canary: string): Promise<CanaryHouse> {
  const directory = mkdtempSync(join(tmpdir(), 'parley-canary-'));
  const data = join(directory, 'data');
  const keyring = await startPrivateKeyring();
  await keyring.start(true);
  const partner = await startPartnerWorker({ key: canary });
  const refusing = await startRefusing();
  mkdirSync(data, { mode: 0o700 });
  const endpoint = { kind: 'custom', url: partner.url, withKey: true };
  const settings = { endpoint, scenario: 'strawberries.en', introduced: true };
  writeFileSync(join(data, 'settings.json'), JSON.stringify(settings));
  const environment = { ...keyring.environment, PARLEY_DATA: data, PARLEY_NO_BROWSER: '1' };
  const host = await startHostProcess(environment);
  const browser = await launchBrowser();
  const { page, watch } = await openPage(browser, host.url);
  return {
    data,
    keyring,
    partner,
    refusingUrl: `ws://127.0.0.1:${(refusing.address() as AddressInfo).port}/v1/realtime`,
    host,
    page,
    watch,
    async dispose() {
      await browser.close();
      await host.end();
      refusing.closeAllConnections();
      refusing.close();
      await partner.dispose();
      await keyring.dispose();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function openPage(browser: Browser, url: string) {
  const page = await (await browser.newContext({ locale: 'en-US' })).newPage();
  const watch = await watchPage(page);
  await page.goto(url);
  await page.getByRole('status', { name: 'Session' }).waitFor();
  return { page, watch };
}

/** A server that answers each request and upgrade with a 401 that quotes what it was given. */
async function startRefusing(): Promise<Server> {
  const body = (given: string | undefined): string =>
    JSON.stringify({ error: { message: `Incorrect API key provided: ${given}`, type: 'x' } });
  const server = createServer(({ headers }, response) => {
    response.writeHead(401, { 'content-type': 'application/json' });
    response.end(body(headers.authorization));
  });
  server.on('upgrade', ({ headers }, socket) => {
    const text = body(headers.authorization);
    const length = Buffer.byteLength(text);
    socket.end(`HTTP/1.1 401 Unauthorized\r\nContent-Length: ${length}\r\n\r\n${text}`);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return server;
}
