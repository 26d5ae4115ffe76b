import { keyringReplySchema, keyringRequestSchema } from './keyring-message.ts';
import { doKeyringWork, type OpenEntry } from './keyring-work.ts';

// A process for one piece of work, because a keyring that waits for its dialog blocks a thread that
// nothing but the end of the process can free. The key comes over the channel: arguments and the
// environment of a process can be read by others.

/** Entries of every user of this machine's keyring are told apart by this. */
const SERVICE = 'Parley';

async function open(): Promise<OpenEntry> {
  const { AsyncEntry } = await import('@napi-rs/keyring');
  // Without this, Linux would fall back to the kernel's keyring, which is empty after a restart.
  return (name) => new AsyncEntry(SERVICE, name, { linux: { store: 'secret-service' } });
}

// Not `exit`, which would wait for the blocked thread.
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.once('message', (message: unknown) => {
  const request = keyringRequestSchema.parse(message);
  void doKeyringWork(request, open).then((reply) => {
    process.send?.(keyringReplySchema.parse(reply), () => process.disconnect());
  });
});
