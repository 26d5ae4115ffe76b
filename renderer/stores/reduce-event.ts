import { assertNever } from '../../contract/base/assert-never.ts';
import type { AnyEvent, Snapshot } from '../../contract/events/events.ts';
import type { FailureCode, FailureData } from '../../contract/failure.ts';
import type { Phase, SessionView } from '../../contract/session.ts';
import { type AppState, MAX_NOTICES } from './app-state.ts';
import { appendText, placeItem, removeItems } from './transcript.ts';

/** The state after `event`. Pure; what does not change keeps its identity. */
export function reduceEvent(state: AppState, event: AnyEvent): AppState {
  switch (event.name) {
    case 'snapshot':
      return fromSnapshot(state, event.payload);
    case 'session.changed':
      return changeSession(state, event.payload);
    case 'transcript.changed': {
      const { item, after } = event.payload;
      return { ...state, transcript: placeItem(state.transcript, item, after) };
    }
    case 'transcript.appended': {
      const { id, text } = event.payload;
      return { ...state, transcript: appendText(state.transcript, id, text) };
    }
    case 'transcript.removed':
      return { ...state, transcript: removeItems(state.transcript, event.payload.ids) };
    case 'replies.offered':
      return { ...state, replies: event.payload.replies };
    case 'usage.added':
      return { ...state, usage: event.payload.total };
    case 'meter.changed':
      return { ...state, meter: event.payload };
    case 'settings.changed':
      return { ...state, settings: event.payload };
    case 'key.changed':
      return { ...state, key: event.payload };
    case 'hotkeys.changed':
      return { ...state, hotkeys: event.payload };
    case 'desktop.changed':
      return { ...state, desktop: event.payload };
    case 'scenarios.changed':
      return { ...state, scenarios: event.payload.scenarios };
    case 'notice':
      return addNotice(state, event.payload.failure);
    // The meter tells the same, counted and priced.
    case 'usage.transcribed':
    case 'microphone.gate':
    case 'speaker.flush':
    case 'hotkey.pressed':
    case 'levels.measured':
      return state;
    default:
      return assertNever(event);
  }
}

/** Shows `failure`; a former notice with the same code makes way, then the oldest ones do. */
export function addNotice(state: AppState, failure: FailureData): AppState {
  const others = state.notices.filter((notice) => notice.failure.code !== failure.code);
  const notices = [...others, { id: state.nextNotice, failure }].slice(-MAX_NOTICES);
  return { ...state, notices, nextNotice: state.nextNotice + 1 };
}

/** Takes one notice away. */
export function dismissNotice(state: AppState, id: number): AppState {
  return { ...state, notices: state.notices.filter((notice) => notice.id !== id) };
}

function fromSnapshot(state: AppState, snapshot: Snapshot): AppState {
  // The gate is the audio's business, and a store has no part in that.
  const { microphone: _gate, ...rest } = snapshot;
  return { ...state, ...rest, link: 'open' };
}

const passing: ReadonlySet<FailureCode> = new Set([
  'too_short',
  'nothing_said',
  'not_understood',
  'busy',
]);

function changeSession(state: AppState, session: SessionView): AppState {
  return { ...state, session, notices: stillTrue(state, session.phase) };
}

/** A new attempt clears the page of old trouble; a new turn clears it of the last turn's. */
function stillTrue({ notices, session }: AppState, phase: Phase): AppState['notices'] {
  if (phase === session.phase || notices.length === 0) return notices;
  if (phase === 'connecting') return [];
  if (phase !== 'listening') return notices;
  return notices.filter((notice) => !passing.has(notice.failure.code));
}
