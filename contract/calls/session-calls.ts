import { z } from 'zod';
import { shownPictureSchema } from '../picture.ts';

const nothing = z.strictObject({});
const done = z.null();
const samples = z.number().int().nonnegative();

/** How much of an item the loudspeaker has played. */
export const playedSchema = z.strictObject({ stream: z.number().int().nonnegative(), samples });
export type Played = z.infer<typeof playedSchema>;

/** Commands of a live conversation. All answer null; their effects come as events. */
export const sessionCalls = {
  /** Opens a connection and replaces the one before. `keep` goes on with the words so far. */
  'session.start': { input: z.strictObject({ keep: z.boolean() }), output: done },
  /** Tries a lost connection again now, without waiting for its time. */
  'session.retry': { input: nothing, output: done },
  /** The network of this machine came back or went away, or another one took its place. */
  'network.changed': { input: z.strictObject({ online: z.boolean() }), output: done },
  'session.stop': { input: nothing, output: done },
  /** Stops a hands-free microphone for a while. */
  'session.mute': { input: z.strictObject({ muted: z.boolean() }), output: done },
  /** The talk key went down: cuts the partner off and opens the microphone. */
  'turn.begin': { input: nothing, output: done },
  /** The talk key went up: what was said is sent, or dropped when it is under 100 ms. */
  'turn.end': { input: nothing, output: done },
  /** The control is let go of, and the turn or question that it began goes on without it. */
  'turn.latch': { input: nothing, output: done },
  /** Drops the open turn. */
  'turn.cancel': { input: nothing, output: done },
  /** The help key went down: cuts off as `turn.begin` does, and listens to a question instead. */
  'help.begin': { input: nothing, output: done },
  /** The help key went up: the question is asked beside the conversation, which does not move. */
  'help.end': { input: nothing, output: done },
  /** Drops the question that is being asked. */
  'help.cancel': { input: nothing, output: done },
  /** Shows more of the partner's message `item` (null: the latest): its words, then its meaning. */
  'hint.raise': { input: z.strictObject({ item: z.string().nullable() }), output: done },
  'turn.text': {
    input: z.strictObject({ text: z.string().trim().min(1).max(8000) }),
    output: done,
  },
  /** Shows a picture, with words to it or none. Refused unless it is a small PNG or JPEG. */
  'turn.picture': {
    input: z.strictObject({ picture: shownPictureSchema, text: z.string().trim().max(8000) }),
    output: done,
  },
  /** "I said this instead": takes the turn and all after it back and sends `text` in its place. */
  'turn.correct': {
    input: z.strictObject({ item: z.string(), text: z.string().trim().min(1).max(8000) }),
    output: done,
  },
  /** Asks for an answer to what was said: hands-free, where a pause is not answered by itself. */
  'response.ask': { input: nothing, output: done },
  /** Stops the answer that is being given. */
  'response.stop': { input: nothing, output: done },
  'tool.decide': { input: z.strictObject({ item: z.string(), allow: z.boolean() }), output: done },
  /**
   * What the loudspeaker has played, per item, in samples at 24 kHz. Sent while playing, and in
   * answer to `speaker.flush`, whose number it then repeats; `pending` is what is still to play.
   */
  'speaker.report': {
    input: z.strictObject({
      flush: z.number().int().nonnegative().nullable(),
      played: z.array(playedSchema).max(64),
      pending: samples,
    }),
    output: done,
  },
  /** How loud the open turn and the answer are, from 0 to 1; for pages without audio. */
  'levels.report': {
    input: z.strictObject({
      microphone: z.number().min(0).max(1),
      speaker: z.number().min(0).max(1),
    }),
    output: done,
  },
  /** The microphone of the page failed or came back; `null` says that it works. */
  'microphone.report': {
    input: z.strictObject({
      failure: z
        .enum(['microphone_missing', 'microphone_refused', 'microphone_silent', 'device_lost'])
        .nullable(),
    }),
    output: done,
  },
} as const;
