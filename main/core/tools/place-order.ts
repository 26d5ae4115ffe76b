import { z } from 'zod';
import { defineTool, type Tool } from './tool.ts';

const short = z.string().trim().min(1).max(200);

/**
 * The order of a shopping role-play. It is written into this session's own order book and goes
 * nowhere else, and still it asks: the learner confirms what the shop has understood.
 */
export function placeOrderTool(): Tool {
  let orders = 0;
  return defineTool({
    name: 'place_order',
    description:
      'Places the order that was agreed on. Call it once, after repeating the order to the caller.',
    parameters: z.object({
      item: short.describe('What is ordered'),
      quantity: z.number().int().min(1).max(1_000_000),
      address: short.describe('Where it is delivered'),
      day: short.optional().describe('When it is delivered'),
      total: short.optional().describe('The price with its currency'),
    }),
    effect: 'writes',
    timeLimitMilliseconds: 5000,
    outputLimit: 2000,
    async run(order) {
      orders += 1;
      return { status: 'confirmed', order: orders, ...order };
    },
  });
}
