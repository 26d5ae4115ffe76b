import { AxeBuilder } from '@axe-core/playwright';
import { afterEach, describe, expect, it } from 'vitest';
import { type AppUnderTest, startApp } from '../support/app-under-test.ts';
import { correlate } from '../support/correlation.ts';
import { type Heard, heardBy, pressesOf } from '../support/page-tap.ts';
import { hold, openSession, phaseIs, seconds, transcriptOf } from '../support/talking.ts';

let app: AppUnderTest | null = null;
afterEach(async () => {
  await app?.dispose();
  app = null;
});

const SAMPLES_A_MILLISECOND = 24;
/** What an item of the endpoint sounds like, all its deltas joined. */
const joined = (pieces: readonly Int16Array[]): Int16Array =>
  Int16Array.from(pieces.flatMap((piece) => [...piece]));

/** The part of a recording behind a frame of the audio clock. */
function since({ rate, from, samples }: Heard, frame: number): Heard {
  return { rate, from: Math.max(from, frame), samples: samples.slice(Math.max(0, frame - from)) };
}

describe('a turn by push-to-talk', () => {
  it('is heard, transcribed and answered aloud, whole', async () => {
    app = await startApp({ settings: { scenario: 'strawberries.en' } });
    const { page, core } = app;
    await openSession(app);
    const [reply] = core.snapshot().replies;
    if (reply === undefined) throw new Error('No reply is offered.');
    await hold(app, reply.text);
    const mine = transcriptOf(page).getByRole('article', { name: 'You' });
    await mine.filter({ hasText: reply.text }).waitFor();
    await phaseIs(app, 'speaking');
    await phaseIs(app, 'idle');
    const heard = await heardBy(page);
    expect(heard.rate).toBe(24_000);
    expect(app.sent.size).toBe(2);
    for (const [item, pieces] of app.sent) {
      const said = joined(pieces);
      const { best, lag } = correlate(heard.samples, said);
      expect(best, item).toBeGreaterThanOrEqual(0.99);
      expect(lag + said.length, 'played to its end').toBeLessThanOrEqual(heard.samples.length);
    }
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations).toEqual([]);
    expect(app.complaints).toEqual([]);
  });
});

describe('a barge-in', () => {
  it('silences the partner within 50 ms, and truncates at what was played', async () => {
    app = await startApp({ settings: { scenario: 'strawberries.en' } });
    const { page } = app;
    const delays: number[] = [];
    await page.keyboard.press('Space');
    for (let trial = 0; trial < 3; trial += 1) {
      await phaseIs(app, 'speaking');
      await seconds(0.7);
      await page.keyboard.down('Space');
      await seconds(0.4);
      await page.keyboard.up('Space');
      const [item, pieces] = [...app.sent].at(-1) ?? ['', []];
      const [pressed = 0, before = 0] = (await pressesOf(page)).toReversed();
      // Only what came after the press before: the partner may say the same words again.
      const heard = since(await heardBy(page), before);
      const silentFrom = heard.samples.findLastIndex((sample) => sample !== 0);
      delays.push((silentFrom + heard.from - pressed) / SAMPLES_A_MILLISECOND);
      const cut = app.told.findLast((event) => event.type === 'conversation.item.truncate');
      if (cut?.type !== 'conversation.item.truncate') throw new Error('Nothing was truncated.');
      expect(cut.item_id).toBe(item);
      const played = joined(pieces).slice(0, cut.audio_end_ms * SAMPLES_A_MILLISECOND);
      const { best, lag } = correlate(heard.samples, played);
      expect(best).toBeGreaterThanOrEqual(0.99);
      const lastSound = played.findLastIndex((sample) => sample !== 0);
      expect(Math.abs(silentFrom - lag - lastSound)).toBeLessThanOrEqual(SAMPLES_A_MILLISECOND);
    }
    const median = delays.toSorted((a, b) => a - b)[1];
    expect(median).toBeLessThanOrEqual(50);
  });
});
