import { EndpointTrial } from './endpoint/endpoint-trial.tsx';
import { ProfileChoice } from './endpoint/profile-choice.tsx';
import { ProfileEditor } from './endpoint/profile-editor.tsx';
import { RefusedChanges, useProfile } from './endpoint/use-profile.tsx';
import { KeyField } from './key-field.tsx';

/** Who answers: the profile, what it consists of, its key, and whether it works. */
export function AnswerSettings() {
  const { id, server } = useProfile();
  const hasNoKey = 'auth' in server && server.auth === 'none';
  return (
    <>
      <ProfileChoice />
      <RefusedChanges key={`${id}-editor`}>
        <ProfileEditor />
      </RefusedChanges>
      {hasNoKey ? null : <KeyField key={id} />}
      <EndpointTrial key={`${id}-trial`} />
    </>
  );
}
