import { AxeBuilder } from '@axe-core/playwright';
import { afterEach, describe, expect, it } from 'vitest';
import { decodePcm16 } from '../../main/audio/pcm16.ts';
import { loadSynthesizer } from '../../main/partner/speech/synthesizer.ts';
import { findScenario } from '../../main/scenarios/registry.ts';
import { type AppUnderTest, startApp } from '../support/app-under-test.ts';
import { correlate } from '../support/correlation.ts';
import { heardBy } from '../support/page-tap.ts';
import { speakers } from '../support/speakers.ts';
import { LEAD_SECONDS } from '../support/spoken-wav.ts';
import { hold, openSession, phaseIs, seconds, transcriptOf } from '../support/talking.ts';

let app: AppUnderTest | null = null;
afterEach(async () => {
  await app?.dispose();
  app = null;
});

const joined = (pieces: readonly Int16Array[]): Int16Array =>
  Int16Array.from(pieces.flatMap((piece) => [...piece]));

const greeting = findScenario('strawberries.en')?.guided?.steps.greeting;

/** Holds the help key while `text` is spoken into the microphone. */
async function ask(given: AppUnderTest, text: string): Promise<void> {
  await given.prepare(text);
  // The second time the browser's gain control is off again: the words arrive as they are.
  const spoken = await given.prepare(text);
  await given.page.keyboard.down('h');
  await phaseIs(given, 'listening');
  await seconds(LEAD_SECONDS + spoken.seconds + 0.3);
  await given.page.keyboard.up('h');
}

/** The sound of the question that the core has sent. */
function askedAloud({ told }: AppUnderTest): Int16Array {
  const request = told.findLast((event) => event.type === 'response.create');
  if (request?.type !== 'response.create') throw new Error('Nothing was asked for.');
  const audio = JSON.stringify(request.response?.input).match(/"audio":"([^"]+)"/)?.[1];
  const samples = decodePcm16(audio ?? '');
  if (samples === null) throw new Error('The question has no sound.');
  return samples;
}

describe('the help key', () => {
  it('asks beside the role-play, is answered in the margin, and moves nothing', async () => {
    const question = 'What does she want from me?';
    app = await startApp({
      settings: { scenario: 'strawberries.en', nativeLanguage: 'zh-Hant', introduced: true },
    });
    const { page, core } = app;
    await openSession(app);
    const { replies, usage } = core.snapshot();
    const before = app.told.length;
    await ask(app, question);
    await phaseIs(app, 'speaking');
    await phaseIs(app, 'idle');

    const said = await loadSynthesizer();
    const words = said.speak(question, speakers.en).samples;
    expect(correlate(askedAloud(app), words).best).toBeGreaterThanOrEqual(0.95);
    expect(app.told.slice(before).map(({ type }) => type)).toEqual(['response.create']);

    const [item, pieces] = [...app.sent].at(-1) ?? ['', []];
    const answer = joined(pieces);
    const heard = await heardBy(page);
    const { best, lag } = correlate(heard.samples, answer);
    expect(best, item).toBeGreaterThanOrEqual(0.99);
    expect(lag + answer.length, 'played to its end').toBeLessThanOrEqual(heard.samples.length);

    const aside = transcriptOf(page).getByRole('article', { name: 'Help' });
    const text = (await aside.textContent()) ?? '';
    expect(text).toContain(greeting?.meaning?.['zh-Hant']);
    expect(text).toContain(replies[0]?.text);
    const partner = transcriptOf(page).locator('p[lang=en]').first();
    const [margin, column] = [
      await aside.locator('p').last().boundingBox(),
      await partner.boundingBox(),
    ];
    expect(margin?.x).toBeGreaterThanOrEqual((column?.x ?? 0) + (column?.width ?? Infinity));

    expect(core.snapshot().replies).toEqual(replies);
    expect(core.snapshot().usage.inputAudio).toBeGreaterThan(usage.inputAudio);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations).toEqual([]);

    await hold(app, replies[0]?.text ?? '');
    const mine = transcriptOf(page).getByRole('article', { name: 'You' });
    await mine.filter({ hasText: replies[0]?.text ?? '' }).waitFor();
    await phaseIs(app, 'speaking');
    await phaseIs(app, 'idle');
    const kinds = core.snapshot().transcript.map(({ kind }) => kind);
    expect(kinds).toEqual(['message', 'aside', 'message', 'message']);
    expect(core.snapshot().replies.map(({ id }) => id)).toContain('four-hundred');
    expect(app.complaints).toEqual([]);
  }, 240_000);

  it('is stopped by the talk key, and nothing more of it is heard', async () => {
    app = await startApp({ settings: { scenario: 'strawberries.en', introduced: true } });
    const { page, core } = app;
    await openSession(app);
    await ask(app, 'How do I say that?');
    await phaseIs(app, 'speaking');
    await seconds(0.5);
    const before = app.told.length;
    await page.keyboard.down('Space');
    await phaseIs(app, 'listening');
    const { samples } = await heardBy(page);
    await seconds(0.5);
    const later = (await heardBy(page)).samples.slice(samples.length);
    expect(later.length).toBeGreaterThan(0);
    expect(later.findIndex((sample) => sample !== 0)).toBe(-1);
    await page.keyboard.press('Escape');
    await page.keyboard.up('Space');
    await phaseIs(app, 'idle');
    const types = app.told.slice(before).map(({ type }) => type);
    expect(types).not.toContain('conversation.item.truncate');
    expect(types).not.toContain('conversation.item.delete');
    expect(core.snapshot().transcript.at(-1)).toMatchObject({ kind: 'aside' });
  });
});

describe('words that are hidden until a hint is asked for', () => {
  it('are not on the page before, and come with their meaning one key after the other', async () => {
    app = await startApp({
      settings: { scenario: 'strawberries.en', partnerWords: 'on_hint', introduced: true },
    });
    const { page, core } = app;
    const words = greeting?.say ?? '';
    const isThere = async (text: string) => (await page.content()).includes(text);
    await page.keyboard.press('Space');
    await phaseIs(app, 'speaking');
    expect(await isThere('Berry Lane fruit shop')).toBe(false);
    await phaseIs(app, 'idle');
    expect(core.snapshot().transcript).toMatchObject([{ text: words, hint: 'sound' }]);
    const line = transcriptOf(page).getByRole('article').first();
    await line.getByText('Press T to show them').waitFor();
    await line.getByRole('button', { name: 'Show the words' }).waitFor();
    expect(await isThere('Berry Lane fruit shop')).toBe(false);
    await page.keyboard.press('t');
    await line.getByText(words).waitFor();
    expect(await isThere(greeting?.meaning?.en ?? '')).toBe(false);
    await line.getByRole('button', { name: 'What does it mean?' }).click();
    await line.getByText(greeting?.meaning?.en ?? '').waitFor();
    expect(app.complaints).toEqual([]);
  });
});
