import { type ReactNode, useEffect, useRef } from 'react';
import styles from './first-run.module.css';

/** The heading of a step, which takes the focus when the step comes, and a line about it. */
export function StepTitle({ title, children }: { title: string; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <h2 ref={heading} tabIndex={-1} className={styles.title}>
        {title}
      </h2>
      <p className={styles.intro}>{children}</p>
    </>
  );
}
