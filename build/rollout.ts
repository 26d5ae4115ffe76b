import { readFileSync, writeFileSync } from 'node:fs';
import { messageOf } from './base/message-of.ts';
import { say } from './base/say.ts';
import { stageRollout } from './packaging/stage-rollout.ts';

const [percent = '', ...files] = process.argv.slice(2);

try {
  if (files.length === 0) throw new Error('npm run rollout -- PERCENT latest*.yml');
  for (const file of files) {
    writeFileSync(file, stageRollout(readFileSync(file, 'utf8'), Number(percent)));
    say(`${file}: offered to ${percent} % of the installed copies.`);
  }
} catch (error) {
  say(`The rollout was not set: ${messageOf(error)}`);
  process.exitCode = 1;
}
