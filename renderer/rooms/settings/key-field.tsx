import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp, useAppState } from '../../stores/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import styles from './settings.module.css';

/** The API key: it goes in and never comes out. The field forgets it as soon as it is saved. */
export function KeyField() {
  const { t } = useTranslation();
  const { send } = useApp();
  const status = useAppState((state) => state.key);
  const [draft, setDraft] = useState('');
  const isFixed = status.place === 'environment';
  const save = async (): Promise<void> => {
    if (await send('key.set', { key: draft.trim(), weak: false })) setDraft('');
  };
  return (
    <Field label={t('settings.key')} hint={t(`settings.keyPlaces.${status.place}`)}>
      {(ids) => (
        <form className={styles.key} action={() => void save()}>
          <input
            {...ids}
            type="password"
            autoComplete="off"
            spellCheck={false}
            maxLength={512}
            placeholder={t('settings.keyPlaceholder')}
            disabled={isFixed}
            value={draft}
            onChange={(event) => setDraft(event.target.value)}
          />
          {draft.trim() === '' && (status.place === 'memory' || status.place === 'vault') ? (
            <Button onClick={() => void send('key.clear', {})}>{t('settings.keyClear')}</Button>
          ) : (
            <Button type="submit" disabled={isFixed || draft.trim().length < 8}>
              {t('settings.keySave')}
            </Button>
          )}
        </form>
      )}
    </Field>
  );
}
