import { fieldsOf, type Manners, type Wire } from './manners.ts';

const KNOWN = [
  'input_audio_buffer.append',
  'session.update',
  'conversation.item.create',
  'response.create',
  'response.cancel',
];
/** It tells of no item of its own, and streams no words. */
const UNSAID = new Set([
  'session.updated',
  'conversation.item.done',
  'input_audio_buffer.committed',
  'response.output_item.added',
  'response.output_item.done',
  'response.output_audio_transcript.delta',
]);

/**
 * Hugging Face speech-to-speech, after its source: five events, turns by its own detection, a
 * `content_index` that counts deltas, calls told by their arguments alone, a call’s item id that is
 * the message’s, and no `response.created` where words come before sound.
 */
export function speechToSpeech(): Manners {
  let index = 0;
  return {
    name: 'Hugging Face speech-to-speech',
    greeting: {
      type: 'session.created',
      session: { type: 'realtime', model: null, audio: { input: null, output: { voice: null } } },
    },
    hear(event) {
      if (KNOWN.includes(event.type)) return 'take';
      const message = `Unknown or invalid event: ${event.type}`;
      return { error: { message, type: 'unknown_or_invalid_event' } };
    },
    say(event) {
      if (UNSAID.has(event.type)) return [];
      if (event.type === 'conversation.item.added') {
        const { role } = fieldsOf(event.item);
        // What it heard is told by its transcription alone.
        return role === 'user' && fieldsOf(event).previous_item_id === undefined
          ? []
          : [{ ...event, type: 'conversation.item.created' }];
      }
      if (event.type === 'response.created' && event.unasked === true) return [];
      if (event.type === 'response.output_audio.delta') return [counted(event)];
      return [event];
    },
    endsTurns: true,
    understands: (session) => {
      const { input } = fieldsOf(session.audio);
      return fieldsOf(input).turn_detection !== null;
    },
  };

  function counted(event: Wire): Wire {
    index += 1;
    return { ...event, content_index: index };
  }
}
