import { parseArgs } from 'node:util';
import { soakRun } from './soak-run.ts';

const usage = `Usage: npm run soak -- [options]

  --hours NUMBER  simulated hours of alternating speech (8)
  --json          the figures as one object
  --help          print this`;

const { values } = parseArgs({
  options: { hours: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean' } },
});

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main(): Promise<boolean> {
  const collect = globalThis.gc;
  if (collect === undefined) throw new Error('Start it with --expose-gc, as npm run soak does.');
  const hours = Number(values.hours ?? 8);
  const run = await soakRun({
    hours,
    hour: 3_600_000,
    seed: 1,
    collect,
    told: (line) => values.json !== true && print(line),
  });
  if (values.json === true) print(JSON.stringify(run));
  else {
    print(
      `\n${run.hours} h, ${run.turns} turns, ${run.rollovers} rollovers, ${run.lost} lost connections`,
    );
    print(`heap: ${run.heapPerHour.toFixed(2)} MB per simulated hour after the first (≤ 1)`);
    print(`file descriptors: ${run.descriptors.join(' ')}`);
    print(`listeners and timers: ${run.handles.join(' ')}`);
  }
  return run.faults.length === 0 && run.heapPerHour <= 1 && run.flat;
}

if (values.help === true) print(usage);
else process.exitCode = (await main()) ? 0 : 1;
