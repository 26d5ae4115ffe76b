import { Failure } from '../../../../contract/failure.ts';
import { type Profile, profileOf, profileSchema } from '../../../../contract/profiles.ts';
import { useApp, useAppState } from '../../../stores/app-context.tsx';
import { showFailure } from '../../../stores/app-store.ts';
import { useChange } from '../use-change.ts';

/** The profile in force. */
export function useProfile(): Profile {
  return useAppState((state) => profileOf(state.settings));
}

/** Saves a part of the profile in force; what cannot be is told, and nothing changes. */
export function useChangeProfile(): (patch: Partial<Omit<Profile, 'id'>>) => void {
  const { store } = useApp();
  const change = useChange();
  const profile = useProfile();
  return (patch) => {
    const parsed = profileSchema.safeParse({ ...profile, ...patch });
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      showFailure(store, Failure.invalidInput(`${issue?.path.join('.')}: ${issue?.message}`));
      return;
    }
    const { profiles } = store.getState().settings;
    change({ profiles: profiles.map((each) => (each.id === profile.id ? parsed.data : each)) });
  };
}
