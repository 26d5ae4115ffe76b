import { useTranslation } from 'react-i18next';
import { defaultSettings, type TurnDetection } from '../../../contract/settings.ts';
import { useAppState } from '../../stores/app-context.tsx';
import { CheckField, DraftField, SelectField } from '../../ui/field.tsx';
import { readNumber } from './choices.ts';
import { useChange } from './use-change.ts';

type Silence = Extract<TurnDetection, { kind: 'server_vad' }>;
type Meaning = Extract<TurnDetection, { kind: 'semantic_vad' }>;

/** When a hands-free turn is over. */
export function TurnSettings() {
  const { t } = useTranslation();
  const change = useChange();
  const detection = useAppState((state) => state.settings.turnDetection);
  return (
    <>
      <SelectField
        label={t('settings.detection')}
        hint={t('settings.detectionHint')}
        value={detection.kind}
        options={(['server_vad', 'semantic_vad'] as const).map((value) => ({
          value,
          label: t(`settings.detections.${value}`),
        }))}
        onChange={(kind) => change({ turnDetection: detectionOf(kind, detection) })}
      />
      {detection.kind === 'server_vad' ? (
        <SilenceFields detection={detection} />
      ) : (
        <EagernessField detection={detection} />
      )}
      <CheckField
        label={t('settings.createResponse')}
        value={detection.createResponse}
        onChange={(createResponse) => change({ turnDetection: { ...detection, createResponse } })}
      />
      <CheckField
        label={t('settings.interruptResponse')}
        value={detection.interruptResponse}
        onChange={(interruptResponse) =>
          change({ turnDetection: { ...detection, interruptResponse } })
        }
      />
    </>
  );
}

/** The other way to end a turn, with what both have in common. */
function detectionOf(kind: TurnDetection['kind'], before: TurnDetection): TurnDetection {
  const { createResponse, interruptResponse } = before;
  if (kind === 'semantic_vad') return { kind, eagerness: 'low', createResponse, interruptResponse };
  return { ...defaultSettings.turnDetection, createResponse, interruptResponse };
}

function EagernessField({ detection }: { detection: Meaning }) {
  const { t } = useTranslation();
  const change = useChange();
  return (
    <SelectField
      label={t('settings.eagerness')}
      value={detection.eagerness}
      options={(['low', 'medium', 'high', 'auto'] as const).map((value) => ({
        value,
        label: t(`settings.eagernesses.${value}`),
      }))}
      onChange={(eagerness) => change({ turnDetection: { ...detection, eagerness } })}
    />
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
        hint={t('settings.prefixHint')}
      />
      <IdleField detection={detection} />
    </>
  );
}

/** Seconds; the API takes 5 to 30. */
const idleSeconds = [5, 8, 10, 15, 20, 30];

function IdleField({ detection }: { detection: Silence }) {
  const { t } = useTranslation();
  const change = useChange();
  const chosen = detection.idleTimeoutMilliseconds;
  const seconds = chosen === null ? idleSeconds : [...new Set([...idleSeconds, chosen / 1000])];
  const set = (value: string): void => {
    const idleTimeoutMilliseconds = value === 'off' ? null : Number(value) * 1000;
    change({ turnDetection: { ...detection, idleTimeoutMilliseconds } });
  };
  return (
    <SelectField
      label={t('settings.idle')}
      hint={t('settings.idleHint')}
      value={chosen === null ? 'off' : String(chosen / 1000)}
      options={[
        { value: 'off', label: t('settings.idleOff') },
        ...seconds
          .toSorted((a, b) => a - b)
          .map((value) => ({
            value: String(value),
            label: t('settings.idleAfter', { seconds: value }),
          })),
      ]}
      onChange={set}
    />
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
  hint: string;
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
