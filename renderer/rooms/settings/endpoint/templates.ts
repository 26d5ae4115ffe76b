import { MAX_PROFILES, ownProfile, type Profile } from '../../../../contract/profiles.ts';

/** What new profiles begin from. */
export const templateNames = [
  'azure',
  'localai',
  'speaches',
  'speechToSpeech',
  'local',
  'remote',
] as const;
export type TemplateName = (typeof templateNames)[number];

type Own = Parameters<typeof ownProfile>[1];
type Rest = NonNullable<Parameters<typeof ownProfile>[2]>;

const azure: Own = { kind: 'azure', resource: '', deployment: '', auth: 'api-key' };
const at = (url: string, auth: 'bearer' | 'none' = 'none'): Own => ({ kind: 'custom', url, auth });

/** Addresses and models as the projects' own documentation has them. */
const templates: Record<TemplateName, readonly [server: Own, rest: Rest]> = {
  azure: [azure, { name: 'Azure OpenAI', dialect: 'detect' }],
  localai: [at('ws://127.0.0.1:8080/v1/realtime'), { name: 'LocalAI', model: 'gpt-realtime' }],
  speaches: [
    at('ws://127.0.0.1:8000/v1/realtime'),
    { name: 'speaches', transcription: 'Systran/faster-distil-whisper-small.en' },
  ],
  speechToSpeech: [
    at('ws://127.0.0.1:8765/v1/realtime'),
    { name: 'speech-to-speech', model: 'default', transcription: null, serverTurns: true },
  ],
  local: [at('ws://127.0.0.1:8080/v1/realtime'), { transcription: null }],
  remote: [at('wss://example.com/v1/realtime', 'bearer'), {}],
};

/** A new profile after a template; its name is `name` where the template has none. */
export function fromTemplate(
  template: TemplateName,
  { id, name }: { id: string; name: string },
): Profile {
  const [server, rest] = templates[template];
  return ownProfile(id, server, { name, ...rest });
}

/** A copy that has no key yet, since a key belongs to one profile. */
export function duplicateOf(profile: Profile, { id, name }: { id: string; name: string }): Profile {
  return { ...profile, id, name: name.slice(0, 64) };
}

/** An id that no profile has; null when there is no room for another one. */
export function freeId(profiles: readonly Profile[]): string | null {
  if (profiles.length >= MAX_PROFILES) return null;
  const taken = new Set(profiles.map(({ id }) => id));
  for (let number = 1; ; number += 1) if (!taken.has(`server-${number}`)) return `server-${number}`;
}
