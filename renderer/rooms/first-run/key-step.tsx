import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TalkStyle } from '../../../contract/hold.ts';
import { useAppState, useUiState } from '../../stores/app-context.tsx';
import type { SeenKey } from '../../stores/ui-store.ts';
import { Button } from '../../ui/button.tsx';
import { HotkeyProblem } from '../hotkeys/hotkey-problem.tsx';
import { Keycaps } from '../hotkeys/keycaps.tsx';
import { RecordingNote } from '../hotkeys/recording-note.tsx';
import { useChordKeys, useHotkeys } from '../hotkeys/use-chord-label.tsx';
import { useChordRecorder } from '../hotkeys/use-chord-recorder.ts';
import { FocusSource } from '../talk/focus-source.ts';
import { focusOf } from '../talk/shortcuts.ts';
import styles from './first-run.module.css';
import { StepTitle } from './step-title.tsx';

/** The talk key, tried: it lights up, and begins nothing yet. */
export function KeyStep() {
  const { t } = useTranslation();
  const { source, can } = useAppState((state) => state.hotkeys);
  const style = useAppState((state) => state.settings.talkStyle);
  const intro = useIntro(can.hold ? style : 'toggle');
  const isGlobal = source !== 'none';
  return (
    <>
      <StepTitle title={t('firstRun.key.title')}>
        {isGlobal ? null : t('firstRun.key.introWindow')}
        {isGlobal ? intro : null}
      </StepTitle>
      {isGlobal ? <GlobalKey /> : <SpaceKey />}
      <HotkeyProblem />
      {isGlobal ? (
        <>
          <p className={styles.also}>{t('firstRun.key.space')}</p>
          <SpaceKey />
        </>
      ) : null}
    </>
  );
}

function useIntro(style: TalkStyle): string {
  const { t } = useTranslation();
  if (style === 'toggle') return t('firstRun.key.introToggle');
  return style === 'hold' ? t('firstRun.key.intro') : t('firstRun.key.introBoth');
}

function GlobalKey() {
  const { t } = useTranslation();
  const recorder = useChordRecorder();
  const chordKeys = useChordKeys();
  const { can, names, state } = useAppState((state) => state.hotkeys);
  const seen = useUiState((state) => state.keys.talk);
  const chord = useHotkeys().talk;
  const portal = names.talk ?? '';
  const chosen = chord !== null && can.choose ? chordKeys(chord) : [];
  const keys = portal === '' ? chosen : [portal];
  return (
    <>
      {keys.length === 0 ? (
        <p className={styles.intro}>{t('firstRun.key.none')}</p>
      ) : (
        <TriedKey keys={keys} seen={seen} isOff={state.talk !== 'active'} />
      )}
      {can.choose ? (
        <Button onClick={() => recorder.record('talk')}>{t('firstRun.key.other')}</Button>
      ) : (
        <p className={styles.intro}>{t('hotkeys.portal')}</p>
      )}
      <RecordingNote action="talk" recorder={recorder} />
    </>
  );
}

interface TriedKeyProps {
  keys: readonly string[];
  seen: SeenKey;
  /** Nothing fires it now; why is said below. */
  isOff?: boolean;
}

function TriedKey({ keys, seen, isOff = false }: TriedKeyProps) {
  const { t } = useTranslation();
  const untried = isOff ? t('firstRun.key.notYet') : t('firstRun.key.press');
  const tried = seen.count > 0 ? t('firstRun.key.works') : untried;
  return (
    <div className={styles.trial}>
      <Keycaps keys={keys} down={seen.down} />
      <p role="status">{seen.down ? t('firstRun.key.down') : tried}</p>
    </div>
  );
}

function SpaceKey() {
  const { t } = useTranslation();
  const seen = useSpace();
  return <TriedKey keys={[t('keys.space')]} seen={seen} />;
}

/** Space in this window, unless something else was given the focus by key. */
function useSpace(): SeenKey {
  const [seen, setSeen] = useState<SeenKey>({ down: false, count: 0 });
  useEffect(() => {
    const ending = new AbortController();
    const { signal } = ending;
    const source = new FocusSource();
    const isOurs = (event: KeyboardEvent): boolean =>
      event.code === 'Space' && focusOf(document.activeElement, source.isPointed) === 'page';
    const up = (): void => setSeen(({ count }) => ({ down: false, count }));
    source.watch(window, signal);
    const onKey = (event: KeyboardEvent): void => {
      if (event.type === 'keyup' && event.code === 'Space') up();
      if (!isOurs(event)) return;
      // A button that was clicked has the focus still, and would be pressed.
      event.preventDefault();
      if (event.type === 'keyup' || event.repeat) return;
      setSeen(({ count }) => ({ down: true, count: count + 1 }));
    };
    window.addEventListener('keydown', onKey, { signal });
    window.addEventListener('keyup', onKey, { signal });
    window.addEventListener('blur', up, { signal });
    return () => ending.abort();
  }, []);
  return seen;
}
