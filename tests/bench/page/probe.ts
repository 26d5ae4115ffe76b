import type { Page } from 'playwright-core';
import { install, type Probe } from './install.ts';
import { TAP_FILE } from './tap-worklet.ts';

/** What the loudspeaker got since the last taking. */
export interface Taken {
  /** In units of PCM16; what was put in by the player need not be whole. */
  readonly samples: Float32Array;
  /** When sound began and ended, on the wall clock. */
  readonly turns: readonly { readonly at: number; readonly sound: boolean }[];
  /** When Space went down, on the wall clock. */
  readonly keys: readonly number[];
}

/** Markers as the browser's capture heard them: seconds in the stream, and when they were captured. */
export interface Captured {
  readonly seconds: readonly number[];
  readonly at: readonly number[];
}

/** Puts the probe into `page`, from its next load on. Its host has to serve the tap at `TAP_FILE`. */
export async function probePage(page: Page): Promise<void> {
  await page.addInitScript(install, `/${TAP_FILE}`);
}

/** Takes what was played, and forgets it in the page. */
export async function takePlayed(page: Page): Promise<Taken> {
  const { base64, full, turns, keys } = await page.evaluate(async () => {
    const probe: Probe = Reflect.get(globalThis, 'parleyProbe');
    return probe.take();
  });
  if (full) throw new Error('The tap had no room left: what was played is incomplete.');
  const bytes = Uint8Array.from(Buffer.from(base64, 'base64'));
  const samples = new Float32Array(bytes.buffer).map((sample) => sample * 0x8000);
  return { samples, turns, keys };
}

/** From the next microphone on, follows what is captured. */
export async function followCapture(page: Page): Promise<void> {
  await page.evaluate(() => (Reflect.get(globalThis, 'parleyProbe') as Probe).follow());
}

/** Ends the following and tells what was heard. */
export function takeCaptured(page: Page): Promise<Captured> {
  return page.evaluate(() => (Reflect.get(globalThis, 'parleyProbe') as Probe).captured());
}

/** Microphones that the page has acquired so far. */
export function microphonesOf(page: Page): Promise<number> {
  return page.evaluate(() => (Reflect.get(globalThis, 'parleyProbe') as Probe).microphones());
}

/** Waits for one more microphone than `before`. */
export async function nextMicrophone(page: Page, before: number): Promise<void> {
  await page.waitForFunction(
    (count) => (Reflect.get(globalThis, 'parleyProbe') as Probe).microphones() > count,
    before,
  );
}
