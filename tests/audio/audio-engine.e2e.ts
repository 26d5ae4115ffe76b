import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BrowserOptions, findChromium, launchBrowser } from '../support/browser.ts';
import { correlate } from '../support/correlation.ts';
import { speechLike, wavFile } from '../support/wav.ts';
import { type HarnessServer, serveHarness } from './harness/serve.ts';

const RATE = 24_000;
const speech = speechLike({ seconds: 3, rate: RATE });
let server: HarnessServer;
let folder: string;
let wav: string;
let silent: string;

beforeAll(async () => {
  server = await serveHarness();
  folder = await mkdtemp(join(tmpdir(), 'parley-wav-'));
  wav = join(folder, 'speech.wav');
  silent = join(folder, 'silent.wav');
  const silence = new Int16Array(2 * RATE);
  await writeFile(silent, wavFile({ samples: silence, rate: RATE }));
  await writeFile(wav, wavFile({ samples: Int16Array.from([...speech, ...silence]), rate: RATE }));
}, 120_000);

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

interface PageOptions extends BrowserOptions {
  /** Whether a click allows the page to sound. */
  readonly gesture?: boolean;
  /** Files that the page asks for in vain. */
  readonly without?: RegExp;
}

/** Runs `test` in a page of a fresh browser whose sound has been allowed by a click, or not. */
async function inPage(
  { gesture = true, without, ...options }: PageOptions,
  test: (page: Page) => Promise<void>,
): Promise<void> {
  const browser: Browser = await launchBrowser(options);
  try {
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    server.withhold(without ?? null);
    await page.goto(server.url);
    await page.evaluate(() => window.harness.engine.ready.catch(() => undefined));
    if (gesture) {
      await page.click('button');
      await page.evaluate(() => window.harness.until(() => window.harness.heard.length > 10));
    }
    await test(page);
    expect(errors.filter((error) => !error.startsWith('Failed to load resource'))).toEqual([]);
  } finally {
    await browser.close();
  }
}

const raw = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };

describe.skipIf(findChromium() === null)('capture in a real browser', { timeout: 90_000 }, () => {
  it('delivers what the microphone heard, from before the gate opened, without a gap', () =>
    inPage({ wav }, async (page) => {
      const result = await page.evaluate(async (settings) => {
        const { harness } = window;
        harness.configure(settings);
        await harness.engine.openMicrophone();
        const acquired = harness.now();
        await harness.until(() => harness.now() > acquired + 0.6);
        const opened = harness.now();
        harness.emit({ name: 'microphone.gate', payload: { stream: 7, preRoll: true } });
        await harness.until(() => harness.now() > opened + 3);
        const seconds = harness.now() - opened;
        harness.emit({ name: 'microphone.gate', payload: { stream: null, preRoll: true } });
        await harness.until(() => harness.frames.at(-1)?.last === true);
        return {
          samples: harness.captured(7),
          seconds,
          meter: harness.engine.meters.input(),
          frames: harness.frames.map(({ sequence, last, samples }) => ({
            sequence,
            last,
            length: samples.length,
          })),
        };
      }, raw);
      const { best } = correlate(result.samples, speech.subarray(RATE / 2));
      expect(best).toBeGreaterThanOrEqual(0.98);
      const early = result.samples.length / RATE - result.seconds;
      expect(early).toBeGreaterThan(0.25);
      expect(early).toBeLessThan(0.4);
      expect(Math.max(...result.frames.map((frame) => frame.length))).toBeLessThanOrEqual(240);
      expect(result.frames.map((frame) => frame.sequence)).toEqual([...result.frames.keys()]);
      expect(result.frames.filter((frame) => frame.last)).toHaveLength(1);
    }));

  it.each([
    [{ fakeDevice: false }, 'microphone_missing'],
    [{ grant: false }, 'microphone_refused'],
  ] as const)('ends the stream and says why when %o', (options, failure) =>
    inPage(options, async (page) => {
      const result = await page.evaluate(async () => {
        const { harness } = window;
        harness.emit({ name: 'microphone.gate', payload: { stream: 3, preRoll: true } });
        await harness.until(() => harness.frames.length > 0 && harness.reports.length > 0);
        return {
          reports: harness.reports,
          frames: harness.frames.map((frame) => ({ ...frame, samples: frame.samples.length })),
        };
      });
      expect(result.reports).toEqual([{ name: 'microphone.report', input: { failure } }]);
      expect(result.frames).toEqual([
        { kind: 'microphone', stream: 3, sequence: 0, last: true, samples: 0 },
      ]);
    }),
  );

  it('goes on in the same stream with another device when one is lost', () =>
    inPage({ wav }, async (page) => {
      const result = await page.evaluate(async () => {
        const { harness } = window;
        const media = navigator.mediaDevices;
        const ask = media.getUserMedia.bind(media);
        const tracks: MediaStreamTrack[] = [];
        media.getUserMedia = async (constraints) => {
          const stream = await ask(constraints);
          tracks.push(...stream.getTracks());
          return stream;
        };
        await harness.engine.openMicrophone();
        harness.emit({ name: 'microphone.gate', payload: { stream: 1, preRoll: true } });
        await harness.until(() => harness.frames.length > 50);
        tracks[0]?.dispatchEvent(new Event('ended'));
        await harness.until(() => harness.reports.length === 2);
        const before = harness.frames.length;
        await harness.until(() => harness.frames.length > before + 50);
        harness.emit({ name: 'microphone.gate', payload: { stream: null, preRoll: true } });
        await harness.until(() => harness.frames.at(-1)?.last === true);
        const sequences = harness.frames.map(({ stream, sequence }) => [stream, sequence]);
        return {
          sequences,
          reports: harness.reports.map(({ input }) => input),
          tracks: tracks.length,
        };
      });
      expect(result.tracks).toBe(2);
      expect(result.reports).toEqual([{ failure: 'device_lost' }, { failure: null }]);
      expect(result.sequences).toEqual(result.sequences.map((_, index) => [1, index]));
    }));

  it('forgets what it heard once the device is given back', () =>
    inPage({ wav }, async (page) => {
      const frames = await page.evaluate(async (settings) => {
        const { harness } = window;
        harness.configure(settings);
        await harness.engine.openMicrophone();
        const acquired = harness.now();
        await harness.until(() => harness.now() > acquired + 0.5);
        harness.engine.closeMicrophone();
        const released = harness.now();
        await harness.until(() => harness.now() > released + 0.1);
        navigator.mediaDevices.getUserMedia = () =>
          Promise.reject(new DOMException('', 'NotFoundError'));
        harness.emit({ name: 'microphone.gate', payload: { stream: 1, preRoll: true } });
        await harness.until(() => harness.frames.at(-1)?.last === true);
        return harness.frames.map((frame) => frame.samples.length);
      }, raw);
      expect(frames).toEqual([0]);
    }));

  it.each([/capture/, /playback/])('keeps nobody waiting without the worklet %o', (without) =>
    inPage({ wav, without, gesture: false }, async (page) => {
      const reports = await page.evaluate(async () => {
        const { harness } = window;
        harness.emit({ name: 'microphone.gate', payload: { stream: 1, preRoll: true } });
        harness.emit({ name: 'speaker.flush', payload: { flush: 2 } });
        await harness.until(() => harness.frames.at(-1)?.last === true);
        await harness.until(() => harness.reports.length === 3);
        return harness.reports;
      });
      // Said when it was found, and again for the turn that it ended.
      expect(reports).toEqual([
        { name: 'microphone.report', input: { failure: 'microphone_missing' } },
        { name: 'microphone.report', input: { failure: 'microphone_missing' } },
        { name: 'speaker.report', input: { flush: 2, played: [], pending: 0 } },
      ]);
    }),
  );

  it('says that a microphone which was granted gives nothing but silence', () =>
    inPage({ wav: silent }, async (page) => {
      const reports = await page.evaluate(async (settings) => {
        const { harness } = window;
        harness.configure(settings);
        await harness.engine.openMicrophone();
        harness.emit({ name: 'microphone.gate', payload: { stream: 1, preRoll: true } });
        await harness.until(() => harness.reports.length > 0);
        return harness.reports.map(({ input }) => input);
      }, raw);
      expect(reports).toEqual([{ failure: 'microphone_silent' }]);
    }));

  it('ends streams and answers flushes also before the page may sound', () =>
    inPage({ wav, gesture: false }, async (page) => {
      const result = await page.evaluate(async () => {
        const { harness } = window;
        harness.push(1, 1000);
        harness.emit({ name: 'microphone.gate', payload: { stream: 2, preRoll: true } });
        harness.emit({ name: 'microphone.gate', payload: { stream: null, preRoll: true } });
        harness.emit({ name: 'speaker.flush', payload: { flush: 6 } });
        await harness.until(() => JSON.stringify(harness.reports).includes('"flush":6'));
        await harness.until(() => harness.frames.at(-1)?.last === true);
        return harness.reports.at(-1)?.input;
      });
      expect(result).toEqual({ flush: 6, played: [{ stream: 1, samples: 0 }], pending: 1000 });
    }));
});

describe.skipIf(findChromium() === null)('playback in a real browser', { timeout: 90_000 }, () => {
  it('plays every sample exactly once and says so', () =>
    inPage({}, async (page) => {
      const result = await page.evaluate(async () => {
        const { harness } = window;
        harness.push(1, 30_001);
        harness.push(2, 10_007);
        await harness.until(() =>
          JSON.stringify(harness.reports).includes('"stream":2,"samples":10007'),
        );
        const ended = harness.now();
        await harness.until(() => harness.now() > ended + 0.1);
        return {
          sent: [...harness.tone(30_001), ...harness.tone(10_007)],
          played: harness.played().samples,
          reports: harness.reports,
          statistics: harness.engine.statistics(),
        };
      });
      expect(result.played).toEqual(result.sent);
      expect(JSON.stringify(result.reports)).toContain('{"stream":1,"samples":30001}');
      expect(result.statistics).toEqual({ underruns: 0, dropped: 0, gaps: 0 });
    }));

  it('is silent at once when flushed and knows what was played', () =>
    inPage({}, async (page) => {
      const result = await page.evaluate(async () => {
        const { harness } = window;
        harness.push(4, 5 * 24_000);
        await harness.until(() =>
          JSON.stringify(harness.reports).includes('"stream":4,"samples":2'),
        );
        const flushed = harness.now();
        harness.emit({ name: 'speaker.flush', payload: { flush: 9 } });
        await harness.until(() => JSON.stringify(harness.reports).includes('"flush":9'));
        await harness.until(() => harness.now() > flushed + 0.3);
        const { samples, end } = harness.played();
        const report = harness.reports.at(-1)?.input;
        return { flushed, end, heard: samples.length, report, late: end - flushed };
      });
      expect(result.late).toBeLessThan(0.05);
      expect(result.report).toMatchObject({ flush: 9, played: [{ stream: 4 }] });
      const { played, pending } = result.report as {
        played: { samples: number }[];
        pending: number;
      };
      expect(Math.abs((played[0]?.samples ?? 0) - result.heard)).toBeLessThanOrEqual(24);
      expect((played[0]?.samples ?? 0) + pending).toBe(5 * 24_000);
    }));
});
