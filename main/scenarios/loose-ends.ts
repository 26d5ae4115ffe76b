import type { Scenario } from '../../contract/scenario.ts';

/** Names of steps that a guided scenario leads to and does not have. */
export function looseEnds({ guided }: Pick<Scenario, 'guided'>): readonly string[] {
  if (guided === undefined) return [];
  const wanted = new Set([guided.start]);
  for (const { replies, call } of Object.values(guided.steps)) {
    for (const { next } of replies) wanted.add(next);
    if (call !== undefined) wanted.add(call.confirmed).add(call.declined);
  }
  return [...wanted].filter((name) => !Object.hasOwn(guided.steps, name));
}
