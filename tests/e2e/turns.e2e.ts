import { afterEach, describe, expect, it } from 'vitest';
import { type AppUnderTest, startApp } from '../support/app-under-test.ts';
import { hold, openSession, phaseIs, seconds, transcriptOf } from '../support/talking.ts';

let app: AppUnderTest | null = null;
afterEach(async () => {
  await app?.dispose();
  app = null;
});

const settings = { scenario: 'strawberries.en', talkStyle: 'both' } as const;
const commits = ({ told }: AppUnderTest): number =>
  told.filter(({ type }) => type === 'input_audio_buffer.commit').length;

describe('one key for tap and hold', () => {
  it('keeps a turn open after a tap, through the loss of the focus, until the next press', async () => {
    app = await startApp({ settings });
    const { page, core } = app;
    await openSession(app);
    const [reply] = core.snapshot().replies;
    if (reply === undefined) throw new Error('No reply is offered.');
    const spoken = await app.prepare(reply.text);
    await page.keyboard.press('Space');
    const status = page.getByRole('status', { name: 'Session' });
    await status.getByText('Listening until you press again').waitFor();
    await page.evaluate(() => window.dispatchEvent(new Event('blur')));
    await seconds(0.9 + spoken.seconds + 0.3);
    expect(core.snapshot().session).toMatchObject({ phase: 'listening', latched: true });
    expect(commits(app)).toBe(0);
    await page.keyboard.press('Space');
    const mine = transcriptOf(page).getByRole('article', { name: 'You' });
    await mine.filter({ hasText: reply.text }).waitFor();
    expect(commits(app)).toBe(1);
    await phaseIs(app, 'speaking');
    await phaseIs(app, 'idle');
    expect(app.complaints).toEqual([]);
  });

  it('holds a turn while the key is down, and sends it with the release', async () => {
    app = await startApp({ settings });
    const { page, core } = app;
    await openSession(app);
    await app.prepare('Good morning!');
    await page.keyboard.down('Space');
    await seconds(1.5);
    expect(core.snapshot().session).toMatchObject({ phase: 'listening', latched: false });
    await page.keyboard.up('Space');
    await expect.poll(() => app !== null && commits(app)).toBe(1);
  });

  it('drops a toggled turn on Escape', async () => {
    app = await startApp({ settings });
    const { page, core } = app;
    await openSession(app);
    await page.keyboard.press('Space');
    await expect.poll(() => core.snapshot().session.latched).toBe(true);
    await seconds(0.5);
    await page.keyboard.press('Escape');
    await phaseIs(app, 'idle');
    expect(commits(app)).toBe(0);
  });
});

describe('a turn with a pause to think in it', () => {
  it('is one turn, and shows afterwards where the speaker hesitated', async () => {
    app = await startApp({ settings });
    const { page, core } = app;
    await openSession(app);
    await hold(app, 'Good morning! [2.5 s] I would like to order some strawberries.');
    const mine = transcriptOf(page).getByRole('article', { name: 'You' });
    await mine.getByText(/^1 pause: 2\.[4-7] s$/).waitFor();
    expect(commits(app)).toBe(1);
    const [item] = core
      .snapshot()
      .transcript.filter((each) => each.kind === 'message' && each.speaker === 'learner');
    if (item?.kind !== 'message') throw new Error('The turn is not there.');
    expect(item.delivery?.hesitations).toHaveLength(1);
    expect(app.complaints).toEqual([]);
  });
});

describe('hands-free talk into which nobody speaks', () => {
  it('is taken up again by the partner, and has no turn of the learner in it', async () => {
    const turnDetection = {
      kind: 'server_vad',
      threshold: 0.5,
      prefixPaddingMilliseconds: 300,
      silenceMilliseconds: 500,
      idleTimeoutMilliseconds: 5000,
      createResponse: true,
      interruptResponse: true,
    } as const;
    app = await startApp({ settings: { ...settings, mode: 'hands_free', turnDetection } });
    const { core } = app;
    await openSession(app);
    const speakers = (): string[] =>
      core
        .snapshot()
        .transcript.map((item) => (item.kind === 'message' ? item.speaker : item.kind));
    // What the microphone hears at first is a turn; then it hears nothing, and is answered all the same.
    await expect
      .poll(() => speakers().slice(-2), { timeout: 30_000 })
      .toEqual(['partner', 'partner']);
    expect(speakers().filter((speaker) => speaker === 'learner').length).toBeLessThanOrEqual(1);
  });
});
