import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount, formatDay, formatMoney } from '../../locales/format-amounts.ts';
import { amountOf, type Measure, type UsageSum } from './group-usage.ts';
import styles from './usage.module.css';

interface PlotProps {
  sums: readonly UsageSum[];
  measure: Measure;
}

/** A bar for each day or month. What it shows is in a table below it, for those who cannot see it. */
export function UsagePlot({ sums, measure }: PlotProps) {
  const { t, i18n } = useTranslation();
  const captionId = useId();
  const { language } = i18n;
  const most = Math.max(...sums.map((sum) => amountOf(sum, measure)), 1);
  const format = (value: number): string =>
    measure === 'cost' ? formatMoney(value, language) : formatCount(value, language);
  const first = sums[0]?.key ?? '';
  const last = sums.at(-1)?.key ?? '';
  return (
    <figure className={styles.plot} aria-labelledby={captionId}>
      <figcaption id={captionId}>
        {t(`usagePage.plot.${measure}`, {
          from: formatDay(first, language),
          to: formatDay(last, language),
          most: format(most),
        })}
      </figcaption>
      <svg
        aria-hidden
        className={styles.bars}
        viewBox={`0 0 ${sums.length * 10} 100`}
        preserveAspectRatio="none"
      >
        {sums.map((sum, index) => {
          const value = amountOf(sum, measure);
          // Something is seen of everything that is there.
          const height = value === 0 ? 0 : Math.max(1.5, (value / most) * 100);
          return (
            <rect key={sum.key} x={index * 10 + 1} y={100 - height} width={8} height={height}>
              <title>{`${formatDay(sum.key, language)}: ${format(value)}`}</title>
            </rect>
          );
        })}
      </svg>
      <p aria-hidden className={styles.axis}>
        <span>{formatDay(first, language)}</span>
        <span>{formatDay(last, language)}</span>
      </p>
    </figure>
  );
}
