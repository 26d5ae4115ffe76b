import { useTranslation } from 'react-i18next';
import { useAppState } from '../../stores/app-context.tsx';
import { useHotkeyName } from '../hotkeys/use-chord-label.tsx';
import { chooseHint } from './choose-hint.ts';
import styles from './session-status.module.css';

/** The id of the line that explains the talk control in its present state. */
export const HINT_ID = 'talk-hint';

/** The session's state in words, with the reason or the next thing to do. */
export function SessionStatus() {
  const { t } = useTranslation();
  const phase = useAppState((state) => state.session.phase);
  return (
    <div role="status" aria-label={t('session.label')} className={styles.status}>
      <p className={styles.phase}>{t(`session.phase.${phase}`)}</p>
      <p id={HINT_ID} className={styles.hint} aria-live="off">
        <Hint />
      </p>
    </div>
  );
}

function Hint() {
  const { t } = useTranslation();
  const failure = useAppState((state) => state.session.failure);
  const hint = useAppState(chooseHint);
  const key = useHotkeyName('talk');
  const holds = useAppState(({ hotkeys, settings }) => {
    return hotkeys.can.hold && settings.talkStyle === 'hold';
  });
  if (hint === 'offline' && failure !== null) return t(`failure.${failure.code}.what`);
  if (hint === 'offline' && key !== null) return t('session.anywhere.begin', { key });
  if (hint === 'idle' && key !== null) {
    return t(holds ? 'session.anywhere.hold' : 'session.anywhere.toggle', { key });
  }
  return t(`session.hint.${hint}`);
}
