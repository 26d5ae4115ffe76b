import { useTranslation } from 'react-i18next';
import type { Budget } from '../../../contract/budget.ts';
import { formatMinutes, formatMoney } from '../../locales/format-amounts.ts';
import { useApp, useAppState } from '../../stores/app-context.tsx';
import styles from './lesson-budget.module.css';

const minutes = [5, 10, 15, 20, 30, 45, 60] as const;
const dollars = [0.1, 0.25, 0.5, 1, 2, 5] as const;

/** What the lesson is likely to cost, and what it may take; set before it begins. */
export function LessonBudget() {
  const { t, i18n } = useTranslation();
  const { send } = useApp();
  const { budget } = useAppState((state) => state.settings);
  const pricing = useAppState((state) => state.meter.pricing);
  const change = (part: Partial<Budget>): void =>
    void send('settings.change', { budget: { ...budget, ...part } });
  return (
    <section className={styles.budget} aria-label={t('budget.label')}>
      <Forecast />
      <div className={styles.limits}>
        <Limit
          label={t('budget.time')}
          value={budget.minutes}
          values={minutes}
          format={(value) => formatMinutes(value, i18n.language)}
          onChange={(value) => change({ minutes: value })}
        />
        {pricing === 'known' || budget.dollars !== null ? (
          <Limit
            label={t('budget.money')}
            value={budget.dollars}
            values={dollars}
            format={(value) => formatMoney(value * 1e6, i18n.language)}
            onChange={(value) => change({ dollars: value })}
          />
        ) : null}
      </div>
    </section>
  );
}

function Forecast() {
  const { t, i18n } = useTranslation();
  const { forecast, pricing, model } = useAppState((state) => state.meter);
  const { language } = i18n;
  const length = formatMinutes(forecast.minutes, language);
  if (pricing === 'free') return <p>{t('budget.free')}</p>;
  if (forecast.cost === null) return <p>{t('budget.unknown', { model })}</p>;
  const cost = formatMoney(roughly(forecast.cost), language);
  return (
    <p>
      {t('budget.forecast', { length, cost })}{' '}
      <span className={styles.basis}>{t(`budget.basis.${forecast.basis}`)}</span>
    </p>
  );
}

/** A forecast pretends to no more than it knows: two digits. */
function roughly(microDollars: number): number {
  return Number(microDollars.toPrecision(2));
}

interface LimitProps {
  label: string;
  value: number | null;
  values: readonly number[];
  format: (value: number) => string;
  onChange: (value: number | null) => void;
}

function Limit({ label, value, values, format, onChange }: LimitProps) {
  const { t } = useTranslation();
  const shown = value === null || values.includes(value) ? values : [...values, value];
  return (
    <label className={styles.limit}>
      {label}
      <select
        value={value === null ? '' : String(value)}
        onChange={({ target }) => onChange(target.value === '' ? null : Number(target.value))}
      >
        <option value="">{t('budget.none')}</option>
        {shown.map((each) => (
          <option key={each} value={String(each)}>
            {format(each)}
          </option>
        ))}
      </select>
    </label>
  );
}
