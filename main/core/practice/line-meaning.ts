import { z } from 'zod';
import type { Localized } from '../../../contract/locale.ts';
import type { Scenario } from '../../../contract/scenario.ts';
import { meaningOfLines } from '../../scenarios/meaning.ts';

const variablesSchema = z.record(z.string().max(30), z.union([z.string().max(200), z.number()]));

/**
 * What the line of a response means. Its metadata says which lines of this scenario it says
 * (`lines`, or `misheard`) and with which values (`variables`, as JSON). Null when it does not.
 */
export function lineMeaning(
  scenario: Scenario | null,
  metadata: Readonly<Record<string, unknown>>,
): Localized | null {
  const guided = scenario?.guided;
  if (guided === undefined || metadata.scenario !== scenario?.id) return null;
  const variables = variablesOf(metadata.variables);
  if (metadata.misheard === 'true') return meaningOfLines(guided, { kind: 'misheard' }, variables);
  if (typeof metadata.lines !== 'string' || metadata.lines === '') return null;
  return meaningOfLines(guided, { kind: 'steps', steps: metadata.lines.split(' ') }, variables);
}

function variablesOf(json: unknown): z.infer<typeof variablesSchema> {
  try {
    const parsed = variablesSchema.safeParse(JSON.parse(typeof json === 'string' ? json : '{}'));
    return parsed.success ? parsed.data : {};
  } catch {
    return {};
  }
}
