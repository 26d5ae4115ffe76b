import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../contract/base/assert-never.ts';
import type { HotkeyAction } from '../../../contract/hotkeys.ts';
import { useAppState } from '../../stores/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './hotkeys.module.css';
import { warningOf } from './judge-chord.ts';
import { useChordKeys, useHotkeys } from './use-chord-label.tsx';
import type { ChordRecorder } from './use-chord-recorder.ts';

interface NoteProps {
  action: HotkeyAction;
  recorder: ChordRecorder;
}

/** What is to be said of an action's key: it is being recorded, was not taken, or may disappoint. */
export function RecordingNote({ action, recorder }: NoteProps) {
  const { t } = useTranslation();
  const { recording } = recorder;
  const isRefused = useAppState((state) => state.hotkeys.state[action] === 'refused');
  const chord = useHotkeys()[action];
  if (recording.kind !== 'none' && recording.action === action) {
    return (
      <div className={styles.note} role="status">
        <RecordingWords recording={recording} />
        {recording.kind === 'listening' ? (
          <Button onClick={recorder.stop}>{t('hotkeys.cancel')}</Button>
        ) : null}
      </div>
    );
  }
  const warning = chord === null ? null : warningOf(chord);
  if (isRefused) return <p className={styles.note}>{t('hotkeys.refused')}</p>;
  return warning === null ? null : (
    <p className={styles.note}>{t(`hotkeys.warnings.${warning}`)}</p>
  );
}

type Told = Exclude<ChordRecorder['recording'], { kind: 'none' }>;

function RecordingWords({ recording }: { recording: Told }) {
  const { t } = useTranslation();
  const keys = useChordKeys();
  if (recording.kind === 'listening') return <p>{t('hotkeys.recording')}</p>;
  const { verdict, chord } = recording;
  switch (verdict.kind) {
    case 'cannot':
      return <p>{t(`hotkeys.cannot.${verdict.why}`)}</p>;
    case 'taken': {
      const action = t(`hotkeys.actions.${verdict.by}`);
      return <p>{t('hotkeys.taken', { key: keys(chord).join(' + '), action })}</p>;
    }
    default:
      return assertNever(verdict);
  }
}
