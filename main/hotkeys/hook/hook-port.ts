import type { HookReport } from './hook-protocol.ts';

/** The listening process's line to the app that started it. */
export interface HookPort {
  send(report: HookReport): void;
  onOrder(listener: (order: unknown) => void): void;
  /** The app is gone. */
  onGone(listener: () => void): void;
}

/** Electron's `process.parentPort`, as far as it is used. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
}

/** The line of this process: Node's, or Electron's in a utility process; null when nobody started it as a child. */
export function openHookPort(): HookPort | null {
  const parentPort: unknown = Reflect.get(process, 'parentPort');
  if (isParentPort(parentPort)) return portOfUtilityProcess(parentPort);
  return process.send === undefined ? null : portOfFork();
}

function portOfFork(): HookPort {
  return {
    // The callback takes the error of a line that is just closing; `disconnect` says the rest.
    send: (report) => void process.send?.(report, undefined, undefined, () => {}),
    onOrder: (listener) => void process.on('message', listener),
    onGone: (listener) => void process.once('disconnect', listener),
  };
}

function portOfUtilityProcess(parentPort: ParentPort): HookPort {
  return {
    send: (report) => parentPort.postMessage(report),
    onOrder: (listener) => void parentPort.on('message', (event) => listener(event.data)),
    // Chromium ends a utility process together with its parent.
    onGone: () => {},
  };
}

function isParentPort(value: unknown): value is ParentPort {
  return typeof value === 'object' && value !== null && 'postMessage' in value && 'on' in value;
}
