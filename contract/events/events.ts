import { z } from 'zod';
import { keyStatusSchema } from '../calls/settings-calls.ts';
import { desktopSchema } from '../desktop.ts';
import { failureSchema } from '../failure.ts';
import { hotkeyPressSchema, hotkeyStatusSchema } from '../hotkeys.ts';
import { meterSchema } from '../meter.ts';
import { scenarioSummarySchema } from '../scenario.ts';
import {
  offeredReplySchema,
  sessionSchema,
  transcriptItemSchema,
  transcriptionUsageSchema,
  usageSchema,
} from '../session.ts';
import { settingsSchema } from '../settings.ts';

const count = z.number().int().nonnegative();

/** Everything a page needs to draw itself; the first event after it connects. */
export const snapshotSchema = z.strictObject({
  session: sessionSchema,
  transcript: z.array(transcriptItemSchema),
  replies: z.array(offeredReplySchema),
  usage: usageSchema,
  meter: meterSchema,
  settings: settingsSchema,
  key: keyStatusSchema,
  scenarios: z.array(scenarioSummarySchema),
  /** The microphone's opening that is in force, or null while it is closed. */
  microphone: count.nullable(),
  hotkeys: hotkeyStatusSchema,
  desktop: desktopSchema,
});
export type Snapshot = z.infer<typeof snapshotSchema>;

/** What the core announces, in order. Events tell of state; only calls command. */
export const events = {
  snapshot: snapshotSchema,
  'session.changed': sessionSchema,
  /** A new or changed item and the id of the item before it (null: it is the first). */
  'transcript.changed': z.strictObject({
    item: transcriptItemSchema,
    after: z.string().nullable(),
  }),
  /** More words at the end of the text of a message or an aside. */
  'transcript.appended': z.strictObject({ id: z.string(), text: z.string() }),
  'transcript.removed': z.strictObject({ ids: z.array(z.string()) }),
  'replies.offered': z.strictObject({ replies: z.array(offeredReplySchema) }),
  /**
   * Tokens of a response that has ended, and of the conversation so far. A total of nothing says
   * that another conversation begins.
   */
  'usage.added': z.strictObject({ response: usageSchema, total: usageSchema }),
  /** What turning one turn's speech into words used. */
  'usage.transcribed': z.strictObject({ usage: transcriptionUsageSchema }),
  'meter.changed': meterSchema,
  /**
   * Opens (a new stream number) or closes (null) the microphone. When it closes, the page sends
   * what it has, with `last` set on the stream's final frame. With `preRoll` the stream begins with
   * the 300 ms before; without, with what is said from now on (after muting, say).
   */
  'microphone.gate': z.strictObject({ stream: count.nullable(), preRoll: z.boolean() }),
  /** Be silent at once, drop what is queued, and answer `speaker.report` with this number. */
  'speaker.flush': z.strictObject({ flush: count }),
  'settings.changed': settingsSchema,
  'key.changed': keyStatusSchema,
  'hotkeys.changed': hotkeyStatusSchema,
  /** A global key went down or up, whether or not there is anything for it to do. */
  'hotkey.pressed': hotkeyPressSchema,
  'desktop.changed': desktopSchema,
  /** Loudness from 0 to 1 of the open turn and of the answer; only for a page without audio. */
  'levels.measured': z.strictObject({
    microphone: z.number().min(0).max(1),
    speaker: z.number().min(0).max(1),
  }),
  /** All that there are, after one was opened from a file. */
  'scenarios.changed': z.strictObject({ scenarios: z.array(scenarioSummarySchema) }),
  /** Something that the learner should know and that did not end the session. */
  notice: z.strictObject({ failure: failureSchema }),
} as const;

export type Events = typeof events;
export type EventName = keyof Events;
export type EventPayload<N extends EventName> = z.infer<Events[N]>;

/** An event with its name, as a union over all events. */
export type AnyEvent = { [N in EventName]: { name: N; payload: EventPayload<N> } }[EventName];

export function isEventName(name: string): name is EventName {
  return Object.hasOwn(events, name);
}
