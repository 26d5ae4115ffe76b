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

/** The steps of the first run, and what can become of them. */
const firstRun: Record<string, string> = {
  firstRunMicrophone: 'state=firstRun&step=microphone',
  firstRunMicrophoneOpen: 'state=firstRun&step=microphone&microphone=open',
  firstRunMicrophoneRefused: 'state=firstRunRefused&step=microphone&microphone=refused',
  firstRunKey: 'state=firstRun&step=key',
  firstRunKeyRefused: 'state=firstRunRefused&step=key',
  firstRunKeyBrowser: 'state=firstRunBrowser&step=key',
  firstRunAnswer: 'state=firstRun&step=answer',
  firstRunLesson: 'state=firstRun&step=lesson',
  firstRunLessonNone: 'state=firstRunRefused&step=lesson',
  firstRunKeyChinese: 'state=firstRunChinese&step=key',
};

const pills = {
  listening: 'Listening',
  answering: '',
  hinted: 'Hidden',
  error: 'Error',
  empty: 'Empty',
};

/** Every look: the states of the page, dialogs over some, the first run, and the pill. */
export const looks: readonly Look[] = [
  ...Object.keys(lookStates).map((name) => ({ name, query: `state=${name}` })),
  ...dialogs.map((name) => ({ name, query: `state=idle&dialog=${name}` })),
  ...['ownServer', 'azure', 'chineseServer'].map((name) => ({
    name: `${name}-settings`,
    query: `state=${name}&dialog=settings`,
  })),
  { name: 'costDialog', query: 'state=cost&dialog=cost' },
  { name: 'costDialogUnknown', query: 'state=costUnknown&dialog=cost' },
  { name: 'costDialogFree', query: 'state=idle&dialog=cost' },
  { name: 'usageDialog', query: 'state=idle&dialog=usage' },
  { name: 'usageDialogEmpty', query: 'state=empty&dialog=usage' },
  { name: 'usageDialogChinese', query: 'state=chinese&dialog=usage' },
  { name: 'settingsDesktop', query: 'state=desktop&dialog=settings' },
  { name: 'settingsPortal', query: 'state=portal&dialog=settings' },
  { name: 'shortcutsDesktop', query: 'state=desktop&dialog=shortcuts' },
  ...Object.entries(firstRun).map(([name, query]) => ({ name, query })),
  ...Object.entries(pills).map(([state, suffix]) => ({
    name: `pill${suffix}`,
    query: `page=pill&state=${state}`,
  })),
];

/** Whether a look is of the pill, which is as small in every window. */
export function isPill({ query }: Look): boolean {
  return query.startsWith('page=pill');
}

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
