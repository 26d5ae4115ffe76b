import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { SAMPLE_RATE } from '../../contract/audio-frame.ts';
import { Failure } from '../../contract/failure.ts';
import { builtInProfiles, type Profile } from '../../contract/profiles.ts';
import type { ToolItem } from '../../contract/session.ts';
import { writeWav } from '../audio/wav.ts';
import { createLog } from '../core/base/log.ts';
import { createCore } from '../core/create-core.ts';
import { dataDirectory } from '../core/settings/data-directory.ts';
import { readOnlyVault } from '../core/settings/key-vault.ts';
import { readStoredSettings } from '../core/settings/settings-store.ts';
import { systemKeyring } from '../keyring/system-keyring.ts';
import { startPartnerWorker } from '../partner/start-worker.ts';
import { HELP, parseTalkArguments, type TalkArguments } from './arguments.ts';
import { jsonOutput, plainOutput, type TalkOutput } from './talk-output.ts';
import { COMMAND_LINE, talkSettings } from './talk-settings.ts';
import { Talker } from './talker.ts';

const { stdin, stdout, stderr, argv, env, platform } = process;
const say = (text: string): void => void stdout.write(text);

try {
  const given = parseTalkArguments(argv.slice(2));
  if (given.help) say(HELP);
  else await talk(given, given.json ? jsonOutput(say) : plainOutput(say));
} catch (error) {
  stderr.write(`${Failure.from(error).message}\n${HELP}`);
  process.exitCode = 2;
}

/** The app's profiles where one of them is asked for, else those that are always there. */
function profilesFor({ profile }: TalkArguments): readonly Profile[] {
  if (profile === null) return builtInProfiles;
  const directory = dataDirectory({ platform, home: homedir(), environment: env });
  return readStoredSettings(directory).profiles;
}

/** One conversation from its opening to its last turn. */
async function talk(given: TalkArguments, output: TalkOutput): Promise<void> {
  // Settings of its own, so that a run neither depends on the app's nor changes them.
  const dataDirectory = mkdtempSync(join(tmpdir(), 'parley-talk-'));
  const core = await createCore({
    dataDirectory,
    partner: () => startPartnerWorker(),
    environmentKey: env.OPENAI_API_KEY,
    environmentProfile: COMMAND_LINE,
    // The key that the app keeps is used here, and never changed.
    vault: readOnlyVault(systemKeyring({ platform, environment: env })),
    log: createLog('error'),
  });
  const lines = stdin.isTTY || given.turns.length === 0 ? createInterface({ input: stdin }) : null;
  // Taken now: lines that come while the session opens would be lost to a later reader.
  const typed = given.turns.length === 0 ? lines?.[Symbol.asyncIterator]() : undefined;
  const approve = async (item: ToolItem): Promise<boolean> => {
    if (given.yes || !stdin.isTTY || lines === null) return given.yes;
    return /^y/i.test(await lines.question(`Let ${item.name} run with these arguments? (y/n) `));
  };
  const talker = new Talker(core, { output, pace: given.pace, approve });
  try {
    await core.handlers['settings.change'](
      talkSettings(given, { profiles: profilesFor(given), key: env.OPENAI_API_KEY }),
    );
    await talker.open();
    for (const turn of given.turns) await talker.turn(turn);
    for await (const line of typed ?? []) {
      if (line.trim() !== '') await talker.turn({ kind: 'text', text: line.trim() });
    }
  } catch (error) {
    fail(error);
  } finally {
    lines?.close();
    talker.dispose();
    const { usage } = core.snapshot();
    await core.dispose();
    rmSync(dataDirectory, { recursive: true, force: true });
    const { recording } = talker.speaker;
    if (given.out !== null) write(given.out, recording);
    const answerMilliseconds = Math.round((recording.length * 1000) / SAMPLE_RATE);
    output.done({ turns: talker.turns, usage, answerMilliseconds });
  }

  function write(path: string, recording: Int16Array): void {
    try {
      writeFileSync(path, writeWav(recording, SAMPLE_RATE));
    } catch (error) {
      fail(
        new Failure('invalid_input', `The answer cannot be written to ${path}.`, { cause: error }),
      );
    }
  }

  function fail(error: unknown): void {
    output.failure(Failure.from(error).data);
    process.exitCode = 1;
  }
}
