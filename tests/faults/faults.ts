import { parseArgs } from 'node:util';
import { type Amounts, type SceneName, scenes } from './all-scenes.ts';
import { type Figure, table } from './figures.ts';

const usage = `Usage: npm run faults -- [options]

  --only NAMES   scenes, such as disconnects,frames (${Object.keys(scenes).join(', ')})
  --seed NUMBER  which random moments (1)
  --json         one object a figure, and the whole run in the last line
  --help         print this`;

/** Everything, as it is meant to be run: about ten minutes. */
const full: Amounts = {
  disconnects: 1000,
  lanes: 8,
  outagesPerLane: 5,
  fuzzed: 100_000,
  guidedLessons: 10,
  slowTurns: 4,
  rollovers: 24,
  seed: 1,
};

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    seed: { type: 'string' },
    json: { type: 'boolean' },
    help: { type: 'boolean' },
  },
});

async function main(): Promise<boolean> {
  const uncaught: string[] = [];
  process.on('uncaughtException', (error) => uncaught.push(String(error.stack)));
  process.on('unhandledRejection', (error) => uncaught.push(String(error)));
  const names = chosen(values.only);
  const amounts = { ...full, seed: Number(values.seed ?? full.seed) };
  const figures: Figure[] = [];
  const faults: string[] = [];
  for (const name of names) {
    const began = performance.now();
    const result = await scenes[name](amounts);
    figures.push(...result.figures);
    faults.push(...result.faults);
    const seconds = Math.round((performance.now() - began) / 1000);
    if (values.json === true) for (const figure of result.figures) print(JSON.stringify(figure));
    else print(`${name}: ${seconds} s`);
  }
  figures.push(uncaughtFigure(names.length, uncaught.length));
  faults.push(...uncaught);
  print(values.json === true ? JSON.stringify({ figures, faults }) : `\n${table(figures)}`);
  if (values.json !== true && faults.length > 0) print(`\n${faults.slice(0, 50).join('\n')}`);
  return faults.length === 0;
}

function uncaughtFigure(count: number, found: number): Figure {
  const name = 'uncaught errors';
  return { name, count, p50: null, p95: null, worst: found, target: '0', kept: found === 0 };
}

function chosen(only: string | undefined): readonly SceneName[] {
  const all = Object.keys(scenes).filter(isScene);
  if (only === undefined) return all;
  const names = only.split(',');
  const unknown = names.find((name) => !isScene(name));
  if (unknown !== undefined) throw new Error(`There is no scene “${unknown}”.\n${usage}`);
  return all.filter((name) => names.includes(name));
}

function isScene(name: string): name is SceneName {
  return Object.hasOwn(scenes, name);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

if (values.help === true) print(usage);
else process.exitCode = (await main()) ? 0 : 1;
