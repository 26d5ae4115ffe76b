import { useTranslation } from 'react-i18next';
import { formatCount, formatMoney } from '../../locales/format-amounts.ts';
import { useAppState, useShowDialog } from '../../stores/app-context.tsx';
import styles from './control-bar.module.css';

/** What the conversation has cost so far, in a few words; the details are one press away. */
export function UsageLine() {
  const { t } = useTranslation();
  const show = useShowDialog();
  return (
    <button
      type="button"
      className={styles.usage}
      aria-haspopup="dialog"
      onClick={() => show('cost')}
    >
      <span className={styles.unseen}>{t('usage.open')}</span>
      <Words />
    </button>
  );
}

function Words() {
  const { t, i18n } = useTranslation();
  const usage = useAppState((state) => state.usage);
  const { pricing, cost, next } = useAppState((state) => state.meter);
  const { language } = i18n;
  const tokens =
    usage.inputText + usage.inputAudio + usage.inputImage + usage.outputText + usage.outputAudio;
  const count = formatCount(tokens, language);
  if (tokens === 0) return t('usage.none');
  if (cost === null) return t('usage.unknown', { count });
  if (pricing === 'free' && cost === 0) return t('usage.free', { count });
  const soFar = formatMoney(cost, language);
  if (next === null) return t('usage.soFar', { cost: soFar });
  return t('usage.soFarAndNext', { cost: soFar, next: formatMoney(next, language) });
}
