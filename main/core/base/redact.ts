import { formsOf, isSecretName, SHORTEST_SECRET, withoutSecretShapes } from './secret-shapes.ts';

const REDACTED = '[redacted]';
/** Characters of a text that are read at all; what is longer is cut there. */
const LONGEST_READ = 256 * 1024;
/** Characters that are kept of a text among details, of a line's message likewise. */
const LONGEST_DETAIL = 8 * 1024;
const DEEPEST = 6;
const MOST_ENTRIES = 64;
/** Values of one line, over all its levels. */
const MOST_VALUES = 512;
const MOST_CHARACTERS = 64 * 1024;
/** Secrets that are remembered; the oldest is forgotten. More keys are never in use at a time. */
const MOST_SECRETS = 32;

/**
 * `text` without the secrets of `forms`, by their value, and without what looks like a secret, by
 * its shape. At most 256 Ki characters are read.
 */
export function redactText(text: string, forms: readonly string[]): string {
  // A secret that the end cuts in two must not stay by its first half.
  const read = text.length <= LONGEST_READ ? text : cutAtSpace(text);
  const known = forms.reduce((rest, form) => rest.replaceAll(form, '…'), read);
  return withoutSecretShapes(known);
}

function cutAtSpace(text: string): string {
  const head = text.slice(0, LONGEST_READ);
  const space = head.search(/\s\S*$/);
  return `${space === -1 ? '' : head.slice(0, space)} …`;
}

/**
 * A copy of `value` that can be written down: texts, names and the values of secret names redacted,
 * errors as plain data, depth and size bounded. Never throws, and runs no code of the value but
 * its getters.
 */
export function redactValue(value: unknown, forms: readonly string[]): unknown {
  return new Redaction(forms).copy(value, 0);
}

class Redaction {
  readonly #forms: readonly string[];
  #left = MOST_VALUES;
  #characters = MOST_CHARACTERS;

  constructor(forms: readonly string[]) {
    this.#forms = forms;
  }

  copy(value: unknown, depth: number): unknown {
    this.#left -= 1;
    if (this.#left < 0) return '[more]';
    switch (typeof value) {
      case 'string':
        return this.#text(value);
      case 'number':
      case 'boolean':
      case 'undefined':
        return value;
      case 'object':
        return value === null ? null : this.#object(value, depth);
      default:
        return this.#text(String(value));
    }
  }

  #text(text: string): string {
    const clean = redactText(text, this.#forms);
    const most = Math.min(LONGEST_DETAIL, this.#characters);
    this.#characters -= Math.min(clean.length, most);
    return clean.length <= most ? clean : `${clean.slice(0, most)}…`;
  }

  #object(value: object, depth: number): unknown {
    // Bytes may be sound or a secret: how many there are is all that a log needs.
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) {
      return `[${value.byteLength} bytes]`;
    }
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
    if (value instanceof URL) return this.#text(value.href);
    if (depth >= DEEPEST) return '[deeper]';
    if (value instanceof Map) return this.#entries([...value].map(named), depth);
    if (Array.isArray(value) || value instanceof Set) return this.#list([...value], depth);
    return this.#entries(entriesOf(value), depth);
  }

  #list(values: readonly unknown[], depth: number): unknown[] {
    const copies = values.slice(0, MOST_ENTRIES).map((each) => this.copy(each, depth + 1));
    return values.length <= MOST_ENTRIES ? copies : [...copies, `[${values.length} in all]`];
  }

  #entries(entries: readonly (readonly [string, unknown])[], depth: number): object {
    const copies = entries.slice(0, MOST_ENTRIES).map(([name, value]): [string, unknown] => {
      const hidden = isSecretName(name) && value !== null && value !== undefined;
      return [this.#text(name), hidden ? REDACTED : this.copy(value, depth + 1)];
    });
    return Object.fromEntries(copies);
  }
}

function named([key, value]: [unknown, unknown]): [string, unknown] {
  return [String(key), value];
}

function entriesOf(value: object): [string, unknown][] {
  const names = new Set(Object.keys(value));
  // These are not enumerable on an error, and say the most.
  if (value instanceof Error)
    for (const name of ['name', 'message', 'stack', 'cause']) names.add(name);
  return [...names].map((name) => [name, readField(value, name)]);
}

function readField(value: object, name: string): unknown {
  try {
    return Reflect.get(value, name);
  } catch {
    return '[unreadable]';
  }
}

/** Knows the secrets of the moment, and takes them out of what is written down. */
export class Redactor {
  readonly #secrets = new Map<string, readonly string[]>();
  #forms: readonly string[] = [];

  /** From now on `secret` is left out, in every form that `formsOf` lists. Short ones are ignored. */
  readonly conceal = (secret: string): void => {
    if (secret.length < SHORTEST_SECRET) return;
    this.#secrets.delete(secret);
    this.#secrets.set(secret, formsOf(secret));
    const oldest = this.#secrets.keys().next().value;
    if (this.#secrets.size > MOST_SECRETS && oldest !== undefined) this.#secrets.delete(oldest);
    this.#forms = [...this.#secrets.values()].flat();
  };

  readonly text = (text: string): string => redactText(text, this.#forms);

  readonly value = (value: unknown): unknown => redactValue(value, this.#forms);
}
