import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Meter } from '../../../contract/meter.ts';
import {
  formatCount,
  formatDay,
  formatMinutes,
  formatMoney,
  formatSeconds,
  formatShare,
} from '../../locales/format-amounts.ts';
import { useAppState, useShowDialog } from '../../stores/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import styles from './cost-dialog.module.css';

/** What the conversation has cost, what it is going to, and where that comes from. */
export function CostDialog() {
  const { t } = useTranslation();
  const show = useShowDialog();
  const meter = useAppState((state) => state.meter);
  return (
    <Dialog title={t('cost.title')} size="narrow" onClose={() => show(null)}>
      <Amounts meter={meter} />
      <TokenTable />
      <Prices meter={meter} />
      <div className={styles.foot}>
        <Button onClick={() => show('usage')}>{t('cost.all')}</Button>
      </div>
    </Dialog>
  );
}

function Amounts({ meter }: { meter: Meter }) {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  const { pricing, cost, perMinute, next, saved, cachedShare, seconds, budget } = meter;
  const money = (amount: number | null): string =>
    amount === null ? t('cost.unknown') : formatMoney(amount, language);
  const isFree = pricing === 'free' && cost === 0;
  return (
    <dl className={styles.amounts}>
      <Amount name={t('cost.soFar')} isFirst>
        {isFree ? t('cost.free') : money(cost)}
      </Amount>
      {isFree || perMinute === null ? null : (
        <Amount name={t('cost.perMinute')}>{money(perMinute)}</Amount>
      )}
      {next === null ? null : (
        <Amount name={t('cost.next')}>{t('cost.about', { cost: money(next) })}</Amount>
      )}
      {cachedShare === null ? null : (
        <Amount name={t('cost.cached')}>{formatShare(cachedShare, language)}</Amount>
      )}
      {isFree || cachedShare === null || saved === null ? null : (
        <Amount name={t('cost.saved')}>{money(saved)}</Amount>
      )}
      <Transcription meter={meter} isFree={isFree} />
      {budget.state === 'none' ? null : (
        <Amount name={t('cost.time')}>{formatMinutes(Math.floor(seconds / 60), language)}</Amount>
      )}
      {budget.seconds === null ? null : (
        <Amount name={t('cost.limitTime')}>
          {formatMinutes(Math.round(budget.seconds / 60), language)}
        </Amount>
      )}
      {budget.cost === null ? null : (
        <Amount name={t('cost.limitMoney')}>{money(budget.cost)}</Amount>
      )}
    </dl>
  );
}

function Transcription({ meter, isFree }: { meter: Meter; isFree: boolean }) {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  const { seconds, tokens, cost } = meter.transcription;
  if (isFree || (seconds === 0 && tokens === 0)) return null;
  const amount =
    seconds > 0
      ? formatSeconds(seconds, language)
      : t('cost.tokens', { count: formatCount(tokens, language) });
  const price = cost === null ? t('cost.unknown') : formatMoney(cost, language);
  return (
    <Amount name={t('cost.transcription')}>{t('cost.amountAndPrice', { amount, price })}</Amount>
  );
}

function Amount({
  name,
  isFirst = false,
  children,
}: {
  name: string;
  isFirst?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={isFirst ? `${styles.amount} ${styles.first}` : styles.amount}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const kinds = ['text', 'audio', 'image'] as const;

/** Tokens by modality; a kind that was not used has no row. */
function TokenTable() {
  const { t, i18n } = useTranslation();
  const usage = useAppState((state) => state.usage);
  const count = (tokens: number): string => formatCount(tokens, i18n.language);
  const rows = {
    text: [usage.inputText, usage.cachedText, usage.outputText],
    audio: [usage.inputAudio, usage.cachedAudio, usage.outputAudio],
    image: [usage.inputImage, usage.cachedImage, 0],
  };
  const used = kinds.filter((kind) => rows[kind].some((tokens) => tokens > 0));
  if (used.length === 0) return <p className={styles.note}>{t('cost.nothingYet')}</p>;
  return (
    <table className={styles.tokens}>
      <caption>{t('cost.tokensCaption')}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{t('cost.in')}</th>
          <th scope="col">{t('cost.ofThatCached')}</th>
          <th scope="col">{t('cost.out')}</th>
        </tr>
      </thead>
      <tbody>
        {used.map((kind) => (
          <tr key={kind}>
            <th scope="row">{t(`cost.kinds.${kind}`)}</th>
            {rows[kind].map((tokens, column) => (
              <td key={['in', 'cached', 'out'][column]}>{count(tokens)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Prices({ meter }: { meter: Meter }) {
  const { t, i18n } = useTranslation();
  const { pricing, model, prices } = meter;
  const date = formatDay(prices.asOf, i18n.language);
  return (
    <div className={styles.note}>
      {pricing === 'free' ? <p>{t('cost.partner')}</p> : null}
      {pricing === 'known' ? <p>{t('cost.asOf', { model, date })}</p> : null}
      {pricing === 'unknown' ? <p>{t('cost.noPrice', { model })}</p> : null}
      {prices.problem === null ? null : (
        <p>
          {t('cost.problem')} <span lang="en">{prices.problem}</span>
        </p>
      )}
    </div>
  );
}
