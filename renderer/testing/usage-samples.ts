import { type Meter, noMeter } from '../../contract/meter.ts';
import { noUsage } from '../../contract/session.ts';
import type { UsageGroup, UsageReport } from '../../contract/usage-report.ts';

/** A conversation with a model that is paid for, some turns in. */
export const paidMeter: Meter = {
  ...noMeter,
  model: 'gpt-realtime-2.1',
  pricing: 'known',
  seconds: 372,
  cost: 214_310,
  perMinute: 34_566,
  cachedShare: 0.871,
  saved: 612_400,
  next: 15_870,
  transcription: { seconds: 96, tokens: 0, cost: null },
  forecast: { minutes: 15, cost: 1_214_000, basis: 'assumptions' },
  prices: { asOf: '2026-11', problem: null },
};

/** The same with a model that is in no price file. */
export const unpricedMeter: Meter = {
  ...paidMeter,
  model: 'local-voice-7b',
  pricing: 'unknown',
  cost: null,
  perMinute: null,
  saved: null,
  next: null,
  forecast: { minutes: 15, cost: null, basis: 'assumptions' },
  prices: { asOf: '2026-11', problem: 'models → local-voice → text → in: Too small.' },
};

/** Four weeks of lessons up to `today`. */
export function sampleReport(today: Date): UsageReport {
  const day = (back: number): string => {
    const at = new Date(today.getFullYear(), today.getMonth(), today.getDate() - back, 12);
    const [month, date] = [at.getMonth() + 1, at.getDate()].map((part) =>
      String(part).padStart(2, '0'),
    );
    return `${at.getFullYear()}-${month}-${date}`;
  };
  const lesson = (back: number, size: number, more: Partial<UsageGroup> = {}): UsageGroup => ({
    day: day(back),
    endpoint: 'openai',
    model: 'gpt-realtime-2.1',
    scenario: 'strawberries.en',
    responses: size,
    usage: {
      ...noUsage,
      inputText: size * 900,
      inputAudio: size * 2600,
      cachedText: size * 800,
      cachedAudio: size * 2350,
      outputText: size * 30,
      outputAudio: size * 130,
    },
    cost: size * 16_400,
    unpriced: 0,
    transcribedSeconds: 0,
    ...more,
  });
  const local = { model: 'local-voice-7b', endpoint: 'custom', cost: 0, unpriced: 22 } as const;
  const partner = { model: 'practice-partner', endpoint: 'partner', cost: 0 } as const;
  return {
    range: { from: day(29), to: day(0) },
    groups: [
      ...[28, 26, 25, 21, 19, 14, 12, 11, 7, 5, 2].map((back) => lesson(back, 12 + (back % 7) * 5)),
      lesson(24, 18, { scenario: null, model: 'gpt-realtime-2.1-mini', cost: 92_000 }),
      lesson(9, 22, { scenario: 'ramen.ja', ...local }),
      lesson(1, 16, { ...partner }),
      lesson(0, 31, { scenario: null }),
    ],
    damaged: 2,
    shortened: false,
    folder: '/home/you/.local/share/parley/usage',
  };
}
