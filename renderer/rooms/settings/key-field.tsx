import { type RefObject, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyCheck, KeyStatus } from '../../../contract/calls/settings-calls.ts';
import { Failure, type FailureData } from '../../../contract/failure.ts';
import type { Server } from '../../../contract/profiles.ts';
import { useApp, useAppState } from '../../stores/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { CheckField, Field } from '../../ui/field.tsx';
import { useProfile } from './endpoint/use-profile.tsx';
import styles from './settings.module.css';

/** The shortest that may be a key. */
const SHORTEST = 8;

/**
 * The API key: it goes in and never comes out. While it is typed it is in the input alone, and in
 * no state, because what React has once rendered stays in memory for longer than it is shown.
 */
export function KeyField() {
  const { t } = useTranslation();
  const { send } = useApp();
  const status = useAppState((state) => state.key);
  const input = useRef<HTMLInputElement>(null);
  const [hasDraft, setHasDraft] = useState(false);
  const [weak, setWeak] = useState(false);
  const isFixed = status.place === 'environment';
  const save = async (): Promise<void> => {
    const key = draftOf(input);
    if (key.length < SHORTEST || !(await send('key.set', { key, weak }))) return;
    if (input.current !== null) input.current.value = '';
    setHasDraft(false);
  };
  return (
    <>
      <Field label={useKeyLabel()} hint={usePlace(status)}>
        {(ids) => (
          <form
            className={styles.key}
            onSubmit={(event) => {
              // An action of React's would empty the field even when the key was refused.
              event.preventDefault();
              void save();
            }}
          >
            <input
              {...ids}
              ref={input}
              type="password"
              autoComplete="off"
              spellCheck={false}
              maxLength={512}
              placeholder={t('settings.keyPlaceholder')}
              disabled={isFixed}
              onInput={() => setHasDraft(draftOf(input).length >= SHORTEST)}
            />
            <Button type="submit" disabled={isFixed || !hasDraft}>
              {t('settings.keySave')}
            </Button>
          </form>
        )}
      </Field>
      {status.vault.strength === 'weak' && !isFixed ? (
        <CheckField
          label={t('settings.keyWeak', { name: status.vault.name })}
          value={weak}
          onChange={setWeak}
        />
      ) : null}
      <KeyActions status={status} input={input} hasDraft={hasDraft} />
    </>
  );
}

function draftOf(input: RefObject<HTMLInputElement | null>): string {
  return input.current?.value.trim() ?? '';
}

/** Where the key is, and what may be wrong with the place. */
function usePlace({ place, vault, trouble }: KeyStatus): string {
  const { t } = useTranslation();
  const name = vault.name || t('settings.keyVault');
  const isForgotten = place === 'memory' && vault.strength === 'none' && trouble === null;
  return [
    t(`settings.keyPlaces.${place}`, { name }),
    isForgotten ? t('settings.keyNoVault') : '',
    trouble === null ? '' : t(`settings.keyTroubles.${trouble}`, { name }),
  ]
    .filter((text) => text !== '')
    .join(' ');
}

interface ActionsProps {
  status: KeyStatus;
  input: RefObject<HTMLInputElement | null>;
  hasDraft: boolean;
}

/** What can be done with the key that is typed, or else with the one that is there. */
function KeyActions({ status, input, hasDraft }: ActionsProps) {
  const { t } = useTranslation();
  const { send, call } = useApp();
  const { server } = useProfile();
  const [answer, setAnswer] = useState<KeyCheck | FailureData | 'asked' | null>(null);
  const { place, trouble } = status;
  const isOurs = place === 'memory' || place === 'vault' || trouble !== null;
  const isThere = hasDraft || place !== 'none' || trouble !== null;
  const check = async (): Promise<void> => {
    if (answer === 'asked') return;
    setAnswer('asked');
    const key = hasDraft ? draftOf(input) : null;
    setAnswer(await call('key.check', { key }).catch((error) => Failure.from(error).data));
  };
  if (!isThere) return null;
  return (
    <div className={styles.keyActions}>
      {isSent(server) ? (
        // Not `disabled`: the focus would be lost, and Escape with it.
        <Button aria-disabled={answer === 'asked'} onClick={() => void check()}>
          {t('settings.keyCheck')}
        </Button>
      ) : null}
      {isOurs ? (
        <Button onClick={() => void send('key.clear', {})}>{t('settings.keyClear')}</Button>
      ) : null}
      <p role="status">{isSent(server) ? <Answer answer={answer} /> : t('settings.keyNotSent')}</p>
    </div>
  );
}

function isSent(server: Server): boolean {
  return 'auth' in server ? server.auth !== 'none' : server.kind !== 'partner';
}

/** OpenAI's, or that of the profile in force, which goes to no other host than its own. */
function useKeyLabel(): string {
  const { t } = useTranslation();
  const { server } = useProfile();
  return t('auth' in server ? 'settings.keyOwn' : 'settings.key');
}

function Answer({ answer }: { answer: KeyCheck | FailureData | 'asked' | null }) {
  const { t } = useTranslation();
  if (answer === null) return null;
  if (answer === 'asked') return t('settings.keyChecking');
  if (!('host' in answer)) return t(`failure.${answer.code}.what`);
  const { host, failure } = answer;
  if (failure === null) return t('settings.keyGood', { host });
  return t('settings.keyBad', { host, what: t(`failure.${failure.code}.what`) });
}
