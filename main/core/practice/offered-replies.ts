import type { Scenario } from '../../../contract/scenario.ts';
import type { OfferedReply } from '../../../contract/session.ts';

/**
 * The replies on offer at the step that a response's metadata names. Null when the metadata does
 * not speak of this scenario: what was offered before then stays.
 */
export function offeredReplies(
  scenario: Scenario | null,
  metadata: Readonly<Record<string, unknown>>,
): readonly OfferedReply[] | null {
  if (scenario === null || metadata.scenario !== scenario.id) return null;
  const step = metadata.step;
  if (typeof step !== 'string' || !Object.hasOwn(scenario.guided?.steps ?? {}, step)) return null;
  const replies = scenario.guided?.steps[step]?.replies ?? [];
  return replies.map(({ id, text, meaning }) => ({ id, text, meaning }));
}
