import { readFileSync } from 'node:fs';
import type { PackageTarget, Processor, System } from './target.ts';

/** What a native module was compiled for, by its own header: names of files have been wrong. */
export interface NativeCode {
  readonly system: System;
  readonly processor: Processor;
}

/** Reads the header of a native module; null when it is for none of the systems and processors known here. */
export function readNativeCode(path: string): NativeCode | null {
  return nativeCodeOf(readFileSync(path));
}

/** Whether a native module runs on a processor of a target. */
export function fitsTarget(code: NativeCode | null, target: PackageTarget): boolean {
  return code?.system === target.system && target.processors.includes(code.processor);
}

/** The same, from a file's content. Formats: ELF (e_machine), Mach-O thin (cputype), PE (Machine). */
export function nativeCodeOf(file: Buffer): NativeCode | null {
  if (file.length < 64) return null;
  if (file.readUInt32BE(0) === 0x7f454c46) return found('linux', ELF[file.readUInt16LE(18)]);
  if (file.readUInt32LE(0) === 0xfeedfacf) return found('darwin', MACH[file.readUInt32LE(4)]);
  if (file.toString('latin1', 0, 2) !== 'MZ') return null;
  const header = file.readUInt32LE(60);
  if (header + 6 > file.length || file.readUInt32BE(header) !== 0x50450000) return null;
  return found('win32', PE[file.readUInt16LE(header + 4)]);
}

const ELF: Readonly<Record<number, Processor>> = { 62: 'x64', 183: 'arm64' };
const MACH: Readonly<Record<number, Processor>> = { 16777223: 'x64', 16777228: 'arm64' };
const PE: Readonly<Record<number, Processor>> = { 34404: 'x64', 43620: 'arm64' };

function found(system: System, processor: Processor | undefined): NativeCode | null {
  if (processor === undefined) return null;
  return { system, processor };
}
