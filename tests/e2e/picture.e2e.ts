import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { choiceOf, ownProfile } from '../../contract/profiles.ts';
import { readImageFile } from '../../main/core/pictures/image-file.ts';
import { type Partner, startPartner } from '../../main/partner/server.ts';
import { type AppUnderTest, startApp } from '../support/app-under-test.ts';
import { phaseIs, transcriptOf } from '../support/talking.ts';

let app: AppUnderTest | null = null;
let server: Partner | null = null;
afterEach(async () => {
  await app?.dispose();
  await server?.dispose();
  app = null;
  server = null;
});

/** The app, answered by a server that takes pictures: another partner, under a model's name. */
async function seen(): Promise<AppUnderTest> {
  server = await startPartner({ port: 0, scenarios: [] });
  const own = ownProfile('own', { kind: 'custom', url: server.url, auth: 'none' });
  app = await startApp({ settings: { ...choiceOf(own), scenario: null } });
  return app;
}

/** Makes a picture in the page, of so many pixels, as a file that a camera or a screen would give. */
async function handOver(page: Page, how: 'paste' | 'drop', type: 'image/jpeg' | 'image/png') {
  await page.evaluate(
    async ([way, kind]) => {
      const canvas = new OffscreenCanvas(3000, 1500);
      const context = canvas.getContext('2d');
      if (context === null) throw new Error('No canvas.');
      context.fillStyle = '#c33';
      context.fillRect(500, 300, 1500, 800);
      const blob = await canvas.convertToBlob({ type: kind });
      const bytes = new Uint8Array(await blob.arrayBuffer());
      // EXIF that says: turned by a quarter (orientation 6), little-endian, one entry.
      const note = [
        ...[0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x49, 0x49, 0x2a, 0, 8, 0, 0, 0],
        ...[1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0],
      ];
      const noted =
        kind === 'image/jpeg'
          ? new Uint8Array([...bytes.subarray(0, 2), ...note, ...bytes.subarray(2)])
          : bytes;
      const data = new DataTransfer();
      data.items.add(new File([noted], 'picture', { type: kind }));
      const event =
        way === 'paste'
          ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
          : new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
      document.body.dispatchEvent(event);
    },
    [how, type] as const,
  );
}

/** What the endpoint was told to put into the conversation. */
function shown({ told }: AppUnderTest) {
  const event = told.findLast(({ type }) => type === 'conversation.item.create');
  if (event?.type !== 'conversation.item.create' || event.item.type !== 'message') return null;
  const [picture, words] = event.item.content;
  const url = picture !== undefined && 'image_url' in picture ? (picture.image_url ?? '') : '';
  const bytes = Buffer.from(url.split(',')[1] ?? '', 'base64');
  return {
    file: readImageFile(bytes),
    words: words !== undefined && 'text' in words && words.text,
  };
}

describe('a picture in the conversation', () => {
  it('is pasted, made small and bare, priced, sent with words, shown, and answered', async () => {
    const { page, core } = await seen();
    await handOver(page, 'paste', 'image/jpeg');
    const draft = page.getByRole('img', { name: 'Picture to be shown' });
    await draft.waitFor();
    await page.getByText('512 × 1024, about 425 tokens').waitFor();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations).toEqual([]);
    const field = page.getByRole('textbox', { name: 'Type what you want to say' });
    await field.fill('What is this?');
    await field.press('Enter');
    const mine = transcriptOf(page).getByRole('article', { name: 'You' });
    await mine.getByRole('img', { name: 'What is this?' }).waitFor({ timeout: 20_000 });
    expect(await draft.count()).toBe(0);
    if (app === null) throw new Error('There is no app.');
    // Turned as the camera held it, and without what the camera wrote into it.
    expect(shown(app)).toEqual({
      file: { type: 'image/jpeg', width: 512, height: 1024, annotated: false },
      words: 'What is this?',
    });
    await transcriptOf(page).getByText('I received an image, but I cannot see.').waitFor();
    await phaseIs(app, 'idle');
    const snapshot = JSON.stringify(core.snapshot().transcript);
    expect(snapshot.length).toBeLessThan(60_000);
    expect(app.complaints).toEqual([]);
  });

  it('is dropped on the page, sharp as a screen is, and sent without words', async () => {
    const { page } = await seen();
    await handOver(page, 'drop', 'image/png');
    await page.getByRole('button', { name: 'Leave the picture out' }).click();
    expect(await page.getByRole('img', { name: 'Picture to be shown' }).count()).toBe(0);
    await handOver(page, 'drop', 'image/png');
    await page.getByRole('img', { name: 'Picture to be shown' }).waitFor();
    await page.getByRole('button', { name: 'Send' }).click();
    const mine = transcriptOf(page).getByRole('article', { name: 'You' });
    await mine.getByRole('img', { name: 'Picture' }).waitFor({ timeout: 20_000 });
    expect(app === null ? null : shown(app)).toEqual({
      file: { type: 'image/png', width: 1024, height: 512, annotated: false },
      words: false,
    });
  });

  it('is chosen from the disk, and refused when it is none', async () => {
    const { page } = await seen();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Show a picture' }).click();
    const name = 'not-a-picture.png';
    await (await chooser).setFiles({ name, mimeType: 'image/png', buffer: Buffer.from('text') });
    await page.getByRole('alert').getByText('That picture could not be read.').waitFor();
    expect(app?.told).toEqual([]);
  });

  it('is not offered by the practice partner, which says so when one is pasted', async () => {
    app = await startApp({ settings: { scenario: 'strawberries.en' } });
    const { page } = app;
    expect(await page.getByRole('button', { name: 'Show a picture' }).count()).toBe(0);
    await handOver(page, 'paste', 'image/png');
    await page.getByRole('alert').getByText('cannot see pictures').waitFor();
  });
});
