import { z } from 'zod';

/** What the tool is known to return, as far as it is read here. */
export const reportSchema = z.object({
  globalChecks: z.int().positive(),
  atomicChecks: z.int().positive(),
  errors: z.array(z.object({ file: z.string(), message: z.string() })),
  issues: z.array(
    z.object({
      id: z.string(),
      file: z.string(),
      severity: z.object({ name: z.string() }),
      description: z.string(),
    }),
  ),
});
export type Report = z.infer<typeof reportSchema>;

/** Findings that are left, each with its reason. `file` is without the hash of a bundle's name. */
export const acceptedSchema = z.array(
  z.strictObject({ check: z.string(), file: z.string(), reason: z.string().min(40) }),
);
export type Accepted = z.infer<typeof acceptedSchema>;

/**
 * What is wrong with a report: a file that could not be read, which nothing was checked in; anything of
 * severity HIGH, accepted or not; a finding without a reason; a reason without a finding.
 */
export function judgeReport(report: Report, accepted: Accepted): readonly string[] {
  const wrong = report.errors.map(({ file, message }) => `${file} cannot be read: ${message}`);
  const found = new Set<string>();
  for (const { id, file, severity, description } of report.issues) {
    const name = `${id} in ${withoutHash(file)}`;
    found.add(name);
    if (severity.name === 'HIGH') wrong.push(`${name} is of severity HIGH: ${description}`);
    else if (!accepted.some(({ check, file: known }) => `${check} in ${known}` === name))
      wrong.push(`${name} has no reason in accepted.json: ${description}`);
  }
  for (const { check, file } of accepted)
    if (!found.has(`${check} in ${file}`))
      wrong.push(`${check} in ${file} is in accepted.json and is not found any more`);
  return wrong;
}

function withoutHash(file: string): string {
  return file.replaceAll('\\', '/').replace(/-[\w-]{8}(?=\.[cm]?js$)/, '');
}
