import { z } from 'zod';

/** What a lesson may take, set before it begins; null is no limit. */
export const budgetSchema = z.strictObject({
  minutes: z.number().int().min(1).max(600).nullable(),
  /** US dollars. */
  dollars: z.number().min(0.01).max(1000).nullable(),
});
export type Budget = z.infer<typeof budgetSchema>;

export const noBudget: Budget = { minutes: null, dollars: null };

/** What the learner decides when the budget is used up. */
export const budgetChoiceSchema = z.enum(['go_on', 'after_answer', 'now']);
export type BudgetChoice = z.infer<typeof budgetChoiceSchema>;

/** Of each going on: minutes that are added to a limit in minutes, and the share of one in money. */
export const MORE_MINUTES = 5;
export const MORE_MONEY_PERCENT = 25;
