import type { FailureCode } from '../../../contract/failure.ts';
import type { MessageItem } from '../../../contract/session.ts';
import type { AppState } from '../../stores/app-state.ts';
import { practisedLanguage } from '../../stores/conversation.ts';

/** What the pill's line of words says. */
export type PillLine =
  | { readonly kind: 'words'; readonly text: string; readonly language: string }
  | { readonly kind: 'failure'; readonly code: FailureCode }
  /** The partner has spoken, and the learner has not asked for the words yet. */
  | { readonly kind: 'hidden' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'empty' };

/** The most that is handed to the page; what is seen of it is decided by its width. */
const LONGEST = 160;

/** The line for `state`: trouble first, then the last words of whoever speaks now. */
export function pillLine(state: AppState): PillLine {
  if (state.link === 'closed') return { kind: 'gone' };
  const { phase, failure, hint } = state.session;
  if (phase === 'offline' && failure !== null) return { kind: 'failure', code: failure.code };
  const notice = state.notices.at(-1);
  if (notice !== undefined) return { kind: 'failure', code: notice.failure.code };
  const message = latestMessage(state);
  if (message === null) return { kind: 'empty' };
  if (message.speaker === 'partner' && hint === 'sound') return { kind: 'hidden' };
  const text = tailOf(message.text, LONGEST);
  return { kind: 'words', text, language: practisedLanguage(state) };
}

/** While the learner speaks, their own words, as far as they are known; else the newest ones. */
function latestMessage({ transcript, session }: AppState): MessageItem | null {
  const isTurn = session.phase === 'listening';
  const found = transcript.findLast(
    (item): item is MessageItem =>
      item.kind === 'message' && (isTurn ? item.speaker === 'learner' : item.text !== ''),
  );
  if (found === undefined) return null;
  const isOld = isTurn && found.status !== 'pending' && found.status !== 'partial';
  return isOld ? null : found;
}

/** The end of `text`, from the beginning of a word where it is written in words. */
export function tailOf(text: string, longest: number): string {
  const clean = text.replaceAll(/\s+/g, ' ').trim();
  const points = [...clean];
  if (points.length <= longest) return clean;
  const tail = points.slice(-longest).join('');
  const word = tail.indexOf(' ');
  return `…${word >= 0 && word < longest / 2 ? tail.slice(word + 1) : tail}`;
}
