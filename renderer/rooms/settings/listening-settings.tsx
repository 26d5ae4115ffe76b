import { useTranslation } from 'react-i18next';
import { profileOf } from '../../../contract/profiles.ts';
import { useAppState } from '../../stores/app-context.tsx';
import { CheckField, SelectField } from '../../ui/field.tsx';
import { useChange } from './use-change.ts';

/** How the endpoint listens, and how it writes down what it hears. */
export function ListeningSettings() {
  const { t } = useTranslation();
  const change = useChange();
  const { verbatim, noiseReduction } = useAppState((state) => state.settings);
  const isWritten = useAppState((state) => profileOf(state.settings).transcription !== null);
  return (
    <>
      {isWritten ? (
        <CheckField
          label={t('settings.verbatim')}
          value={verbatim}
          onChange={(value) => change({ verbatim: value })}
        />
      ) : null}
      <SelectField
        label={t('settings.noiseReduction')}
        hint={t('settings.noiseReductionHint')}
        value={noiseReduction}
        options={(['off', 'near_field', 'far_field'] as const).map((value) => ({
          value,
          label: t(`settings.noiseReductions.${value}`),
        }))}
        onChange={(value) => change({ noiseReduction: value })}
      />
    </>
  );
}
