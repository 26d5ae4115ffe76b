import type { SettingsPatch } from '../../../contract/settings.ts';
import { useApp } from '../../stores/app-context.tsx';

/** Saves a part of the settings at once. */
export function useChange(): (patch: SettingsPatch) => void {
  const { send } = useApp();
  return (patch) => void send('settings.change', patch);
}
