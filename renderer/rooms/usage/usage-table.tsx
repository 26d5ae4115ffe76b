import { useTranslation } from 'react-i18next';
import { formatCount, formatMoney, formatShare } from '../../locales/format-amounts.ts';
import { amountOf, type Measure, type UsageSum } from './group-usage.ts';
import styles from './usage.module.css';

interface TableProps {
  caption: string;
  /** What the first column is of. */
  heading: string;
  sums: readonly UsageSum[];
  /** What of it is drawn beside the name; nothing is where it is left out. */
  measure?: Measure;
  name: (key: string) => string;
}

/** Sums in rows. With a measure, each has a bar of its share of the largest. */
export function UsageTable({ caption, heading, sums, measure, name }: TableProps) {
  const { t } = useTranslation();
  const most =
    measure === undefined ? 1 : Math.max(...sums.map((sum) => amountOf(sum, measure)), 1);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key.
    <section className={styles.scroller} tabIndex={0} aria-label={caption}>
      <table className={styles.table}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{heading}</th>
            <th scope="col">{t('usagePage.columns.cost')}</th>
            <th scope="col">{t('usagePage.columns.responses')}</th>
            <th scope="col">{t('usagePage.columns.input')}</th>
            <th scope="col">{t('usagePage.columns.cached')}</th>
            <th scope="col">{t('usagePage.columns.output')}</th>
          </tr>
        </thead>
        <tbody>
          {sums.map((sum) => (
            <tr key={sum.key}>
              <th scope="row">
                {name(sum.key)}
                {measure === undefined ? null : <ShareBar share={amountOf(sum, measure) / most} />}
              </th>
              <Cells sum={sum} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cells({ sum }: { sum: UsageSum }) {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  const count = (value: number): string => formatCount(value, language);
  const { responses, input, cached, output, cost, unpriced } = sum;
  const isUnknown = unpriced > 0 && cost === 0;
  return (
    <>
      <td>
        {isUnknown ? t('usagePage.unknown') : formatMoney(cost, language)}
        {unpriced > 0 && !isUnknown ? t('usagePage.andUnknown') : null}
      </td>
      <td>{count(responses)}</td>
      <td>{count(input)}</td>
      <td>{input === 0 ? '–' : formatShare(cached / input, language)}</td>
      <td>{count(output)}</td>
    </>
  );
}

function ShareBar({ share }: { share: number }) {
  return (
    <svg aria-hidden className={styles.share} viewBox="0 0 100 4" preserveAspectRatio="none">
      <rect width={share === 0 ? 0 : Math.max(1, share * 100)} height={4} />
    </svg>
  );
}
