import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { profileOf } from '../../../contract/profiles.ts';
import { type Settings, voices } from '../../../contract/settings.ts';
import { useApp, useAppState } from '../../stores/app-context.tsx';
import { formatSpeed, speeds } from '../settings/choices.ts';
import { profileName } from '../settings/endpoint/profile-name.tsx';
import styles from './control-bar.module.css';
import { UsageLine } from './usage-line.tsx';

/** The few choices that are made in the middle of a conversation, and what it has used so far. */
export function ControlBar() {
  const { t, i18n } = useTranslation();
  const { send } = useApp();
  const { mode, voice, speed } = useAppState((state) => state.settings);
  const hasVoices = useAppState((state) => state.session.endpoint.kind !== 'partner');
  return (
    <div className={styles.bar}>
      <ModeSwitch mode={mode} />
      <ProfileSwitch />
      {hasVoices ? (
        <Choice
          label={t('bar.voice')}
          value={voice}
          options={voices.map((name) => ({ value: name, label: name }))}
          onChange={(value) => void send('settings.change', { voice: value })}
        />
      ) : null}
      <Choice
        label={t('bar.speed')}
        value={String(speed)}
        options={speeds.map((value) => ({
          value: String(value),
          label: formatSpeed(value, i18n.language),
        }))}
        onChange={(value) => void send('settings.change', { speed: Number(value) })}
      />
      <UsageLine />
    </div>
  );
}

/** Who answers. A conversation goes on with who began it: the choice is for the next one. */
function ProfileSwitch() {
  const { t } = useTranslation();
  const { send } = useApp();
  const profiles = useAppState((state) => state.settings.profiles);
  const profile = useAppState((state) => profileOf(state.settings).id);
  const isOffline = useAppState((state) => state.session.phase === 'offline');
  const [held, setHeld] = useState(profile);
  if (isOffline && held !== profile) setHeld(profile);
  return (
    <>
      <Choice
        label={t('bar.profile')}
        value={profile}
        options={profiles.map((each) => ({ value: each.id, label: profileName(each, t) }))}
        onChange={(id) => void send('settings.change', { profile: id })}
      />
      {isOffline || held === profile ? null : <span role="status">{t('bar.profileNext')}</span>}
    </>
  );
}

function ModeSwitch({ mode }: { mode: Settings['mode'] }) {
  const { t } = useTranslation();
  const { send } = useApp();
  return (
    <fieldset className={styles.modes} aria-label={t('bar.mode')}>
      {(['push_to_talk', 'hands_free'] as const).map((value) => (
        <label key={value} className={styles.mode}>
          <input
            type="radio"
            name="mode"
            value={value}
            checked={mode === value}
            onChange={() => void send('settings.change', { mode: value })}
          />
          {t(`mode.${value}`)}
        </label>
      ))}
    </fieldset>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  const known = options.some((option) => option.value === value);
  return (
    <label className={styles.choice}>
      {label}
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {known ? null : <option value={value}>{value}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}
