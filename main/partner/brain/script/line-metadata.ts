import type { Standing } from './dialogue.ts';

/** The longest value that the API's metadata takes. */
const LONGEST_VALUE = 512;

/**
 * Tells a client which lines a response says: `misheard`, or the steps in `lines`, and the values
 * of the `variables` in them as JSON. Where something is said that is not in the script, or a value
 * is too long for metadata, that is left out.
 */
export function lineMetadata(standing: Standing): Readonly<Record<string, string>> {
  const { entered, step, misheard, missingTools, variables } = standing;
  const lines = (entered.length > 0 ? entered : [step]).join(' ');
  const json = JSON.stringify(variables);
  const said: Record<string, string> = {};
  if (misheard) said.misheard = 'true';
  else if (missingTools.length === 0 && lines.length <= LONGEST_VALUE) said.lines = lines;
  if (json !== '{}' && json.length <= LONGEST_VALUE) said.variables = json;
  return said;
}
