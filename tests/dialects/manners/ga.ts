import { fieldsOf, type Manners } from './manners.ts';

/** Today's protocol, as LocalAI and OpenAI speak it. */
export const ga: Manners = {
  name: 'today’s protocol',
  greeting: { type: 'session.created', session: { type: 'realtime', audio: { output: {} } } },
  hear: () => 'take',
  say: (event) => [event],
  endsTurns: false,
  understands: (session) => session.type === 'realtime' && 'audio' in session,
};

/** The same, from a server that names itself only when it is asked, and leaves things out. */
export const silentGa: Manners = {
  ...ga,
  name: 'today’s protocol without a greeting, with nulls for what is missing',
  greeting: null,
  say(event) {
    if (event.type === 'session.updated') return [];
    if (event.type !== 'response.done') return [event];
    const response = {
      ...fieldsOf(event.response),
      usage: null,
      status_details: null,
      metadata: null,
    };
    return [{ ...event, response }];
  },
};
