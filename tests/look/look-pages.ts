import type { Page } from 'playwright-core';
import type { TalkStyle } from '../../contract/hold.ts';
import { type LookState, lookStates } from '../../renderer/testing/look-states.ts';
import type { LookSite } from './look-site.ts';

/** A state of the page, with a dialog over it or without. */
export interface Look {
  readonly name: string;
  readonly query: string;
}

const dialogs = ['settings', 'scenarios', 'shortcuts'];

/** Every look of the page: the states, and each dialog over the idle one. */
export const looks: readonly Look[] = [
  ...Object.keys(lookStates).map((name) => ({ name, query: `state=${name}` })),
  ...dialogs.map((name) => ({ name, query: `state=idle&dialog=${name}` })),
];

/** Opens a look and settles when it stands, with its faces loaded. */
export async function openLook(page: Page, site: LookSite, look: Look): Promise<void> {
  await page.goto(`${site.origin}/?${look.query}`);
  await page.locator('main').waitFor();
  await page.evaluate(() => document.fonts.ready);
}

/** Opens the state of that name. */
export function openState(page: Page, site: LookSite, state: LookState): Promise<void> {
  return openLook(page, site, { name: state, query: `state=${state}` });
}

/** A state in which the talk key does what `style` says. */
export function inStyle(state: LookState, style: TalkStyle): Look {
  return { name: state, query: `state=${state}&style=${style}` };
}
