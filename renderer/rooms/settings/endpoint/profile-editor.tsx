import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { isBuiltIn, type Server } from '../../../../contract/profiles.ts';
import { models, transcriptionModels } from '../../../../contract/settings.ts';
import { DraftField, SelectField } from '../../../ui/field.tsx';
import { ProfileWay } from './profile-way.tsx';
import { useChangeProfile, useProfile } from './use-profile.tsx';

/** What the profile in force consists of, besides its key. */
export function ProfileEditor() {
  const { t } = useTranslation();
  const change = useChangeProfile();
  const { id, name, server } = useProfile();
  if (server.kind === 'partner') return null;
  return (
    <>
      {isBuiltIn(id) ? null : (
        <DraftField
          label={t('settings.profileName')}
          maxLength={64}
          value={name}
          onCommit={(text) => change({ name: text.trim() })}
        />
      )}
      {server.kind === 'azure' ? <AzureServer server={server} /> : null}
      {server.kind === 'custom' ? <CustomServer server={server} /> : null}
      <ModelField />
      <TranscriptionField />
      <ProfileWay />
    </>
  );
}

function AzureServer({ server }: { server: Extract<Server, { kind: 'azure' }> }) {
  const { t } = useTranslation();
  const change = useChangeProfile();
  const { resource, deployment, auth } = server;
  return (
    <>
      <DraftField
        label={t('settings.azureResource')}
        hint={t('settings.azureResourceHint')}
        dir="ltr"
        spellCheck={false}
        maxLength={2000}
        value={resource}
        onCommit={(text) => change({ server: { ...server, resource: text.trim() } })}
      />
      <DraftField
        label={t('settings.azureDeployment')}
        dir="ltr"
        spellCheck={false}
        maxLength={128}
        value={deployment}
        onCommit={(text) => change({ server: { ...server, deployment: text.trim() } })}
      />
      <SelectField
        label={t('settings.auth')}
        value={auth}
        options={(['api-key', 'bearer'] as const).map((value) => ({
          value,
          label: t(`settings.auths.${value}`),
        }))}
        onChange={(value) => change({ server: { ...server, auth: value } })}
      />
    </>
  );
}

function CustomServer({ server }: { server: Extract<Server, { kind: 'custom' }> }) {
  const { t } = useTranslation();
  const change = useChangeProfile();
  const { url, auth } = server;
  return (
    <>
      <DraftField
        label={t('settings.url')}
        hint={auth === 'none' ? t('settings.urlHint') : t('settings.urlKeyHint')}
        type="url"
        dir="ltr"
        spellCheck={false}
        value={url}
        onCommit={(text) => change({ server: { ...server, url: text.trim() } })}
      />
      <SelectField
        label={t('settings.auth')}
        value={auth}
        options={(['none', 'bearer', 'api-key'] as const).map((value) => ({
          value,
          label: t(`settings.auths.${value}`),
        }))}
        onChange={(value) => change({ server: { ...server, auth: value } })}
      />
    </>
  );
}

function ModelField() {
  const { t } = useTranslation();
  const change = useChangeProfile();
  const listId = useId();
  const { model, server } = useProfile();
  const isAzure = server.kind === 'azure';
  return (
    <>
      <DraftField
        label={t('settings.model')}
        hint={isAzure ? t('settings.modelAzureHint') : t('settings.nextConversation')}
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

function TranscriptionField() {
  const { t } = useTranslation();
  const change = useChangeProfile();
  const listId = useId();
  const { transcription } = useProfile();
  return (
    <>
      <DraftField
        label={t('settings.transcription')}
        hint={t('settings.transcriptionHint')}
        list={listId}
        dir="ltr"
        maxLength={128}
        spellCheck={false}
        value={transcription ?? ''}
        onCommit={(text) => change({ transcription: text.trim() || null })}
      />
      <datalist id={listId}>
        {transcriptionModels.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}
