import { pino } from 'pino';
import { Redactor } from './redact.ts';

/** What a log line may carry beside its message. Secrets in it are redacted, by value and by name. */
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
  /** From now on no line holds `secret`, whoever quotes it. */
  conceal(secret: string): void;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** Takes whole lines, each with its line feed. */
export interface LogSink {
  write(line: string): void;
}

/** `redactor` may be shared with a crash log; `also` gets the lines that standard error gets. */
export interface LogOptions {
  readonly redactor?: Redactor;
  readonly also?: LogSink;
}

/** A log that writes JSON lines to standard error, so that standard output stays the program's. */
export function createLog(level: LogLevel = 'warn', options: LogOptions = {}): Log {
  const { redactor = new Redactor(), also } = options;
  const logger = pino({ level, base: null }, sinkOf(also));
  const line =
    (write: LogLine['level']) =>
    (message: string, details: LogDetails = {}): void => {
      if (!logger.isLevelEnabled(write)) return;
      logger[write](redactor.value(details), redactor.text(message));
    };
  return {
    debug: line('debug'),
    info: line('info'),
    warn: line('warn'),
    error: line('error'),
    conceal: redactor.conceal,
  };
}

function sinkOf(also: LogSink | undefined): LogSink {
  const stderr = pino.destination({ dest: 2, sync: true });
  if (also === undefined) return stderr;
  return {
    write(line) {
      stderr.write(line);
      also.write(line);
    },
  };
}

/** A line of a `MemoryLog`. */
export interface LogLine {
  readonly level: Exclude<LogLevel, 'silent'>;
  readonly message: string;
  readonly details: LogDetails;
}

/** A log that keeps its lines as they came, for tests that ask what was logged. */
export class MemoryLog implements Log {
  readonly lines: LogLine[] = [];
  /** What it was told to conceal. */
  readonly concealed: string[] = [];

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
  conceal(secret: string): void {
    this.concealed.push(secret);
  }
}
