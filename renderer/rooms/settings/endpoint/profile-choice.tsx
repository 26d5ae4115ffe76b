import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isBuiltIn } from '../../../../contract/profiles.ts';
import { useAppState } from '../../../stores/app-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { useChange } from '../use-change.ts';
import styles from './endpoint.module.css';
import { profileName } from './profile-name.tsx';
import {
  duplicateOf,
  freeId,
  fromTemplate,
  type TemplateName,
  templateNames,
} from './templates.ts';
import { useProfile } from './use-profile.tsx';

/** Which profile is in force, and how there come to be more of them, or fewer. */
export function ProfileChoice() {
  const { t } = useTranslation();
  const change = useChange();
  const profiles = useAppState((state) => state.settings.profiles);
  const profile = useProfile();
  return (
    <>
      <SelectField
        label={t('settings.endpoint')}
        hint={t('settings.nextConversation')}
        value={profile.id}
        options={profiles.map((each) => ({ value: each.id, label: profileName(each, t) }))}
        onChange={(id) => change({ profile: id })}
      />
      <AddProfile />
      {isBuiltIn(profile.id) ? null : <ProfileActions key={profile.id} />}
    </>
  );
}

function AddProfile() {
  const { t } = useTranslation();
  const change = useChange();
  const profiles = useAppState((state) => state.settings.profiles);
  const id = freeId(profiles);
  if (id === null) return <p className={styles.note}>{t('settings.profileFull')}</p>;
  const add = (template: TemplateName): void => {
    const name = t(`settings.templates.${template}`).slice(0, 64);
    const added = fromTemplate(template, { id, name });
    change({ profiles: [...profiles, added], profile: id });
  };
  return (
    <SelectField
      label={t('settings.profileAdd')}
      value=""
      options={[
        { value: '', label: t('settings.profileAddChoose') },
        ...templateNames.map((value) => ({ value, label: t(`settings.templates.${value}`) })),
      ]}
      onChange={(value) => value !== '' && add(value)}
    />
  );
}

function ProfileActions() {
  const { t } = useTranslation();
  const change = useChange();
  const profiles = useAppState((state) => state.settings.profiles);
  const profile = useProfile();
  const [isAsking, setAsking] = useState(false);
  const id = freeId(profiles);
  const duplicate = (): void => {
    if (id === null) return;
    const name = t('settings.profileCopy', { name: profileName(profile, t) });
    change({ profiles: [...profiles, duplicateOf(profile, { id, name })], profile: id });
  };
  const remove = (): void =>
    change({ profiles: profiles.filter((each) => each.id !== profile.id), profile: 'automatic' });
  if (isAsking) {
    return (
      <div className={styles.actions}>
        <p>{t('settings.profileDeleteAsk', { name: profileName(profile, t) })}</p>
        <Button look="solid" autoFocus onClick={remove}>
          {t('settings.profileDelete')}
        </Button>
        <Button onClick={() => setAsking(false)}>{t('settings.profileKeep')}</Button>
      </div>
    );
  }
  return (
    <div className={styles.actions}>
      <Button disabled={id === null} onClick={duplicate}>
        {t('settings.profileDuplicate')}
      </Button>
      <Button onClick={() => setAsking(true)}>{t('settings.profileDelete')}</Button>
    </div>
  );
}
