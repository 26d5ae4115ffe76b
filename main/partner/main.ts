import process from 'node:process';
import { findScenario, scenarios } from '../scenarios/registry.ts';
import { readCommandLine, usage } from './command-line.ts';
import { startPartner } from './server.ts';

process.exitCode = await run(process.argv.slice(2));

async function run(args: readonly string[]): Promise<number> {
  try {
    const settings = readCommandLine(args);
    if (settings === null) return say(usage);
    const { defaultScenario } = settings;
    if (defaultScenario !== undefined && findScenario(defaultScenario) === undefined) {
      const known = scenarios.map(({ id }) => id).join(', ');
      throw new Error(`There is no scenario “${defaultScenario}”; there are ${known}.`);
    }
    const onFault = (error: unknown) => process.stderr.write(`${String(error)}\n`);
    const partner = await startPartner({ ...settings, scenarios, onFault });
    say(partner.url);
    await stopped();
    await partner.dispose();
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

function say(text: string): 0 {
  process.stdout.write(`${text}\n`);
  return 0;
}

function stopped(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
