import type { ConductorOptions } from './conductor-options.ts';
import type { SessionSurroundings } from './session-surroundings.ts';

/** The part of the surroundings that is not the conductor's own. */
type Own = Pick<SessionSurroundings, 'conversation' | 'tools' | 'speaker' | 'notice' | 'changed'>;

/** What the sessions of a conversation stand in. */
export function surroundingsOf(options: ConductorOptions, own: Own): SessionSurroundings {
  const { broker, log, newId, clock, settings, nativeLanguage } = options;
  const { conversation } = own;
  return {
    ...own,
    broker,
    log,
    newId,
    clock,
    settings,
    nativeLanguage,
    transcript: conversation.transcript,
    madeCalls: conversation.madeCalls,
    pictures: conversation.pictures,
    offeredTexts: () => conversation.replies.map(({ text }) => text),
    offered: (replies) => conversation.offer(replies),
    prefix: (make) => conversation.prefix(make),
    used: (usage) => conversation.used(usage),
    transcribed: (usage) => conversation.transcribed(usage),
  };
}
