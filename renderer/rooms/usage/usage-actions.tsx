import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UsageReport } from '../../../contract/usage-report.ts';
import { useApp } from '../../stores/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { saveFile } from './save-file.ts';
import styles from './usage.module.css';

interface ActionsProps {
  report: UsageReport;
  onCleared: () => void;
}

/** Taking the rows out, and deleting all of them; the latter asks first. */
export function UsageActions({ report, onCleared }: ActionsProps) {
  const { t } = useTranslation();
  const { ask, send } = useApp();
  const [isAsking, setAsking] = useState(false);
  const [isShortened, setShortened] = useState(false);
  const { range, groups } = report;
  const save = async (): Promise<void> => {
    const answer = await ask('usage.export', range);
    if (answer === null) return;
    setShortened(answer.shortened);
    saveFile(`parley-usage-${range.from}-${range.to}.csv`, answer.csv);
  };
  const clear = async (): Promise<void> => {
    setAsking(false);
    if (await send('usage.clear', {})) onCleared();
  };
  if (isAsking) {
    return (
      <fieldset className={styles.actions} aria-label={t('usagePage.clear')}>
        <p className={styles.ask}>{t('usagePage.clearAsk')}</p>
        <Button autoFocus onClick={() => setAsking(false)}>
          {t('usagePage.clearNo')}
        </Button>
        <Button look="solid" onClick={() => void clear()}>
          {t('usagePage.clearYes')}
        </Button>
      </fieldset>
    );
  }
  return (
    <div className={styles.actions}>
      <Button disabled={groups.length === 0} onClick={() => void save()}>
        {t('usagePage.export')}
      </Button>
      <Button onClick={() => setAsking(true)}>{t('usagePage.clear')}</Button>
      {isShortened ? (
        <p role="status" className={styles.ask}>
          {t('usagePage.exportShortened')}
        </p>
      ) : null}
    </div>
  );
}
