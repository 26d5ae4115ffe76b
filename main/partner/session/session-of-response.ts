import type { ResponseParams } from '../protocol/client-event.ts';
import { type SessionConfig, updateSession } from './session-config.ts';

/** The session as one response sees it: what `response.create` sets counts for that response only. */
export function sessionOfResponse(
  session: SessionConfig,
  params: ResponseParams,
  hasSpoken: boolean,
): SessionConfig {
  const { conversation: _c, input: _i, metadata: _m, audio, ...settings } = params;
  return updateSession(
    session,
    { ...settings, type: 'realtime', audio: { output: audio?.output } },
    { hasSpoken, isSpeaking: false },
  );
}
