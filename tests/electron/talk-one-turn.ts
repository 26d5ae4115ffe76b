import type { Page } from 'playwright-core';

const WORDS = 'Good morning! I would like to order some chocolate-covered strawberries.';
/** Speech is played in real time, and the machines that run this are slow and shared. */
const PATIENCE_MILLISECONDS = 60_000;

/** What the data folder holds before the start: the partner answers, whatever keys lie in the environment. */
export const settings = {
  locale: 'en',
  profile: 'partner',
  scenario: 'strawberries.en',
  mode: 'push_to_talk',
} as const;

/** Opens a session in the app's window, types one turn and hears the answer out. Throws when a step does not come. */
export async function talkOneTurn(page: Page): Promise<void> {
  page.setDefaultTimeout(PATIENCE_MILLISECONDS);
  const phaseIs = (phase: RegExp): Promise<void> =>
    page.getByRole('status', { name: 'Session' }).filter({ hasText: phase }).waitFor();
  const transcript = page.getByRole('log', { name: 'Transcript' });
  const field = page.getByRole('textbox', { name: 'Type what you want to say' });
  await field.waitFor();
  await page.locator('body').press('Space');
  await phaseIs(/speaking/i);
  await phaseIs(/idle/i);
  const before = await transcript.getByRole('article').count();
  await field.fill(WORDS);
  await field.press('Enter');
  await transcript.getByRole('article', { name: 'You' }).filter({ hasText: WORDS }).waitFor();
  await phaseIs(/speaking/i);
  await phaseIs(/idle/i);
  const after = await transcript.getByRole('article').count();
  if (after < before + 2) throw new Error(`${after - before} new articles, and two were expected`);
}
