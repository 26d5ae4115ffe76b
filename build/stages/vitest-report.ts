import { z } from 'zod';
import type { TestCounts } from './stage.ts';

const reportSchema = z.object({
  success: z.boolean(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

/**
 * Counts the tests in a report of vitest's json reporter. A file that failed without a failed test (it did
 * not load, or a hook threw) counts as one failed, so that "0 failed" never stands beside a broken file.
 * Throws when `text` is not such a report.
 */
export function countTests(text: string): TestCounts {
  const { testResults } = reportSchema.parse(JSON.parse(text));
  let passed = 0;
  let failed = 0;
  const skipped: string[] = [];
  for (const file of testResults) {
    const failedBefore = failed;
    for (const test of file.assertionResults) {
      if (test.status === 'passed') passed += 1;
      else if (test.status === 'failed') failed += 1;
      else skipped.push(test.fullName);
    }
    if (file.status === 'failed' && failed === failedBefore) failed += 1;
  }
  return { passed, failed, skipped };
}
