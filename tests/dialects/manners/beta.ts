import { inOldWords, type Manners } from './manners.ts';

const FLAT = ['modalities', 'instructions', 'voice', 'turn_detection', 'tools'] as const;
const session = {
  modalities: ['text', 'audio'],
  instructions: '',
  voice: 'alloy',
  input_audio_format: 'pcm16',
  output_audio_format: 'pcm16',
  turn_detection: { type: 'server_vad' },
  tools: [],
};
const understands: Manners['understands'] = (given) =>
  FLAT.every((name) => name in given) && !('audio' in given) && !('type' in given);

/** A flat session and old names; speaches: it says that formats and padding cannot be chosen. */
export const speaches: Manners = {
  name: 'speaches: a flat session, old names, fixed formats',
  greeting: { type: 'session.created', session },
  hear(event) {
    if (event.type !== 'session.update') return 'take';
    const given = event.session;
    if (typeof given === 'object' && given !== null && 'input_audio_format' in given) {
      const message =
        'Specifying `session.input_audio_format` is not supported. The server either does not support this field or it is not configurable.';
      return { error: { type: 'invalid_request_error', message } };
    }
    return 'take';
  },
  say: inOldWords,
  endsTurns: false,
  understands,
};

/** The API of 2024 itself: strict about its session, which it does not show beforehand. */
export const strictBeta: Manners = {
  name: 'the beta API: no greeting, errors about the session of today',
  greeting: null,
  hear(event) {
    if (event.type !== 'session.update') return 'take';
    const given = event.session;
    if (typeof given !== 'object' || given === null || !('audio' in given)) return 'take';
    const message = "Unknown parameter: 'session.audio'.";
    const code = 'unknown_parameter';
    return { error: { type: 'invalid_request_error', code, message, param: 'session.audio' } };
  },
  say: inOldWords,
  endsTurns: false,
  understands,
};

/** A server that takes anything for a session and keeps what it knows of it. */
export const laxBeta: Manners = {
  name: 'a flat session that is shown only when it is acknowledged',
  greeting: { type: 'session.created', session: { id: 'sess_1' } },
  hear: () => 'take',
  say: (event) => inOldWords(event.type === 'session.updated' ? { ...event, session } : event),
  endsTurns: false,
  understands,
};
