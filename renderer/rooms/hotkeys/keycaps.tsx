import { Fragment } from 'react';
import styles from './keycaps.module.css';

interface KeycapsProps {
  keys: readonly string[];
  /** Shown large; pressed down or not. */
  down?: boolean | undefined;
}

/** The caps of a chord, side by side. */
export function Keycaps({ keys, down }: KeycapsProps) {
  const look = down === undefined ? styles.caps : `${styles.caps} ${styles.large}`;
  return (
    <span className={look} data-down={down}>
      {keys.map((key, index) => (
        <Fragment key={key}>
          {index > 0 ? (
            <span className={styles.plus} aria-hidden>
              +
            </span>
          ) : null}
          <kbd className={styles.cap}>{key}</kbd>
        </Fragment>
      ))}
    </span>
  );
}
