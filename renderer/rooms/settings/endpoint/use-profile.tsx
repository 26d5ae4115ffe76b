import { createContext, type ReactNode, use, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Profile, profileOf, profileSchema } from '../../../../contract/profiles.ts';
import { useApp, useAppState } from '../../../stores/app-context.tsx';
import { useChange } from '../use-change.ts';
import styles from './endpoint.module.css';

/** The profile in force. */
export function useProfile(): Profile {
  return useAppState((state) => profileOf(state.settings));
}

/** What of a profile could not be saved. */
type Refused = 'server' | 'proxy' | 'other';

const RefusedContext = createContext<(refused: Refused | null) => void>(() => {});

/** Says beside the fields within what of them could not be saved. */
export function RefusedChanges({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const [refused, setRefused] = useState<Refused | null>(null);
  return (
    <RefusedContext value={setRefused}>
      {children}
      <p role="alert" className={styles.refused}>
        {refused === null ? null : t(`settings.profileRefused.${refused}`)}
      </p>
    </RefusedContext>
  );
}

/** Saves a part of the profile in force. What cannot be is told, and nothing changes. */
export function useChangeProfile(): (patch: Partial<Omit<Profile, 'id'>>) => void {
  const { store } = useApp();
  const change = useChange();
  const profile = useProfile();
  const refuse = use(RefusedContext);
  return (patch) => {
    const parsed = profileSchema.safeParse({ ...profile, ...patch });
    refuse(parsed.success ? null : fieldOf(parsed.error.issues[0]?.path[0]));
    if (!parsed.success) return;
    const { profiles } = store.getState().settings;
    change({ profiles: profiles.map((each) => (each.id === profile.id ? parsed.data : each)) });
  };
}

function fieldOf(field: PropertyKey | undefined): Refused {
  return field === 'server' || field === 'proxy' ? field : 'other';
}
