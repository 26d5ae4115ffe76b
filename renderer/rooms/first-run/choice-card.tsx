import type { ReactNode } from 'react';
import styles from './choice-card.module.css';

interface ChoiceProps {
  /** The radio buttons of one group share it. */
  group: string;
  title: string;
  hint: string;
  checked: boolean;
  /** The title is as short as a sign, and its line stands beside it. */
  isShort?: boolean;
  onChoose: () => void;
  children?: ReactNode;
}

/** One of a few answers, with a line that explains it; more about the chosen one goes below. */
export function ChoiceCard({ title, hint, checked, children, ...rest }: ChoiceProps) {
  const { group, isShort = false, onChoose } = rest;
  return (
    <div className={styles.card} data-chosen={checked}>
      <label className={styles.choice}>
        <input type="radio" name={group} checked={checked} onChange={onChoose} />
        <span className={styles.words} data-short={isShort}>
          <span className={styles.title}>{title}</span>
          <span className={styles.hint}>{hint}</span>
        </span>
      </label>
      {checked ? children : null}
    </div>
  );
}
