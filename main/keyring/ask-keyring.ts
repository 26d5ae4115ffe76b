import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type KeyringReply, type KeyringRequest, keyringReplySchema } from './keyring-message.ts';

/** Has one piece of work done by the keyring. Never rejects. */
export type AskKeyring = (request: KeyringRequest) => Promise<KeyringReply>;

/** How the process is started. `milliseconds` is the longest that one may take. */
export interface AskOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly milliseconds?: number;
  /** The child's script; the one beside this file unless said otherwise. */
  readonly entry?: URL;
}

/** Long enough to type a password into the dialog that a locked keyring puts up. */
const LONGEST_MILLISECONDS = 60_000;

/**
 * Asks in a process of its own, so that neither a keyring that hangs nor one that crashes is felt.
 * What takes too long is killed and counts as locked. The process does not keep its host alive.
 */
export function askKeyringProcess(options: AskOptions): AskKeyring {
  return (request) =>
    new Promise((resolve) => {
      const child = start(options);
      const end = (reply: KeyringReply): void => {
        clearTimeout(limit);
        child.kill('SIGKILL');
        resolve(reply);
      };
      const limit = setTimeout(
        () => end(failed('locked', 'The keyring did not answer.')),
        options.milliseconds ?? LONGEST_MILLISECONDS,
      );
      limit.unref();
      child.once('error', ({ message }) => end(failed('absent', message)));
      child.once('exit', (code, signal) =>
        end(failed('absent', `The keyring's process ended with ${signal ?? code}.`)),
      );
      child.once('message', (message) => {
        const reply = keyringReplySchema.safeParse(message);
        end(reply.success ? reply.data : failed('refused', 'The reply was malformed.'));
      });
      // An error is heard above; without a callback it would be thrown.
      child.send(request, () => {});
    });
}

function start({ environment, entry }: AskOptions): ChildProcess {
  const script = fileURLToPath(entry ?? new URL('./child.ts', import.meta.url));
  const child = fork(script, [], {
    env: { ...environment, OPENAI_API_KEY: undefined, NODE_OPTIONS: undefined },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.unref();
  child.channel?.unref();
  return child;
}

function failed(reason: 'absent' | 'locked' | 'refused', text: string): KeyringReply {
  return { kind: 'failed', reason, text: text.slice(0, 2000) };
}
