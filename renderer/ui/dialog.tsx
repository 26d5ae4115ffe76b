import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import styles from './dialog.module.css';

interface DialogProps {
  title: string;
  onClose: () => void;
  /** `narrow` for a few lines, `wide` for tables and plots. */
  size?: 'narrow' | 'plain' | 'wide';
  children: ReactNode;
}

/** A modal dialog, open for as long as it is rendered. Escape and the backdrop close it. */
export function Dialog({ title, onClose, size = 'plain', children }: DialogProps) {
  const { t } = useTranslation();
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useModal(dialog, onClose);
  return (
    <dialog ref={dialog} className={`${styles.dialog} ${styles[size]}`} aria-labelledby={titleId}>
      <div className={styles.head}>
        <h2 id={titleId} className={styles.title}>
          {title}
        </h2>
        <Button look="icon" aria-label={t('app.close')} onClick={onClose}>
          <X aria-hidden size={20} />
        </Button>
      </div>
      <div className={styles.body}>{children}</div>
    </dialog>
  );
}

function useModal(ref: React.RefObject<HTMLDialogElement | null>, onClose: () => void): void {
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    const dialog = ref.current;
    if (dialog === null) return;
    const ending = new AbortController();
    const { signal } = ending;
    const invoker = document.activeElement;
    dialog.showModal();
    // The event comes late: by then a second mounting may have opened the dialog again.
    const onClosed = (): void => {
      if (!dialog.open) close.current();
    };
    dialog.addEventListener('close', onClosed, { signal });
    const onBackdrop = (event: Event): void => {
      if (event.target === dialog) dialog.close();
    };
    dialog.addEventListener('pointerdown', onBackdrop, { signal });
    return () => {
      ending.abort();
      dialog.close();
      if (invoker instanceof HTMLElement) invoker.focus();
    };
  }, [ref]);
}
