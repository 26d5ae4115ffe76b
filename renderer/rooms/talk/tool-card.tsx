import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ToolItem } from '../../../contract/session.ts';
import { useApp } from '../../stores/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { formatTime } from './format-time.ts';
import { focusOf } from './shortcuts.ts';
import styles from './tool-card.module.css';
import page from './transcript.module.css';

/** What the model asks to do: the exact arguments, the learner's decision, and the outcome. */
export function ToolCard({ item }: { item: ToolItem }) {
  const { t } = useTranslation();
  const nameId = useId();
  const card = useRef<HTMLElement>(null);
  usePoliteFocus(card, item.status === 'asking');
  return (
    <article className={page.row} aria-labelledby={nameId}>
      <p className={page.speaker}>
        <span id={nameId}>{t('speaker.tool')}</span>
      </p>
      <section
        ref={card}
        className={`${page.words} ${styles.card}`}
        tabIndex={-1}
        aria-label={item.name}
      >
        <p className={styles.title}>
          <code>{item.name}</code>
          <span className={styles.state}>{t(`tool.${item.status}`)}</span>
        </p>
        <Arguments item={item} />
        {item.status === 'asking' ? <Decision item={item.id} /> : <Outcome item={item} />}
      </section>
    </article>
  );
}

/**
 * Brings the keyboard to the card that asks, unless the learner is writing or at another control.
 * The card itself takes the focus, never its button: the space bar must not confirm anything.
 */
function usePoliteFocus(ref: React.RefObject<HTMLElement | null>, isAsking: boolean): void {
  useEffect(() => {
    if (isAsking && focusOf(document.activeElement, false) === 'page') ref.current?.focus();
  }, [ref, isAsking]);
}

function Arguments({ item }: { item: ToolItem }) {
  const { t } = useTranslation();
  if (item.arguments.length === 0) return null;
  return (
    <table className={styles.table}>
      <caption className={page.hidden}>{t('tool.arguments')}</caption>
      <tbody>
        {item.arguments.map(({ name, value }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td dir="auto">{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Decision({ item }: { item: string }) {
  const { t } = useTranslation();
  const { send } = useApp();
  const decide = (allow: boolean): void => void send('tool.decide', { item, allow });
  return (
    <div className={styles.decision}>
      <Button look="solid" onClick={() => decide(true)}>
        {t('tool.confirm')}
      </Button>
      <Button onClick={() => decide(false)}>{t('tool.decline')}</Button>
    </div>
  );
}

function Outcome({ item }: { item: ToolItem }) {
  const { t, i18n } = useTranslation();
  if (item.status !== 'done' && item.status !== 'failed') return null;
  const time = formatTime(item.milliseconds, i18n.language);
  return (
    <>
      {item.output === '' ? null : (
        <details className={styles.output}>
          <summary>{t('tool.output')}</summary>
          <pre dir="auto">{item.output}</pre>
        </details>
      )}
      <p className={styles.time}>{t('tool.took', { time })}</p>
    </>
  );
}
