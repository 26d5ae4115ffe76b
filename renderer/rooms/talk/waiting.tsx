import styles from './transcript.module.css';

/** Dots where words are to come; `label` says so to those who do not see them. */
export function Waiting({ label }: { label: string }) {
  return (
    <p className={styles.text}>
      <span className={styles.waiting} aria-hidden>
        <i />
        <i />
        <i />
      </span>
      <span className={styles.hidden}>{label}</span>
    </p>
  );
}
