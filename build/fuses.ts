import { messageOf } from './base/message-of.ts';
import { say } from './base/say.ts';
import { fuseNames, wrongFuses } from './packaging/fuses.ts';

const [program] = process.argv.slice(2);

async function read(path: string): Promise<void> {
  const wrong = await wrongFuses(path);
  for (const line of wrong) say(line);
  if (wrong.length > 0) process.exitCode = 1;
  else say(`All ${fuseNames.length} fuses of ${path} are as they should be.`);
}

if (program === undefined) {
  say('npm run fuses -- PROGRAM: reads the fuses of a packed app (on macOS, of Parley.app)');
  process.exitCode = 2;
} else {
  await read(program).catch((error: unknown) => {
    say(`The fuses cannot be read: ${messageOf(error)}`);
    process.exitCode = 1;
  });
}
