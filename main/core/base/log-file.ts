import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { LogSink } from './log.ts';

const MEBIBYTE = 1024 * 1024;

/** `bytes` is the most that one of the two files holds; 1 MiB unless said otherwise. */
export interface LogFileOptions {
  readonly path: string;
  readonly bytes?: number;
}

/**
 * A log in two files of bounded size: `path`, and `path.old` with what came before. For the user
 * alone (0600). A disk that refuses costs lines, never the app. What is written must have been
 * redacted.
 */
export function logFile({ path, bytes = MEBIBYTE }: LogFileOptions): LogSink {
  let size = sizeOf(path);
  return {
    write(line) {
      const length = Buffer.byteLength(line);
      if (length > bytes) return;
      try {
        mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
        if (size + length > bytes) {
          renameSync(path, `${path}.old`);
          size = 0;
        }
        appendFileSync(path, line, { mode: 0o600 });
        size += length;
      } catch {
        size = sizeOf(path);
      }
    },
  };
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}
