import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UsageReport } from '../../../contract/usage-report.ts';
import { formatCount, formatDay, formatMoney, formatShare } from '../../locales/format-amounts.ts';
import { useLocale } from '../../locales/use-locale.ts';
import { useAppState, useShowDialog } from '../../stores/app-context.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { Option } from '../../ui/field.tsx';
import {
  type Measure,
  type Span,
  spans,
  sumAll,
  sumBy,
  sumByTime,
  tokensOf,
} from './group-usage.ts';
import styles from './usage.module.css';
import { UsageActions } from './usage-actions.tsx';
import { UsagePlot } from './usage-plot.tsx';
import { UsageTable } from './usage-table.tsx';
import { useUsageReport } from './use-usage-report.ts';

const measures = ['cost', 'tokens'] as const satisfies readonly Measure[];

/** What all conversations have used and cost: by day, by model and by scenario. */
export function UsageDialog() {
  const { t } = useTranslation();
  const show = useShowDialog();
  const [span, setSpan] = useState<Span>(30);
  const { report, reload } = useUsageReport(span);
  const [chosen, setChosen] = useState<Measure | null>(null);
  // Who has paid nothing has no use for a plot of money.
  const measure = chosen ?? (sumAll(report?.groups ?? []).cost > 0 ? 'cost' : 'tokens');
  const isEmpty = report?.groups.length === 0;
  return (
    <Dialog title={t('usagePage.title')} size="wide" onClose={() => show(null)}>
      {report === null ? (
        <p role="status">{t('usagePage.reading')}</p>
      ) : (
        <>
          <div className={styles.choices}>
            <Choice
              label={t('usagePage.span')}
              value={String(span)}
              options={spans.map((days) => ({
                value: String(days),
                label: t(`usagePage.spans.${days}`),
              }))}
              onChange={(value) => setSpan(spans.find((days) => String(days) === value) ?? 30)}
            />
            <Choice
              label={t('usagePage.measure')}
              value={measure}
              options={measures.map((value) => ({
                value,
                label: t(`usagePage.measures.${value}`),
              }))}
              onChange={(value) => setChosen(measures.find((each) => each === value) ?? 'cost')}
            />
          </div>
          {isEmpty ? <Empty /> : <Full report={report} measure={measure} />}
          <Notes report={report} />
          <UsageActions report={report} onCleared={reload} />
        </>
      )}
    </Dialog>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  options: readonly Option[];
  onChange: (value: string) => void;
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <label className={styles.choice}>
      {label}
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}

function Empty() {
  const { t } = useTranslation();
  return (
    <div className={styles.empty}>
      <p>{t('usagePage.empty')}</p>
      <p>{t('usagePage.emptyNext')}</p>
    </div>
  );
}

function Full({ report, measure }: { report: UsageReport; measure: Measure }) {
  const { t, i18n } = useTranslation();
  const { groups, range } = report;
  const byTime = sumByTime(groups, range);
  const scenarioName = useScenarioName();
  const dayName = (key: string): string => formatDay(key, i18n.language);
  return (
    <>
      <Summary report={report} />
      <UsagePlot sums={byTime} measure={measure} />
      <details className={styles.details}>
        <summary>{t('usagePage.asTable')}</summary>
        <UsageTable
          caption={t('usagePage.byDay')}
          heading={t('usagePage.columns.day')}
          sums={byTime.filter(({ responses, unpriced }) => responses + unpriced > 0).toReversed()}
          name={dayName}
        />
      </details>
      <UsageTable
        caption={t('usagePage.byModel')}
        heading={t('usagePage.columns.model')}
        sums={sumBy(groups, ({ model }) => model)}
        measure={measure}
        name={(key) => key}
      />
      <UsageTable
        caption={t('usagePage.byScenario')}
        heading={t('usagePage.columns.scenario')}
        sums={sumBy(groups, ({ scenario }) => scenario ?? '')}
        measure={measure}
        name={scenarioName}
      />
    </>
  );
}

function Summary({ report }: { report: UsageReport }) {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  const all = sumAll(report.groups);
  const isUnknown = all.cost === 0 && all.unpriced > 0;
  return (
    <div className={styles.summary}>
      <p className={styles.total}>
        {isUnknown ? t('usagePage.unknown') : formatMoney(all.cost, language)}
      </p>
      <p>
        {t('usagePage.summary', {
          responses: formatCount(all.responses, language),
          tokens: formatCount(tokensOf(all), language),
          cached: formatShare(all.input === 0 ? 0 : all.cached / all.input, language),
        })}
      </p>
      {all.unpriced > 0 && !isUnknown ? <p>{t('usagePage.someUnknown')}</p> : null}
    </div>
  );
}

function Notes({ report }: { report: UsageReport }) {
  const { t, i18n } = useTranslation();
  const damaged = formatCount(report.damaged, i18n.language);
  return (
    <div className={styles.notes}>
      {report.damaged > 0 ? <p>{t('usagePage.damaged', { damaged })}</p> : null}
      {report.shortened ? <p>{t('usagePage.shortened')}</p> : null}
      <p>{t('usagePage.folder', { folder: report.folder })}</p>
    </div>
  );
}

/** Names a scenario in the language of the page; one that is gone keeps its id. */
function useScenarioName(): (id: string) => string {
  const { t } = useTranslation();
  const locale = useLocale();
  const scenarios = useAppState((state) => state.scenarios);
  return (id) => {
    if (id === '') return t('scenario.free');
    return scenarios.find((scenario) => scenario.id === id)?.title[locale] ?? id;
  };
}
