import styles from './transcript.module.css';

/** Three bars in the colour of the voice, beside what is being heard. */
export function VoiceMark() {
  return (
    <span className={styles.voice} aria-hidden>
      <i />
      <i />
      <i />
    </span>
  );
}
