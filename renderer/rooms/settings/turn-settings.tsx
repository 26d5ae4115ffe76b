import { useTranslation } from 'react-i18next';
import { defaultSettings, type TurnDetection } from '../../../contract/settings.ts';
import { useAppState } from '../../stores/app-context.tsx';
import { DraftField, SelectField } from '../../ui/field.tsx';
import { readNumber } from './choices.ts';
import { useChange } from './use-change.ts';

type Silence = Extract<TurnDetection, { kind: 'server_vad' }>;

const defaults: Record<TurnDetection['kind'], TurnDetection> = {
  server_vad: defaultSettings.turnDetection,
  semantic_vad: { kind: 'semantic_vad', eagerness: 'low' },
};

/** When a hands-free turn is over. */
export function TurnSettings() {
  const { t } = useTranslation();
  const change = useChange();
  const detection = useAppState((state) => state.settings.turnDetection);
  return (
    <>
      <SelectField
        label={t('settings.detection')}
        value={detection.kind}
        options={(['server_vad', 'semantic_vad'] as const).map((value) => ({
          value,
          label: t(`settings.detections.${value}`),
        }))}
        onChange={(kind) => change({ turnDetection: defaults[kind] })}
      />
      {detection.kind === 'server_vad' ? (
        <SilenceFields detection={detection} />
      ) : (
        <SelectField
          label={t('settings.eagerness')}
          value={detection.eagerness}
          options={(['low', 'medium', 'high', 'auto'] as const).map((value) => ({
            value,
            label: t(`settings.eagernesses.${value}`),
          }))}
          onChange={(eagerness) => change({ turnDetection: { ...detection, eagerness } })}
        />
      )}
    </>
  );
}

function SilenceFields({ detection }: { detection: Silence }) {
  const { t } = useTranslation();
  return (
    <>
      <NumberField
        detection={detection}
        name="silenceMilliseconds"
        label={t('settings.silence')}
        hint={t('settings.silenceHint')}
      />
      <NumberField
        detection={detection}
        name="threshold"
        label={t('settings.threshold')}
        hint={t('settings.thresholdHint')}
      />
      <NumberField
        detection={detection}
        name="prefixPaddingMilliseconds"
        label={t('settings.prefix')}
      />
    </>
  );
}

/** The ranges of the contract. */
const ranges = {
  threshold: { minimum: 0, maximum: 1, step: 0.05 },
  prefixPaddingMilliseconds: { minimum: 0, maximum: 2000, step: 50 },
  silenceMilliseconds: { minimum: 100, maximum: 5000, step: 100 },
} as const;

interface NumberFieldProps {
  detection: Silence;
  name: keyof typeof ranges;
  label: string;
  hint?: string;
}

function NumberField({ detection, name, label, hint }: NumberFieldProps) {
  const change = useChange();
  const { minimum, maximum, step } = ranges[name];
  const commit = (text: string): void => {
    const value = readNumber(text, ranges[name]);
    if (value === null) return;
    const whole = name === 'threshold' ? value : Math.round(value);
    change({ turnDetection: { ...detection, [name]: whole } });
  };
  return (
    <DraftField
      label={label}
      hint={hint}
      type="number"
      min={minimum}
      max={maximum}
      step={step}
      value={String(detection[name])}
      onCommit={commit}
    />
  );
}
