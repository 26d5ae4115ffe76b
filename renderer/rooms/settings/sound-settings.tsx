import { useTranslation } from 'react-i18next';
import type { DeviceList } from '../../audio/devices.ts';
import { useAppState } from '../../stores/app-context.tsx';
import { CheckField, type Option, SelectField } from '../../ui/field.tsx';
import { useChange } from './use-change.ts';
import { useDevices } from './use-devices.ts';

/** Devices, and what is done to the sound of the microphone. */
export function SoundSettings() {
  const { t } = useTranslation();
  const change = useChange();
  const settings = useAppState((state) => state.settings);
  return (
    <>
      <InputDeviceField />
      <OutputDeviceField />
      <CheckField
        label={t('settings.echo')}
        value={settings.echoCancellation}
        onChange={(echoCancellation) => change({ echoCancellation })}
      />
      <CheckField
        label={t('settings.noise')}
        value={settings.noiseSuppression}
        onChange={(noiseSuppression) => change({ noiseSuppression })}
      />
      <CheckField
        label={t('settings.gain')}
        value={settings.autoGainControl}
        onChange={(autoGainControl) => change({ autoGainControl })}
      />
    </>
  );
}

/** Which microphone is used. */
export function InputDeviceField() {
  const { t } = useTranslation();
  const change = useChange();
  const inputDevice = useAppState((state) => state.settings.inputDevice);
  const { inputs } = useDevices();
  return (
    <DeviceField
      label={t('settings.input')}
      value={inputDevice}
      devices={inputs}
      nameless={(number) => t('settings.inputNumber', { number })}
      onChange={(id) => change({ inputDevice: id })}
    />
  );
}

function OutputDeviceField() {
  const { t } = useTranslation();
  const change = useChange();
  const outputDevice = useAppState((state) => state.settings.outputDevice);
  const { outputs } = useDevices();
  return (
    <DeviceField
      label={t('settings.output')}
      value={outputDevice}
      devices={outputs}
      nameless={(number) => t('settings.outputNumber', { number })}
      onChange={(id) => change({ outputDevice: id })}
    />
  );
}

interface DeviceFieldProps {
  label: string;
  value: string | null;
  devices: DeviceList['inputs'];
  nameless: (number: number) => string;
  onChange: (id: string | null) => void;
}

/** Browsers call their own default `default`; here it is the empty choice. */
function DeviceField({ label, value, devices, nameless, onChange }: DeviceFieldProps) {
  const { t } = useTranslation();
  const real = devices.filter((device) => device.id !== 'default');
  const options: Option[] = [
    { value: '', label: t('settings.systemDefault') },
    ...real.map(({ id, label: name }, index) => ({
      value: id,
      label: name === '' ? nameless(index + 1) : name,
    })),
  ];
  const isGone = value !== null && !options.some((option) => option.value === value);
  if (isGone) options.push({ value, label: t('settings.deviceGone') });
  return (
    <SelectField
      label={label}
      value={value ?? ''}
      options={options}
      onChange={(id) => onChange(id === '' ? null : id)}
    />
  );
}
