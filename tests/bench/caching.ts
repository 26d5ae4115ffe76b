import { parseArgs } from 'node:util';
import type { LessonFigures } from './caching/measure.ts';
import { type CachingRun, runCaching } from './caching/run-caching.ts';

const USAGE = 'npm run bench:caching -- [--turns 40] [--json]';
/** The share of its input that a lesson is to be served from the cache. */
const TARGET = 0.85;

function readOptions(args: readonly string[]): { turns: number; json: boolean } {
  const { values } = parseArgs({
    args: [...args],
    options: {
      turns: { type: 'string', default: '40' },
      json: { type: 'boolean', default: false },
    },
  });
  const turns = Number(values.turns);
  if (!Number.isInteger(turns) || turns < 1 || turns > 400) {
    throw new Error('--turns is a number from 1 to 400.');
  }
  return { turns, json: values.json };
}

function rowOf(figures: LessonFigures): string[] {
  const { client, responses, inputTokens, prefixTokens, cachedShare, firstCached, dollars } =
    figures;
  const money = Object.values(dollars).flatMap(({ paid, uncached }) => [paid, uncached]);
  return [
    client,
    ...[responses, prefixTokens, inputTokens].map(String),
    `${(cachedShare * 100).toFixed(1)} %`,
    firstCached === null ? 'never' : String(firstCached),
    ...money.map((amount) => `$${Number(amount).toFixed(4)}`),
  ];
}

function table({ app, naive, untended }: CachingRun): string {
  const models = Object.keys(app.dollars).flatMap((model) => [model, 'no cache']);
  const head = ['', 'responses', 'prefix', 'tokens in', 'cached', 'from response', ...models];
  const rows = [head, rowOf(app), rowOf(naive), ...(untended === null ? [] : [rowOf(untended)])];
  const widths = head.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const pad = (cell: string, at: number): string =>
    at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0);
  return rows.map((row) => row.map(pad).join('  ')).join('\n');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function words(run: CachingRun): string {
  const { app, naive, estimates } = run;
  const verdict = app.cachedShare >= TARGET ? 'kept' : 'missed';
  const money = Object.keys(app.dollars).map((model) => {
    const [ours, theirs] = [app, naive].map((each) => Number(each.dollars[model]?.paid ?? 0));
    return `${model}: $${((theirs ?? 0) - (ours ?? 0)).toFixed(4)} less, ${((theirs ?? 0) / (ours ?? 1)).toFixed(1)} times`;
  });
  const told = estimates.map(
    ({ model, turns, meanError, worstError, bias }) =>
      `next turn with ${model}: off by ${percent(meanError)} on average over ${turns} turns, ${percent(worstError)} at worst, ${percent(bias)} in all`,
  );
  const target = `cached share: ${percent(app.cachedShare)}, target ${percent(TARGET)}: ${verdict}`;
  return [table(run), '', target, ...money, ...told, ''].join('\n');
}

try {
  const { turns, json } = readOptions(process.argv.slice(2));
  const run = await runCaching(turns);
  process.stdout.write(json ? `${JSON.stringify({ kind: 'caching', ...run })}\n` : words(run));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
  process.exitCode = 1;
}
