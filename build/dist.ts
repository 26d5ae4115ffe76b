import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf } from './base/message-of.ts';
import { root } from './base/root.ts';
import { say } from './base/say.ts';
import { buildStale } from './bundle/build-stale.ts';
import { explainFailure } from './packaging/explain-failure.ts';
import { wrongFuses } from './packaging/fuses.ts';
import { packageApp } from './packaging/package-app.ts';
import { packedPlace } from './packaging/packed-place.ts';
import { bytesIn, judgeSize, readBudget } from './packaging/packed-size.ts';
import { signingOf } from './packaging/signing.ts';
import { nameOf, type PackageTarget, targetOf } from './packaging/target.ts';

const HELP = `npm run dist -- [options]

  --dir                    stops at the folder that an installer would hold
  --electron-dist FOLDER   takes Electron from a folder instead of fetching it
  --arch x64|arm64         for another processor (on macOS the app is universal)
  --output FOLDER          where to; dist/packages/SYSTEM-PROCESSOR without it
`;

const { values } = parseArgs({
  options: {
    dir: { type: 'boolean', default: false },
    'electron-dist': { type: 'string' },
    arch: { type: 'string', default: process.arch },
    output: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const electronDist = values['electron-dist'] ?? process.env.PARLEY_ELECTRON_DIST;

/** Builds and packs for this machine's system, then looks at what came out. */
async function dist(): Promise<void> {
  const target = targetOf(process.platform, values.arch);
  const { notice } = signingOf(target.system, process.env);
  if (notice !== null) say(notice);
  await buildStale({ root, onStart: (part) => say(`Building ${part.name} …`) });
  const output = resolve(values.output ?? join(root, 'dist/packages', nameOf(target)));
  const made = await packageApp({
    root,
    target,
    folderOnly: values.dir,
    electronDist: electronDist === undefined ? null : resolve(electronDist),
    environment: process.env,
    output,
    stage: join(output, '.stage'),
  });
  await judge(output, target);
  say(`Packed ${nameOf(target)} into ${output}${made.map((path) => `\n  ${path}`).join('')}`);
}

/** Throws unless the packed app has its fuses set and about the size on record. */
async function judge(output: string, target: PackageTarget): Promise<void> {
  const { program, resources } = packedPlace(output, target);
  const bytes = bytesIn(resources);
  const size = judgeSize(bytes, readBudget(root)[nameOf(target)]);
  const wrong = [...(await wrongFuses(program)), ...(size === null ? [] : [size])];
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
  say(`All fuses are set; the app holds ${bytes} bytes beside Electron.`);
}

try {
  if (values.help) say(HELP);
  else await dist();
} catch (error) {
  const fetches = electronDist === undefined;
  say(`No good package: ${explainFailure(messageOf(error), { fetches })}`);
  process.exitCode = 1;
}
