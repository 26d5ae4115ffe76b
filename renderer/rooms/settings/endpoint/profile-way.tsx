import { useTranslation } from 'react-i18next';
import { isBuiltIn, type ProxyChoice } from '../../../../contract/profiles.ts';
import { CheckField, DraftField, SelectField } from '../../../ui/field.tsx';
import { readNumber } from '../choices.ts';
import styles from './endpoint.module.css';
import { useChangeProfile, useProfile } from './use-profile.tsx';

/** What few need to set: the way to the server, and its manners. */
export function ProfileWay() {
  const { t } = useTranslation();
  const profile = useProfile();
  const { server } = profile;
  const isOurs = isBuiltIn(profile.id);
  return (
    <details className={styles.more}>
      <summary>{t('settings.profileMore')}</summary>
      <ProxyFields />
      <CertificateField />
      <LongestSession />
      {isOurs || server.kind === 'openai' ? null : <Manners />}
    </details>
  );
}

function ProxyFields() {
  const { t } = useTranslation();
  const change = useChangeProfile();
  const { proxy } = useProfile();
  const become: Record<ProxyChoice['kind'], ProxyChoice> = {
    environment: { kind: 'environment' },
    none: { kind: 'none' },
    url: { kind: 'url', url: 'http://127.0.0.1:3128' },
  };
  return (
    <>
      <SelectField
        label={t('settings.proxy')}
        value={proxy.kind}
        options={(['environment', 'none', 'url'] as const).map((value) => ({
          value,
          label: t(`settings.proxies.${value}`),
        }))}
        onChange={(kind) => change({ proxy: become[kind] })}
      />
      {proxy.kind === 'url' ? (
        <DraftField
          label={t('settings.proxyUrl')}
          hint={t('settings.proxyHint')}
          type="url"
          dir="ltr"
          spellCheck={false}
          value={proxy.url}
          onCommit={(text) => change({ proxy: { kind: 'url', url: text.trim() } })}
        />
      ) : null}
    </>
  );
}

function CertificateField() {
  const { t } = useTranslation();
  const change = useChangeProfile();
  const { certificate } = useProfile();
  return (
    <DraftField
      label={t('settings.certificate')}
      hint={t('settings.certificateHint')}
      dir="ltr"
      spellCheck={false}
      maxLength={1024}
      value={certificate ?? ''}
      onCommit={(text) => change({ certificate: text.trim() || null })}
    />
  );
}

function LongestSession() {
  const { t } = useTranslation();
  const change = useChangeProfile();
  const { longestSession } = useProfile();
  const commit = (text: string): void => {
    const minutes = readNumber(text, { minimum: 1, maximum: 1440 });
    if (minutes !== null) change({ longestSession: Math.round(minutes) });
  };
  return (
    <DraftField
      label={t('settings.longestSession')}
      hint={t('settings.longestSessionHint')}
      type="number"
      min={1}
      max={1440}
      value={String(longestSession)}
      onCommit={commit}
    />
  );
}

function Manners() {
  const { t } = useTranslation();
  const change = useChangeProfile();
  const { dialect, serverTurns } = useProfile();
  return (
    <>
      <SelectField
        label={t('settings.dialect')}
        value={dialect}
        options={(['detect', 'ga', 'beta'] as const).map((value) => ({
          value,
          label: t(`settings.dialects.${value}`),
        }))}
        onChange={(value) => change({ dialect: value })}
      />
      <CheckField
        label={t('settings.serverTurns')}
        value={serverTurns}
        onChange={(value) => change({ serverTurns: value })}
      />
    </>
  );
}
