import { placeOrderTool } from './place-order.ts';
import type { Tool } from './tool.ts';

/** Every tool of the app, one line each. */
export function allTools(): readonly Tool[] {
  return [placeOrderTool()];
}
