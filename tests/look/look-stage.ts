import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { LookHandles } from '../../renderer/testing/look-handles.ts';
import { launchBrowser } from '../support/browser.ts';
import { type LookSite, openLookSite } from './look-site.ts';

declare global {
  interface Window {
    look: LookHandles;
  }
}

/** Milliseconds for building the site and starting a browser on a busy machine. */
const PATIENCE = 60_000;

/** The site of looks and a page of a browser on it, new for each test. Valid inside tests only. */
export interface LookStage {
  readonly site: LookSite;
  readonly page: Page;
  /** The calls that the page has made of the scripted core, in order. */
  callNames(): Promise<string[]>;
  lastCall(): Promise<unknown>;
}

/** Prepares a stage for all tests of a file; call it once, at the top. */
export function lookStage(): LookStage {
  let site: LookSite;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    site = await openLookSite();
    browser = await launchBrowser();
  }, PATIENCE);
  afterAll(async () => {
    await browser.close();
    await site.close();
  });
  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(4000);
  });
  afterEach(() => page.close());
  return {
    get site() {
      return site;
    },
    get page() {
      return page;
    },
    callNames: () => page.evaluate(() => window.look.calls.map(({ name }) => name)),
    lastCall: () => page.evaluate(() => window.look.calls.at(-1)),
  };
}
