import { useTranslation } from 'react-i18next';
import { talkStyleSchema } from '../../../contract/hold.ts';
import type { HotkeyAction } from '../../../contract/hotkeys.ts';
import { useAppState } from '../../stores/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/field.tsx';
import { HotkeyProblem } from '../hotkeys/hotkey-problem.tsx';
import styles from '../hotkeys/hotkeys.module.css';
import { Keycaps } from '../hotkeys/keycaps.tsx';
import { RecordingNote } from '../hotkeys/recording-note.tsx';
import { useChordKeys, useHotkeys } from '../hotkeys/use-chord-label.tsx';
import { type ChordRecorder, useChordRecorder } from '../hotkeys/use-chord-recorder.ts';
import { useChange } from './use-change.ts';

const actions = ['talk', 'help', 'hint'] as const;

/** The keys that are heard in every application: only what this machine can fire is offered. */
export function HotkeySettings() {
  const { t } = useTranslation();
  const { source, can } = useAppState((state) => state.hotkeys);
  return (
    <>
      {source === 'none' ? null : <p className={styles.intro}>{t('hotkeys.intro')}</p>}
      <HotkeyProblem />
      {can.choose ? <ChosenKeys /> : null}
      {source === 'portal' ? <PortalKeys /> : null}
      <TalkStyle />
      <div className={styles.row}>
        <span>{t('hotkeys.window')}</span>
        <span>{t('hotkeys.windowSpace')}</span>
      </div>
    </>
  );
}

function ChosenKeys() {
  const { t } = useTranslation();
  const change = useChange();
  const recorder = useChordRecorder();
  const isDefault = useAppState((state) => state.settings.hotkeys === null);
  return (
    <>
      {actions.map((action) => (
        <ChosenKey key={action} action={action} recorder={recorder} />
      ))}
      {isDefault ? null : (
        <Button onClick={() => change({ hotkeys: null })}>{t('hotkeys.reset')}</Button>
      )}
    </>
  );
}

function ChosenKey({ action, recorder }: { action: HotkeyAction; recorder: ChordRecorder }) {
  const { t } = useTranslation();
  const change = useChange();
  const keys = useChordKeys();
  const hotkeys = useHotkeys();
  const chord = hotkeys[action];
  const name = t(`hotkeys.actions.${action}`);
  return (
    <div className={styles.row}>
      <span>{name}</span>
      <div className={styles.keys}>
        {chord === null ? (
          <span className={styles.none}>{t('hotkeys.none')}</span>
        ) : (
          <Keycaps keys={keys(chord)} />
        )}
        <span className={styles.actions}>
          <Button
            aria-label={t('hotkeys.recordFor', { action: name })}
            onClick={() => recorder.record(action)}
          >
            {t('hotkeys.record')}
          </Button>
          {chord === null ? null : (
            <Button
              aria-label={t('hotkeys.clearFor', { action: name })}
              onClick={() => change({ hotkeys: { ...hotkeys, [action]: null } })}
            >
              {t('hotkeys.clear')}
            </Button>
          )}
        </span>
      </div>
      <RecordingNote action={action} recorder={recorder} />
    </div>
  );
}

/** Keys that the desktop chose, by the names that it gives them. */
function PortalKeys() {
  const { t } = useTranslation();
  const names = useAppState((state) => state.hotkeys.names);
  return (
    <>
      {actions.map((action) => (
        <div key={action} className={styles.row}>
          <span>{t(`hotkeys.actions.${action}`)}</span>
          {names[action] === undefined || names[action] === '' ? (
            <span className={styles.none}>{t('hotkeys.none')}</span>
          ) : (
            <Keycaps keys={[names[action]]} />
          )}
        </div>
      ))}
      <p className={styles.intro}>{t('hotkeys.portal')}</p>
    </>
  );
}

/** It is the style of Space and of the round button too, so it is there without any global key. */
function TalkStyle() {
  const { t } = useTranslation();
  const change = useChange();
  const { source, can } = useAppState((state) => state.hotkeys);
  const style = useAppState((state) => state.settings.talkStyle);
  return (
    <>
      <SelectField
        label={t('hotkeys.style')}
        hint={t('hotkeys.styleHint')}
        value={style}
        options={talkStyleSchema.options.map((value) => ({
          value,
          label: t(`hotkeys.styles.${value}`),
        }))}
        onChange={(talkStyle) => change({ talkStyle })}
      />
      {source === 'none' || can.hold ? null : (
        <p className={styles.intro}>{t('hotkeys.toggleOnly')}</p>
      )}
    </>
  );
}
