import { assertNever } from '../../../contract/base/assert-never.ts';
import { decidePress, type SessionView } from '../../../contract/session.ts';
import { HeldKey } from './held-key.ts';

/** What the talk key acts on. */
export interface TalkKeyPorts {
  session(): SessionView;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  /** The key toggles: by choice, or because its release cannot be seen. */
  toggles(): boolean;
  start(): void;
  begin(): void;
  end(cancelled: boolean): void;
  mute(muted: boolean): void;
}

/** The global talk key: it holds a turn, or starts a session, or mutes, as the session has it. */
export function talkKey(ports: TalkKeyPorts): HeldKey {
  const isListening = (): boolean => ports.session().phase === 'listening';
  return new HeldKey({
    open: () => isListening() && !ports.session().helping,
    now: () => ports.now(),
    toggles: () => ports.toggles(),
    press: () => {
      const session = ports.session();
      const what = decidePress(session);
      switch (what) {
        case 'start':
          ports.start();
          return false;
        case 'mute':
          ports.mute(!session.muted);
          return false;
        case 'begin':
          if (isListening()) return false;
          ports.begin();
          return true;
        case 'wait':
          return false;
        default:
          return assertNever(what);
      }
    },
    end: (cancelled) => ports.end(cancelled),
  });
}
