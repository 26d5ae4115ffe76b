import type { z } from 'zod';
import { desktopCalls } from './desktop-calls.ts';
import { sessionCalls } from './session-calls.ts';
import { settingsCalls } from './settings-calls.ts';
import { usageCalls } from './usage-calls.ts';

/** Every call that the page can make, with the schemas of its input and output. */
export const calls = { ...sessionCalls, ...settingsCalls, ...desktopCalls, ...usageCalls } as const;

export type Calls = typeof calls;
export type CallName = keyof Calls;
export type CallInput<N extends CallName> = z.infer<Calls[N]['input']>;
export type CallOutput<N extends CallName> = z.infer<Calls[N]['output']>;

/** What a host answers calls with: one function a call. Errors are thrown as `Failure`. */
export type CallHandlers = {
  readonly [N in CallName]: (input: CallInput<N>) => CallOutput<N> | Promise<CallOutput<N>>;
};

export function isCallName(name: string): name is CallName {
  return Object.hasOwn(calls, name);
}
