import type { ComponentPropsWithRef } from 'react';
import styles from './button.module.css';

type Look = 'plain' | 'solid' | 'quiet' | 'icon';

const classes: Record<Look, string> = {
  plain: `${styles.button}`,
  solid: `${styles.button} ${styles.solid}`,
  quiet: `${styles.button} ${styles.quiet}`,
  icon: `${styles.button} ${styles.icon}`,
};

/** A button. With the look `icon` it has no words, and needs an `aria-label`. */
export function Button({
  look = 'plain',
  type = 'button',
  ...rest
}: Omit<ComponentPropsWithRef<'button'>, 'className'> & { look?: Look }) {
  return <button type={type} className={classes[look]} {...rest} />;
}
