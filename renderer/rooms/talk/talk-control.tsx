import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp, useAppState, useUiState } from '../../stores/app-context.tsx';
import { holdHandlers } from './hold-handlers.ts';
import { HINT_ID } from './session-status.tsx';
import { shapeOf } from './shape.ts';
import styles from './talk-control.module.css';
import { TalkShape } from './talk-shape.tsx';
import { useLevel } from './use-level.ts';

/** The one large control: hold to talk, or in hands-free mode press to mute. Space presses it too. */
export function TalkControl() {
  const { hold, engine } = useApp();
  const shape = useAppState(shapeOf);
  const halo = useRef<HTMLSpanElement>(null);
  const { input } = engine.meters;
  useLevel(halo, {
    isActive: shape === 'listening' || shape === 'latched',
    read: input,
    name: '--level',
  });
  return (
    <span className={styles.place}>
      <span ref={halo} className={styles.halo} data-shape={shape} aria-hidden />
      <button
        type="button"
        className={styles.control}
        data-talk-control
        data-shape={shape}
        {...useNames()}
        aria-describedby={HINT_ID}
        {...holdHandlers(hold)}
      >
        <TalkShape shape={shape} output={engine.meters.output} />
      </button>
    </span>
  );
}

function useNames(): { 'aria-label': string; 'aria-pressed': boolean } {
  const { t } = useTranslation();
  const held = useUiState((state) => state.held);
  const { phase, muted, mode, latched, helping } = useAppState((state) => state.session);
  const isLatched = latched && !helping;
  const style = useAppState((state) => state.settings.talkStyle);
  const chosen = useAppState((state) => state.settings.mode);
  const isOffline = phase === 'offline';
  if ((isOffline ? chosen : mode) === 'push_to_talk') {
    const label = t(style === 'toggle' ? 'talk.toggle' : 'talk.hold');
    return { 'aria-label': label, 'aria-pressed': held || isLatched };
  }
  if (isOffline) return { 'aria-label': t('talk.start'), 'aria-pressed': false };
  return { 'aria-label': t('talk.mute'), 'aria-pressed': muted };
}
