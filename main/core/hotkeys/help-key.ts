import type { SessionView } from '../../../contract/session.ts';
import { HeldKey } from './held-key.ts';

/** What the help key acts on. */
export interface HelpKeyPorts {
  session(): SessionView;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  /** A key has the microphone: the first one that is held keeps it. */
  taken(): boolean;
  /** The key toggles: by choice, or because its release cannot be seen. */
  toggles(): boolean;
  begin(): void;
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
    now: () => ports.now(),
    toggles: () => ports.toggles(),
    press: () => {
      if (ports.taken()) return false;
      // Without a session this says that there is none.
      ports.begin();
      return isAsking();
    },
    end: (cancelled) => ports.end(cancelled),
  });
}
