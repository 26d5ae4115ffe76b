import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp } from '../../stores/app-context.tsx';
import { useLevel } from '../talk/use-level.ts';
import styles from './level-bar.module.css';

/** Height of the meter from which on somebody has spoken: -36 dB, above the noise of a room. */
const SPOKEN = 0.4;

/** A bar that grows with the voice; its words say once that there is one. */
export function LevelBar() {
  const { t } = useTranslation();
  const { engine } = useApp();
  const bar = useRef<HTMLSpanElement>(null);
  const [isHeard, setHeard] = useState(false);
  const { input } = engine.meters;
  useLevel(bar, { isActive: true, read: input, name: '--level' });
  useEffect(() => {
    const look = (): void => {
      if (input() >= SPOKEN) setHeard(true);
    };
    look();
    const subscription = engine.onLevels(look);
    return () => subscription.dispose();
  }, [engine, input]);
  return (
    <div className={styles.meter}>
      <span ref={bar} className={styles.bar} role="img" aria-label={t('firstRun.microphone.level')}>
        <span className={styles.fill} />
      </span>
      <p role="status">{t(isHeard ? 'firstRun.microphone.heard' : 'firstRun.microphone.speak')}</p>
    </div>
  );
}
