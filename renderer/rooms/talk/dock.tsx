import { Composer } from './composer.tsx';
import { ControlBar } from './control-bar.tsx';
import styles from './dock.module.css';
import { SessionActions } from './session-actions.tsx';
import { SessionStatus } from './session-status.tsx';
import { TalkControl } from './talk-control.tsx';

/** Below the page: what the session is doing, the talk control, the field for typed words. */
export function Dock() {
  return (
    <footer className={styles.dock}>
      <div className={styles.main}>
        <div className={styles.status}>
          <SessionStatus />
          <SessionActions />
        </div>
        <TalkControl />
        <Composer />
      </div>
      <ControlBar />
    </footer>
  );
}
