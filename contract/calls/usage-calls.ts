import { z } from 'zod';
import { budgetChoiceSchema } from '../budget.ts';
import { usageRangeSchema, usageReportSchema } from '../usage-report.ts';

const nothing = z.strictObject({});

/** What a conversation costs, and what all of them have cost. */
export const usageCalls = {
  /** What becomes of a lesson whose budget is used up. It never ends by itself. */
  'budget.decide': { input: z.strictObject({ choice: budgetChoiceSchema }), output: z.null() },
  'usage.report': { input: usageRangeSchema, output: usageReportSchema },
  /** Every row as CSV; the newest rows when it would be more than 3 million characters. */
  'usage.export': {
    input: usageRangeSchema,
    output: z.strictObject({ csv: z.string(), shortened: z.boolean() }),
  },
  /** Deletes the whole book; there is no way back. */
  'usage.clear': { input: nothing, output: z.null() },
} as const;
