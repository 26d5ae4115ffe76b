import type { CallInput } from '../../contract/calls/calls.ts';

/** What `microphone.report` can say; null says that the microphone works. */
export type MicrophoneFailure = NonNullable<CallInput<'microphone.report'>['failure']>;

/**
 * The code for an error of `getUserMedia`, by the names of the Media Capture specification.
 * A device that is there but cannot be opened counts as missing.
 */
export function microphoneFailure(error: unknown): MicrophoneFailure {
  const name = error instanceof Error ? error.name : '';
  const refused = name === 'NotAllowedError' || name === 'SecurityError';
  return refused ? 'microphone_refused' : 'microphone_missing';
}

/** Whether the chosen device is away, so that another may be taken in its place. */
export function isDeviceAway(error: unknown): boolean {
  const name = error instanceof Error ? error.name : '';
  return name === 'OverconstrainedError' || name === 'NotFoundError' || name === 'NotReadableError';
}
