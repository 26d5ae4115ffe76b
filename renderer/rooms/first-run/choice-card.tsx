import type { ReactNode } from 'react';
import styles from './choice-card.module.css';

interface ChoiceProps {
  /** The radio buttons of one group share it. */
  group: string;
  title: string;
  hint: string;
  checked: boolean;
  onChoose: () => void;
  children?: ReactNode;
}

/** One of a few answers, with a line that explains it; more about the chosen one goes below. */
export function ChoiceCard({ group, title, hint, checked, onChoose, children }: ChoiceProps) {
  return (
    <div className={styles.card} data-chosen={checked}>
      <label className={styles.choice}>
        <input type="radio" name={group} checked={checked} onChange={onChoose} />
        <span className={styles.words}>
          <span className={styles.title}>{title}</span>
          <span className={styles.hint}>{hint}</span>
        </span>
      </label>
      {checked ? children : null}
    </div>
  );
}
