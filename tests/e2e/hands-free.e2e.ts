import { afterEach, describe, expect, it } from 'vitest';
import { type AppUnderTest, startApp } from '../support/app-under-test.ts';
import { openSession, phaseIs, transcriptOf } from '../support/talking.ts';

let app: AppUnderTest | null = null;
afterEach(async () => {
  await app?.dispose();
  app = null;
});

describe('hands-free', () => {
  it('takes a turn by voice alone, and is interrupted by voice alone', async () => {
    app = await startApp({ settings: { scenario: 'strawberries.en', mode: 'hands_free' } });
    const { page, core } = app;
    await openSession(app);
    const [reply] = core.snapshot().replies;
    if (reply === undefined) throw new Error('No reply is offered.');
    await app.prepare(reply.text);
    const mine = transcriptOf(page).getByRole('article', { name: 'You' });
    await mine.filter({ hasText: reply.text }).waitFor({ timeout: 30_000 });
    await phaseIs(app, 'speaking');
    await app.prepare('Excuse me, may I say something before you go on?');
    await phaseIs(app, 'listening');
    await expect
      .poll(() => app?.told.some(({ type }) => type === 'conversation.item.truncate'), {
        timeout: 10_000,
      })
      .toBe(true);
    // The server has cut its own answer off; a second cancel would be an error.
    expect(app.told.some(({ type }) => type === 'response.cancel')).toBe(false);
    await phaseIs(app, 'speaking');
    await phaseIs(app, 'idle');
  }, 120_000);
});
