import { stripVTControlCharacters } from 'node:util';

/** The text of whatever was thrown, without the colours that bundlers put in. */
export function messageOf(error: unknown): string {
  return stripVTControlCharacters(error instanceof Error ? error.message : String(error));
}
