import { Notification } from 'electron';

/** Something that the learner is told outside of the window. */
export interface Note {
  readonly title: string;
  readonly body: string;
  readonly onClick?: () => void;
}

/** Tells the learner by the system's own notifications. Silent where there are none. */
export interface Notifier {
  readonly supported: boolean;
  show(note: Note): void;
}

/** Held at most, so that a click still finds its listener; the oldest goes first. */
const MAX_HELD = 8;

/** Notifications of Electron. */
export function systemNotifier(): Notifier {
  // Without a reference a notification is collected as garbage, and its click is lost.
  const held = new Set<Notification>();
  return {
    supported: Notification.isSupported(),
    show({ title, body, onClick }) {
      if (!Notification.isSupported()) return;
      const notification = new Notification({ title, body, silent: true });
      const release = (): void => void held.delete(notification);
      held.add(notification);
      for (const oldest of held) if (held.size > MAX_HELD) held.delete(oldest);
      notification.once('click', () => {
        release();
        onClick?.();
      });
      notification.once('close', release);
      notification.once('failed', release);
      notification.show();
    },
  };
}
