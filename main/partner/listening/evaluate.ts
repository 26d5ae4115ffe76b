/**
 * Measures the recogniser on synthesisers other than its own: `node main/partner/listening/evaluate.ts`,
 * with `--json` for one JSON document. Speakers that the machine lacks are named and left out.
 */
import { loadSynthesizer } from '../speech/synthesizer.ts';
import { evaluationSets } from './evaluation-sets.ts';
import { allSpeakers, type Speaker } from './evaluation-speakers.ts';
import { createRecognizer, type Recognizer } from './recognizer.ts';
import { added, decibelsOf, padded, whiteNoise } from './seeded-noise.ts';

const conditions = ['clean', 'noise 10 dB', 'noise 5 dB, -20 dB gain'] as const;
type Condition = (typeof conditions)[number];

/** One decision: `own` is whether the utterance was among the choices, `right` whether it came out first. */
interface Trial {
  readonly own: boolean;
  readonly right: boolean;
  readonly heard: boolean;
  readonly margin: number;
  readonly milliseconds: number;
}

interface Figures {
  readonly trials: number;
  readonly topOnePercent: number;
  readonly ownRejectedPercent: number;
  readonly wronglyHeardPercent: number;
  readonly foreignRejectedPercent: number;
  readonly equalErrorPercent: number;
  readonly equalErrorMargin: number;
  readonly medianMilliseconds: number;
  readonly slowestMilliseconds: number;
}

const voices = { en: { name: 'en-us', rate: 160 }, es: { name: 'es', rate: 160 } };

function disturbed(samples: Int16Array, condition: Condition): Int16Array {
  const calm = padded(samples, 300);
  if (condition === 'clean') return calm;
  const ratio = condition === 'noise 10 dB' ? 10 : 5;
  const noisy = added(calm, whiteNoise(calm.length, decibelsOf(samples) - ratio));
  return condition === 'noise 10 dB' ? noisy : noisy.map((value) => value / 10);
}

class Evaluation {
  readonly #recognizer: Recognizer;

  constructor(recognizer: Recognizer) {
    this.#recognizer = recognizer;
  }

  /** Says each reply to its own set, and the first of each set to the next one. */
  async of(speaker: Speaker): Promise<Map<Condition, Trial[]>> {
    const sets = evaluationSets[speaker.language];
    const trials = new Map(conditions.map((condition) => [condition, [] as Trial[]]));
    for (const [index, set] of sets.entries()) {
      for (const said of set) {
        const samples = await speaker.say(said);
        const foreign = sets[(index + 1) % sets.length] ?? [];
        for (const condition of conditions) {
          const sound = disturbed(samples, condition);
          trials.get(condition)?.push(this.#try(sound, said, { speaker, set }));
          trials.get(condition)?.push(this.#try(sound, said, { speaker, set: foreign }));
        }
      }
    }
    return trials;
  }

  #try(
    sound: Int16Array,
    said: string,
    { speaker, set }: { speaker: Speaker; set: readonly string[] },
  ): Trial {
    const choices = set.map((text) => ({ id: text, text }));
    const voice = voices[speaker.language];
    for (const _ of this.#recognizer.prepare(choices, voice));
    const begin = performance.now();
    const result = this.#recognizer.recognize(sound, choices, voice);
    const milliseconds = performance.now() - begin;
    const own = set.includes(said);
    if (result.kind === 'silence')
      return { own, right: false, heard: false, margin: 0, milliseconds };
    const best = result.kind === 'heard' ? result.id : result.best;
    const heard = result.kind === 'heard';
    return { own, right: best === said, heard, margin: result.margin, milliseconds };
  }
}

function figuresOf(trials: readonly Trial[]): Figures {
  const own = trials.filter((trial) => trial.own);
  const foreign = trials.filter((trial) => !trial.own);
  const times = trials.map((trial) => trial.milliseconds).toSorted((a, b) => a - b);
  return {
    trials: own.length,
    topOnePercent: percent(own, (trial) => trial.right),
    ownRejectedPercent: percent(own, (trial) => !trial.heard),
    wronglyHeardPercent: percent(own, (trial) => trial.heard && !trial.right),
    foreignRejectedPercent: percent(foreign, (trial) => !trial.heard),
    ...equalError(own, foreign),
    medianMilliseconds: rounded(times[times.length >> 1] ?? 0),
    slowestMilliseconds: rounded(times.at(-1) ?? 0),
  };
}

/** The margin at which as many of one's own are rejected as foreign ones are heard. */
function equalError(
  own: readonly Trial[],
  foreign: readonly Trial[],
): Pick<Figures, 'equalErrorPercent' | 'equalErrorMargin'> {
  const at = (margin: number): [number, number] => [
    percent(own, (trial) => trial.margin < margin),
    percent(foreign, (trial) => trial.margin >= margin),
  ];
  const margins = Array.from({ length: 100 }, (_, i) => i / 200);
  const crossing = margins.find((margin) => at(margin)[0] >= at(margin)[1]) ?? 0;
  const [rejected, accepted] = at(crossing);
  return { equalErrorPercent: rounded((rejected + accepted) / 2), equalErrorMargin: crossing };
}

function percent(trials: readonly Trial[], test: (trial: Trial) => boolean): number {
  return rounded((100 * trials.filter(test).length) / (trials.length || 1));
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

interface Row extends Figures {
  readonly speaker: string;
  readonly condition: Condition;
}

async function evaluate(): Promise<{ rows: Row[]; missing: string[] }> {
  const synthesizer = await loadSynthesizer();
  const evaluation = new Evaluation(createRecognizer(synthesizer));
  const totals = new Map<string, Trial[]>();
  const rows: Row[] = [];
  const missing: string[] = [];
  for (const speaker of allSpeakers(synthesizer)) {
    const there = await speaker.say('Hello.').catch(() => null);
    if (there === null) {
      missing.push(speaker.name);
      continue;
    }
    for (const [condition, trials] of await evaluation.of(speaker)) {
      rows.push({ speaker: speaker.name, condition, ...figuresOf(trials) });
      const key = JSON.stringify([`all ${speaker.language}`, condition]);
      totals.set(key, [...(totals.get(key) ?? []), ...trials]);
    }
  }
  for (const [key, trials] of totals) {
    const [speaker, condition]: [string, Condition] = JSON.parse(key);
    rows.push({ speaker, condition, ...figuresOf(trials) });
  }
  return { rows, missing };
}

function asText({ rows, missing }: { rows: readonly Row[]; missing: readonly string[] }): string {
  const lines = rows.map(
    (row) =>
      `${row.speaker}, ${row.condition}: top-1 ${row.topOnePercent} % of ${row.trials}, ` +
      `own rejected ${row.ownRejectedPercent} %, wrongly heard ${row.wronglyHeardPercent} %, ` +
      `foreign rejected ${row.foreignRejectedPercent} %, equal error ${row.equalErrorPercent} % ` +
      `at ${row.equalErrorMargin}, ${row.medianMilliseconds} ms (slowest ${row.slowestMilliseconds})`,
  );
  const absent = missing.map((name) => `${name}: not on this machine, left out`);
  return [...lines, ...absent].join('\n');
}

const result = await evaluate();
const output = process.argv.includes('--json') ? JSON.stringify(result, null, 2) : asText(result);
process.stdout.write(`${output}\n`);
