import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from './log.ts';
import type { Redactor } from './redact.ts';

/** What has happened. */
export type CrashKind =
  | 'uncaught-exception'
  | 'unhandled-rejection'
  | 'page-gone'
  | 'child-gone'
  | 'page-hung';

/** `redactor` is the log's own, which knows the keys of the moment. */
export interface CrashLogOptions {
  readonly directory: string;
  readonly redactor: Pick<Redactor, 'text' | 'value'>;
  /** The app's. */
  readonly version: string;
  /** Files that are kept; 20 unless said otherwise. */
  readonly most?: number;
  readonly now?: () => Date;
}

/** Writes crashes down. */
export interface CrashLog {
  /** Returns the path of the file, or null where the disk refuses. Never throws. */
  recordCrash(kind: CrashKind, details: unknown): string | null;
}

const LONGEST = 64 * 1024;
const FILE = /^\d{4}-[\dTZ-]+-[a-z-]+\.txt$/;

// Text only, and no minidumps (Electron's crashReporter is never started): a dump is a copy of
// memory, and the key is in it.

/**
 * A folder of at most `most` texts, for the user alone, each written and flushed before the call
 * returns, because the process may not live on. Nothing is ever sent anywhere.
 */
export function createCrashLog(options: CrashLogOptions): CrashLog {
  const { directory, now = () => new Date(), most = 20 } = options;
  let count = 0;
  return {
    recordCrash(kind, details) {
      try {
        mkdirSync(directory, { recursive: true, mode: 0o700 });
        count += 1;
        const time = now().toISOString();
        const number = String(count).padStart(4, '0');
        const name = `${time.replaceAll(/[:.]/g, '-')}-${number}-${kind}.txt`;
        const path = join(directory, name);
        writeWhole(path, pageOf(options, { kind, time, details }));
        removeOldest(directory, most);
        return path;
      } catch {
        return null;
      }
    },
  };
}

/** The part of `process` that is listened to. */
export interface CrashSource {
  on(name: 'uncaughtException' | 'unhandledRejection', listener: (error: unknown) => void): unknown;
}

/** `log` says that something was recorded; `end` ends the process. */
export interface CrashWatch extends CrashLogOptions {
  readonly log: Pick<Log, 'error'>;
  readonly source?: CrashSource;
  readonly end: () => void;
}

/**
 * Records what nobody caught. An exception leaves the process in an unknown state, so `end` is
 * called after it; a rejection is a defect as well, but not one to end a conversation for.
 */
export function installCrashLog(options: CrashWatch): CrashLog {
  const { source = process as CrashSource, log, end } = options;
  const crashLog = createCrashLog(options);
  source.on('uncaughtException', (error) => {
    const file = crashLog.recordCrash('uncaught-exception', error);
    log.error('An error that nobody caught ends the app', { error, file });
    end();
  });
  source.on('unhandledRejection', (error) => {
    const file = crashLog.recordCrash('unhandled-rejection', error);
    log.error('A rejection that nobody handled', { error, file });
  });
  return crashLog;
}

interface Crash {
  readonly kind: CrashKind;
  readonly time: string;
  readonly details: unknown;
}

function pageOf({ redactor, version }: CrashLogOptions, { kind, time, details }: Crash): string {
  const { platform, arch, versions } = process;
  const made = `${platform} ${arch}, Node ${versions.node}, Electron ${versions.electron ?? 'none'}`;
  const head = `Parley ${version}, ${kind}, ${time}\n${made}\n\n`;
  // Twice: what is left of the value may spell a secret only once it is put together.
  return `${head}${redactor.text(textOf(redactor.value(details)))}`.slice(0, LONGEST);
}

function textOf(details: unknown): string {
  if (typeof details === 'string') return `${details}\n`;
  const plain = JSON.stringify(details, null, 2) ?? String(details);
  // A stack is read by people, line by line.
  return `${plain.replaceAll('\\n', '\n      ')}\n`;
}

function writeWhole(path: string, text: string): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function removeOldest(directory: string, most: number): void {
  const names = readdirSync(directory).filter((name) => FILE.test(name));
  for (const name of names.sort().slice(0, -most)) rmSync(join(directory, name), { force: true });
}
