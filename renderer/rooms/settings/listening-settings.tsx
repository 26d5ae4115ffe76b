import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import {
  defaultSettings,
  noTranscription,
  transcriptionModels,
} from '../../../contract/settings.ts';
import { useAppState } from '../../stores/app-context.tsx';
import { CheckField, DraftField, SelectField } from '../../ui/field.tsx';
import { useChange } from './use-change.ts';

/** How the endpoint listens, and how it writes down what it hears. */
export function ListeningSettings() {
  const { t } = useTranslation();
  const change = useChange();
  const { transcriptionModel, verbatim, noiseReduction } = useAppState((state) => state.settings);
  const isOn = transcriptionModel !== noTranscription;
  return (
    <>
      <CheckField
        label={t('settings.transcribe')}
        value={isOn}
        onChange={(value) =>
          change({
            transcriptionModel: value ? defaultSettings.transcriptionModel : noTranscription,
          })
        }
      />
      {isOn ? <TranscriberField model={transcriptionModel} /> : null}
      {isOn ? (
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

function TranscriberField({ model }: { model: string }) {
  const { t } = useTranslation();
  const change = useChange();
  const listId = useId();
  return (
    <>
      <DraftField
        label={t('settings.transcriber')}
        hint={t('settings.transcriberHint')}
        list={listId}
        dir="ltr"
        maxLength={128}
        spellCheck={false}
        value={model}
        onCommit={(text) => text.trim() !== '' && change({ transcriptionModel: text.trim() })}
      />
      <datalist id={listId}>
        {transcriptionModels.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}
