import { pino } from 'pino';

/** What a log line may carry beside its message. Values of secret-looking names are redacted. */
export type LogDetails = Record<string, unknown>;

/**
 * - `debug`: what a developer wants to follow, off in the app.
 * - `info`: rare milestones (a session opened).
 * - `warn`: something was dropped, refused or repaired, and the app goes on.
 * - `error`: a defect or a loss.
 */
export interface Log {
  debug(message: string, details?: LogDetails): void;
  info(message: string, details?: LogDetails): void;
  warn(message: string, details?: LogDetails): void;
  error(message: string, details?: LogDetails): void;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

const SECRETS = ['key', 'apiKey', 'authorization', 'token', 'cookie'];

/** A log that writes JSON lines to standard error, so that standard output stays the program's. */
export function createLog(level: LogLevel = 'warn'): Log {
  const paths = SECRETS.flatMap((name) => [name, `*.${name}`]);
  const logger = pino({ level, base: null, redact: { paths, censor: '[redacted]' } }, stderr());
  return {
    debug: (message, details) => logger.debug(details ?? {}, message),
    info: (message, details) => logger.info(details ?? {}, message),
    warn: (message, details) => logger.warn(details ?? {}, message),
    error: (message, details) => logger.error(details ?? {}, message),
  };
}

function stderr() {
  return pino.destination({ dest: 2, sync: true });
}

/** A line of a `MemoryLog`. */
export interface LogLine {
  readonly level: Exclude<LogLevel, 'silent'>;
  readonly message: string;
  readonly details: LogDetails;
}

/** A log that keeps its lines, for tests that ask what was logged. */
export class MemoryLog implements Log {
  readonly lines: LogLine[] = [];

  debug(message: string, details: LogDetails = {}): void {
    this.lines.push({ level: 'debug', message, details });
  }
  info(message: string, details: LogDetails = {}): void {
    this.lines.push({ level: 'info', message, details });
  }
  warn(message: string, details: LogDetails = {}): void {
    this.lines.push({ level: 'warn', message, details });
  }
  error(message: string, details: LogDetails = {}): void {
    this.lines.push({ level: 'error', message, details });
  }
}
