import { loadavg } from 'node:os';
import { root } from '../../build/base/root.ts';
import { buildStale } from '../../build/bundle/build-stale.ts';
import { parts } from '../../build/bundle/parts.ts';
import { type BenchApp, startBenchApp } from './bench-app.ts';
import { type Figure, figureOf, type Measured } from './measure/figures.ts';
import { seeded } from './measure/random.ts';
import { type BenchOptions, readOptions, type Topic, USAGE } from './options.ts';
import { type Machine, machineNow, table } from './report.ts';
import { handsFree, jittered, overlap } from './scenes/interruptions.ts';
import { jitter } from './scenes/jitter.ts';
import type { Scene, Stage } from './scenes/scene.ts';
import { turns } from './scenes/turns.ts';
import { OPENINGS, uplink } from './scenes/uplink.ts';

/** What each scene measures. Jittered connections come last: the player learns from them. */
const scenes: readonly { readonly play: Scene; readonly topics: readonly Topic[] }[] = [
  { play: uplink, topics: ['uplink'] },
  { play: turns, topics: ['downlink', 'barge-in', 'audio-end'] },
  { play: handsFree, topics: ['downlink', 'barge-in', 'audio-end'] },
  { play: overlap, topics: ['audio-end'] },
  { play: jitter, topics: ['jitter'] },
  { play: jittered, topics: ['audio-end'] },
];

/** Seconds that a run may take: what 30 trials need, several times over. */
const DEADLINE_SECONDS = 60;
const DEADLINE_SECONDS_A_TRIAL = 25;
/** Some markers are heard before the key is down, or are lost at the edges. */
const SPARE_MARKERS = 2;

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  // A page older than the core would be refused by its contract, or measured in its place.
  await buildStale({ root, parts: parts.filter(({ name }) => name === 'renderer') });
  const machine = machineNow();
  const app = await startBenchApp(Math.ceil(options.trials / OPENINGS) + SPARE_MARKERS);
  const deadline = endAtDeadline(app, options);
  try {
    const figures = await measure(app, options);
    report({ figures, options, machine: { ...machine, chromium: app.chromium } });
    if (figures.some(({ verdict }) => verdict === 'unknown')) process.exitCode = 1;
  } finally {
    clearTimeout(deadline);
    await app.dispose();
  }
}

async function measure(app: BenchApp, options: BenchOptions): Promise<Figure[]> {
  // The first press begins the session, and lets the page make sound.
  await app.page.keyboard.press('Space');
  await app.phaseIs('idle');
  const { trials, longJitter, only, json } = options;
  const random = seeded(20);
  const step = (text: string): void => {
    if (process.stderr.isTTY && !json) process.stderr.write(`\r${text.padEnd(40)}`);
  };
  const stage: Stage = { app, trials, longJitter, random, step };
  const figures: Figure[] = [];
  for (const { play, topics } of scenes) {
    if (!topics.some((topic) => only.has(topic))) continue;
    const wanted = (await play(stage)).filter(({ topic }: Measured) => only.has(topic));
    for (const measured of wanted) {
      const figure = figureOf(measured);
      figures.push(figure);
      if (json) print({ kind: 'figure', ...figure });
    }
  }
  step('');
  return figures;
}

interface Run {
  readonly figures: readonly Figure[];
  readonly options: BenchOptions;
  readonly machine: Machine;
}

function report({ figures, options, machine }: Run): void {
  const { json, trials, longJitter } = options;
  const loadAfter = loadavg()[0] ?? 0;
  if (json) {
    print({ kind: 'bench', machine: { ...machine, loadAfter }, trials, longJitter, figures });
    return;
  }
  const { cpu, cores, chromium, node, loadBefore } = machine;
  const load = `load ${loadBefore.toFixed(1)} before, ${loadAfter.toFixed(1)} after`;
  const where = `${cores} × ${cpu}; Chromium ${chromium}, Node ${node}; ${load}`;
  process.stdout.write(`\n${where}\nmilliseconds, unless a count\n\n${table(figures)}\n`);
}

function print(value: object): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** A run that hangs ends, and takes its browser with it. */
function endAtDeadline(app: BenchApp, { trials, longJitter }: BenchOptions): NodeJS.Timeout {
  const seconds = DEADLINE_SECONDS + trials * DEADLINE_SECONDS_A_TRIAL + (longJitter ? 300 : 0);
  return setTimeout(() => {
    process.stderr.write(`Nothing came of it in ${seconds} s.\n`);
    void app.dispose().finally(() => process.exit(1));
    setTimeout(() => process.exit(1), 5000);
  }, seconds * 1000);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
  process.exitCode = 1;
}
