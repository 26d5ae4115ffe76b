import { Hourglass } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type BudgetChoice, MORE_MINUTES, MORE_MONEY_PERCENT } from '../../../contract/budget.ts';
import type { BudgetView } from '../../../contract/meter.ts';
import { formatMinutes, formatMoney, formatShare } from '../../locales/format-amounts.ts';
import { useApp, useAppState } from '../../stores/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './budget-banner.module.css';

/** How the lesson stands to its budget: a word when it is nearly used up, a choice when it is. */
export function BudgetBanner() {
  const budget = useAppState((state) => state.meter.budget);
  const isOpen = useAppState((state) => state.session.phase !== 'offline');
  const isSilent = !isOpen || budget.state === 'none' || budget.state === 'within';
  return (
    <div role="status" className={styles.place}>
      {isSilent ? null : <Standing budget={budget} />}
    </div>
  );
}

function Standing({ budget }: { budget: BudgetView }) {
  const { t } = useTranslation();
  const { send } = useApp();
  const by = budget.by ?? 'minutes';
  const limit = useLimit(budget);
  const more = useMore(budget);
  const decide = (choice: BudgetChoice): void => void send('budget.decide', { choice });
  if (budget.state === 'near') {
    return <p className={styles.near}>{t(`budget.near.${by}`, { limit })}</p>;
  }
  const isEnding = budget.state === 'ending';
  return (
    <div className={styles.choice}>
      <Hourglass aria-hidden size={20} strokeWidth={1.75} />
      <div className={styles.words}>
        <p className={styles.what}>
          {isEnding ? t('budget.ending') : t(`budget.reached.${by}`, { limit })}
        </p>
        {isEnding ? null : <p>{t('budget.goesOn')}</p>}
      </div>
      <div className={styles.actions}>
        <Button look={isEnding ? 'plain' : 'solid'} onClick={() => decide('go_on')}>
          {isEnding ? t('budget.stay') : t('budget.more', { more })}
        </Button>
        {isEnding ? null : (
          <Button onClick={() => decide('after_answer')}>{t('budget.afterAnswer')}</Button>
        )}
        <Button onClick={() => decide('now')}>{t('budget.now')}</Button>
      </div>
    </div>
  );
}

function useLimit({ by, seconds, cost }: BudgetView): string {
  const { i18n } = useTranslation();
  if (by === 'dollars') return formatMoney(cost ?? 0, i18n.language);
  return formatMinutes(Math.round((seconds ?? 0) / 60), i18n.language);
}

function useMore({ by }: BudgetView): string {
  const { i18n } = useTranslation();
  if (by === 'dollars') return formatShare(MORE_MONEY_PERCENT / 100, i18n.language);
  return formatMinutes(MORE_MINUTES, i18n.language);
}
