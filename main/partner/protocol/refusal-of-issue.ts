import type { z } from 'zod';
import { Refusal } from './refusal.ts';

type Issue = z.core.$ZodIssue;

/** The first fault that the schema found, in the words and codes of the Realtime API. */
export function refusalOf(issues: readonly Issue[], input: unknown): Refusal {
  const issue = issues[0];
  if (issue === undefined) return new Refusal('invalid_value', 'Invalid event.');
  const param = formatPath(issue.path);
  if (issue.code === 'unrecognized_keys') {
    const unknown = formatPath([...issue.path, issue.keys[0] ?? '']);
    return new Refusal('unknown_parameter', `Unknown parameter: '${unknown}'.`, unknown);
  }
  const value = valueAt(input, issue.path);
  if (value === undefined) {
    return new Refusal(
      'missing_required_parameter',
      `Missing required parameter: '${param}'.`,
      param,
    );
  }
  if (issue.code === 'invalid_type') return wrongType(issue, { param, value });
  if (issue.code === 'too_big' && issue.origin === 'string') return tooLong(issue, param);
  return new Refusal('invalid_value', explain(issue, { param, value }), param);
}

/** A path as the API writes it: `item.content[0].text`. */
export function formatPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');
}

interface Place {
  readonly param: string;
  readonly value: unknown;
}

function wrongType(issue: z.core.$ZodIssueInvalidType, { param, value }: Place): Refusal {
  const message = `Invalid type for '${param}': expected ${nameOf(issue.expected)}, but got ${kindOf(value)} instead.`;
  return new Refusal('invalid_type', message, param);
}

function tooLong(issue: z.core.$ZodIssueTooBig, param: string): Refusal {
  const message = `Invalid '${param}': string too long. Expected a string with maximum length ${issue.maximum}.`;
  return new Refusal('string_above_max_length', message, param);
}

function explain(issue: Issue, { param, value }: Place): string {
  const shown = JSON.stringify(value)?.slice(0, 120) ?? 'undefined';
  if (issue.code === 'invalid_value') {
    const values = issue.values.map((each) => `'${String(each)}'`).join(', ');
    return `Invalid value: ${shown}. Supported values are: ${values}.`;
  }
  return `Invalid value for '${param}': ${shown}. ${issue.message}.`;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? Reflect.get(value, key)
        : undefined,
    input,
  );
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function nameOf(expected: string): string {
  return /^[aeio]/.test(expected) ? `an ${expected}` : `a ${expected}`;
}
