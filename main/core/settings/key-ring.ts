import type { KeyStatus } from '../../../contract/calls/settings-calls.ts';
import { Failure } from '../../../contract/failure.ts';

/** Holds the API key. Only `status` ever crosses the bridge. */
export interface KeyRing {
  readonly status: KeyStatus;
  /** The key itself, for the socket's headers and nothing else. */
  reveal(): string | null;
  /** `weak`: the learner agrees that a weak vault keeps it. */
  set(key: string, weak: boolean): Promise<void>;
  clear(): Promise<void>;
}

/** A key from the environment, or one that is typed in and forgotten when the app quits. */
export function memoryKeyRing(environmentKey: string | undefined): KeyRing {
  const fixed = environmentKey?.trim() || null;
  let typed: string | null = null;
  return {
    get status(): KeyStatus {
      const place = typed !== null ? 'memory' : fixed !== null ? 'environment' : 'none';
      const vault = { strength: 'none', name: '' } as const;
      return { configured: place !== 'none', place, vault, trouble: null };
    },
    reveal: () => typed ?? fixed,
    async set(key) {
      // A header cannot carry anything else, and the error of the socket would quote the key.
      if (!/^[\x21-\x7e]+$/.test(key)) {
        throw Failure.invalidInput('A key has letters, digits and signs only, without spaces.');
      }
      typed = key;
    },
    async clear() {
      typed = null;
    },
  };
}
