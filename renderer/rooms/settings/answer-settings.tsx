import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from '../../../contract/failure.ts';
import { type EndpointChoice, endpointChoiceSchema, models } from '../../../contract/settings.ts';
import { useApp, useAppState } from '../../stores/app-context.tsx';
import { showFailure } from '../../stores/app-store.ts';
import { CheckField, DraftField, SelectField } from '../../ui/field.tsx';
import { KeyField } from './key-field.tsx';
import { useChange } from './use-change.ts';

const kinds = ['automatic', 'partner', 'openai', 'custom'] as const;

/** Who answers: the endpoint, its model, and the key. */
export function AnswerSettings() {
  const { t } = useTranslation();
  const change = useChange();
  const endpoint = useAppState((state) => state.settings.endpoint);
  return (
    <>
      <SelectField
        label={t('settings.endpoint')}
        hint={t('settings.nextConversation')}
        value={endpoint.kind}
        options={kinds.map((value) => ({ value, label: t(`settings.endpoints.${value}`) }))}
        onChange={(kind) => change({ endpoint: endpointOf(kind) })}
      />
      {endpoint.kind === 'custom' ? <CustomServer endpoint={endpoint} /> : null}
      <ModelField />
      <KeyField />
    </>
  );
}

/** A server on this machine is the likeliest other one, and needs no key. */
function endpointOf(kind: EndpointChoice['kind']): EndpointChoice {
  if (kind !== 'custom') return { kind };
  return { kind, url: 'ws://127.0.0.1:8080/v1/realtime', withKey: false };
}

function CustomServer({ endpoint }: { endpoint: Extract<EndpointChoice, { kind: 'custom' }> }) {
  const { t } = useTranslation();
  const { store } = useApp();
  const change = useChange();
  const commit = (url: string): void => {
    const parsed = endpointChoiceSchema.safeParse({ ...endpoint, url: url.trim() });
    if (parsed.success) change({ endpoint: parsed.data });
    else showFailure(store, Failure.invalidInput('The address is not a ws:// or wss:// URL.'));
  };
  return (
    <>
      <DraftField
        label={t('settings.url')}
        hint={t('settings.urlHint')}
        type="url"
        dir="ltr"
        spellCheck={false}
        value={endpoint.url}
        onCommit={commit}
      />
      <CheckField
        label={t('settings.withKey')}
        value={endpoint.withKey}
        onChange={(withKey) => change({ endpoint: { ...endpoint, withKey } })}
      />
    </>
  );
}

function ModelField() {
  const { t } = useTranslation();
  const change = useChange();
  const listId = useId();
  const model = useAppState((state) => state.settings.model);
  return (
    <>
      <DraftField
        label={t('settings.model')}
        hint={t('settings.nextConversation')}
        list={listId}
        dir="ltr"
        maxLength={128}
        spellCheck={false}
        value={model}
        onCommit={(text) => text.trim() !== '' && change({ model: text.trim() })}
      />
      <datalist id={listId}>
        {models.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}
