import { afterEach, describe, expect, it } from 'vitest';
import type { SpeechVoice } from '../../main/partner/speech/synthesizer.ts';
import { type AppUnderTest, startApp } from '../support/app-under-test.ts';
import { speakers } from '../support/speakers.ts';
import { hold, openSession, phaseIs, transcriptOf } from '../support/talking.ts';

let app: AppUnderTest | null = null;
afterEach(async () => {
  await app?.dispose();
  app = null;
});

/** More turns than the longest way through the order has. */
const MOST_TURNS = 12;

/** Says the first offered reply of each step aloud, until the partner wants to call a tool. */
async function orderAloud(given: AppUnderTest, voice: SpeechVoice): Promise<number> {
  const { page, core } = given;
  await openSession(given);
  const confirm = page.getByRole('button', { name: 'Confirm' });
  for (let turn = 1; turn <= MOST_TURNS; turn += 1) {
    const [reply] = core.snapshot().replies;
    if (reply === undefined) throw new Error('No reply is offered.');
    await hold(given, reply.text, voice);
    const mine = transcriptOf(page).getByRole('article', { name: 'You' }).last();
    await mine.filter({ hasText: reply.text }).waitFor({ timeout: 20_000 });
    await phaseIs(given, 'speaking');
    await phaseIs(given, 'idle');
    if (await confirm.isVisible()) return turn;
  }
  throw new Error('The order was never placed.');
}

describe('the strawberry order, by voice', () => {
  it.each([
    ['English', 'strawberries.en', speakers.en],
    ['Spanish', 'strawberries.es', speakers.es],
  ] as const)(
    'is placed in %s once the learner confirms it',
    async (_, scenario, voice) => {
      app = await startApp({ settings: { scenario } });
      const { page, core } = app;
      const turns = await orderAloud(app, voice);
      expect(turns).toBeGreaterThanOrEqual(4);
      const asked = core.snapshot().transcript.find((item) => item.kind === 'tool');
      expect(asked).toMatchObject({ name: 'place_order', status: 'asking', output: '' });
      const card = transcriptOf(page).getByRole('article', { name: 'Tool' });
      await expect.poll(() => card.textContent()).toContain('400');
      await page.getByRole('button', { name: 'Confirm' }).click();
      await phaseIs(app, 'speaking');
      await phaseIs(app, 'idle');
      const done = core.snapshot().transcript.find((item) => item.kind === 'tool');
      expect(done).toMatchObject({ status: 'done' });
      const output: unknown = JSON.parse(done?.kind === 'tool' ? done.output : 'null');
      expect(output).toMatchObject({ status: 'confirmed', quantity: 400 });
      expect(core.snapshot().usage.outputAudio).toBeGreaterThan(0);
      expect(app.complaints).toEqual([]);
    },
    240_000,
  );
});
