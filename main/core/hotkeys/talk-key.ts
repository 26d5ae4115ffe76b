import { assertNever } from '../../../contract/base/assert-never.ts';
import type { TalkStyle } from '../../../contract/hold.ts';
import { decidePress, type SessionView } from '../../../contract/session.ts';
import { HeldKey } from './held-key.ts';

/** What the talk key acts on. */
export interface TalkKeyPorts {
  session(): SessionView;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  /** `toggle` also where its release cannot be seen. */
  style(): TalkStyle;
  start(): void;
  begin(): void;
  latch(): void;
  end(cancelled: boolean): void;
  mute(muted: boolean): void;
}

/** The global talk key: it holds a turn, or starts a session, or mutes, as the session has it. */
export function talkKey(ports: TalkKeyPorts): HeldKey {
  const isListening = (): boolean => ports.session().phase === 'listening';
  const isOpen = (): boolean => isListening() && !ports.session().helping;
  return new HeldKey({
    open: isOpen,
    latched: () => isOpen() && ports.session().latched,
    now: () => ports.now(),
    style: () => ports.style(),
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
    latch: () => ports.latch(),
    end: (cancelled) => ports.end(cancelled),
  });
}
