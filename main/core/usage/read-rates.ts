import { type LessonRates, measureRates } from './lesson-rates.ts';
import type { UsageBook } from './usage-book.ts';

const MONTHS_MILLISECONDS = 62 * 24 * 3600 * 1000;

/**
 * How this learner's lessons of the last two months went, from the book; null while there are too
 * few. Lessons with the practice partner do not count: it neither thinks nor bills. Never rejects.
 */
export async function readRates(
  book: Pick<UsageBook, 'read'>,
  now: number,
): Promise<LessonRates | null> {
  const month = (at: number): string => new Date(at).toISOString().slice(0, 7);
  try {
    const { rows } = await book.read(month(now - MONTHS_MILLISECONDS), month(now));
    return measureRates(
      rows.flatMap((row) =>
        row.kind === 'response' && row.endpoint !== 'partner'
          ? [{ session: row.session, at: Date.parse(row.at), usage: row.usage }]
          : [],
      ),
    );
  } catch {
    return null;
  }
}
