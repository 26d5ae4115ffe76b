import { parse, stringify } from 'yaml';
import { z } from 'zod';

// What electron-updater reads; anything else in the file is kept.
const updateSchema = z.looseObject({
  version: z.string(),
  files: z.array(z.looseObject({ url: z.string(), sha512: z.string() })).min(1),
  sha512: z.string(),
});

/**
 * The text of an update's description (electron-builder's `latest*.yml`) that offers the update to `percent`
 * of the installed copies, 1 to 100: each copy decides by a number of its own, which stays with it.
 */
export function stageRollout(text: string, percent: number): string {
  if (!Number.isInteger(percent) || percent < 1 || percent > 100)
    throw new Error('a rollout is a whole number of percent, from 1 to 100');
  const update = updateSchema.parse(parse(text));
  // A long hash must not be folded over two lines.
  return stringify({ ...update, stagingPercentage: percent }, { lineWidth: 0 });
}
