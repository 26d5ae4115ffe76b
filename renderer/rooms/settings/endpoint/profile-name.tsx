import type { TFunction } from 'i18next';
import { builtInIds, type Profile } from '../../../../contract/profiles.ts';

/** What a profile is called on the page. */
export function profileName({ id, name, server }: Profile, t: TFunction): string {
  const builtIn = builtInIds.find((each) => each === id);
  if (builtIn !== undefined) return t(`settings.endpoints.${builtIn}`);
  return name || (server.kind === 'azure' ? 'Azure OpenAI' : t('settings.endpoints.custom'));
}
