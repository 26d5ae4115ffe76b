import type { FailureCode } from '../../../contract/failure.ts';

export type Remedy = 'reconnect' | 'settings' | 'microphone';

const remedies: Record<FailureCode, readonly Remedy[]> = {
  invalid_input: [],
  not_found: [],
  unauthorized: ['settings'],
  forbidden: ['settings'],
  quota: ['settings', 'reconnect'],
  unreachable: ['reconnect', 'settings'],
  proxy: ['settings', 'reconnect'],
  untrusted: ['settings', 'reconnect'],
  connection_lost: ['reconnect'],
  session_expired: ['reconnect'],
  endpoint_error: ['reconnect', 'settings'],
  no_such_model: ['settings'],
  protocol_refused: ['settings'],
  no_session: ['reconnect'],
  busy: [],
  too_short: [],
  nothing_said: [],
  not_understood: [],
  microphone_missing: ['microphone', 'settings'],
  microphone_refused: ['microphone'],
  microphone_silent: ['microphone', 'settings'],
  device_lost: ['microphone', 'settings'],
  sound_blocked: [],
  picture_unreadable: [],
  picture_unseen: ['settings'],
  timed_out: ['reconnect'],
  overflow: [],
  declined: [],
  internal: ['reconnect'],
};

/** What can be done about a failure, the likeliest first. */
export function remediesOf(code: FailureCode): readonly Remedy[] {
  return remedies[code];
}
