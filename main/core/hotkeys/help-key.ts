import type { TalkStyle } from '../../../contract/hold.ts';
import type { SessionView } from '../../../contract/session.ts';
import { HeldKey } from './held-key.ts';

/** What the help key acts on. */
export interface HelpKeyPorts {
  session(): SessionView;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  /** A key has the microphone: the first one that is held keeps it. */
  taken(): boolean;
  /** `toggle` also where its release cannot be seen. */
  style(): TalkStyle;
  begin(): void;
  latch(): void;
  end(cancelled: boolean): void;
}

/** The global help key: it holds a question beside the conversation. */
export function helpKey(ports: HelpKeyPorts): HeldKey {
  const isAsking = (): boolean => {
    const { phase, helping } = ports.session();
    return phase === 'listening' && helping;
  };
  return new HeldKey({
    open: isAsking,
    latched: () => isAsking() && ports.session().latched,
    now: () => ports.now(),
    style: () => ports.style(),
    press: () => {
      if (ports.taken()) return false;
      // Without a session this says that there is none.
      ports.begin();
      return isAsking();
    },
    latch: () => ports.latch(),
    end: (cancelled) => ports.end(cancelled),
  });
}
