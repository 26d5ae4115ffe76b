import type { Locator, Page } from 'playwright-core';
import type { Phase } from '../../contract/session.ts';
import type { SpeechVoice } from '../../main/partner/speech/synthesizer.ts';
import type { AppUnderTest } from './app-under-test.ts';
import { LEAD_SECONDS } from './spoken-wav.ts';

/** Lets real sound take its time: what is spoken and played here is in real time. */
export function seconds(value: number): Promise<void> {
  return new Promise((done) => setTimeout(done, value * 1000));
}

/** The log that holds the conversation. */
export function transcriptOf(page: Page): Locator {
  return page.getByRole('log', { name: 'Transcript' });
}

/** Waits until the page says that the session is in this phase. */
export async function phaseIs({ page }: AppUnderTest, phase: Phase): Promise<void> {
  const status = page.getByRole('status', { name: 'Session' });
  await status.filter({ hasText: new RegExp(phase, 'i') }).waitFor({ timeout: 40_000 });
}

/** Opens the session by the key, and waits until the partner has said its opening. */
export async function openSession(app: AppUnderTest): Promise<void> {
  await app.page.keyboard.press('Space');
  await phaseIs(app, 'speaking');
  await phaseIs(app, 'idle');
}

/** Speaks `text` into the microphone while Space is held. */
export async function hold(app: AppUnderTest, text: string, voice?: SpeechVoice): Promise<void> {
  const spoken = await app.prepare(text, voice);
  await app.page.keyboard.down('Space');
  await seconds(LEAD_SECONDS + spoken.seconds + 0.3);
  await app.page.keyboard.up('Space');
}
