import { useTranslation } from 'react-i18next';
import { useAppState } from '../../stores/app-context.tsx';
import styles from './control-bar.module.css';

/** Tokens of the conversation so far; nothing before the first answer. */
export function UsageLine() {
  const { t, i18n } = useTranslation();
  const usage = useAppState((state) => state.usage);
  const number = new Intl.NumberFormat(i18n.language);
  const input = usage.inputText + usage.inputAudio;
  const output = usage.outputText + usage.outputAudio;
  if (input + output === 0) return null;
  return (
    <p className={styles.usage}>
      {t('usage.line', {
        input: number.format(input),
        cached: number.format(usage.cachedText + usage.cachedAudio),
        output: number.format(output),
      })}
    </p>
  );
}
