import { parseArgs } from 'node:util';

/** What can be asked for with `--only`. */
export const topics = ['uplink', 'downlink', 'barge-in', 'audio-end', 'jitter'] as const;
export type Topic = (typeof topics)[number];

/** What the command line asks for. */
export interface BenchOptions {
  readonly json: boolean;
  /** Trials behind each figure. */
  readonly trials: number;
  /** 150 s of jittered answers in the place of 20 s. */
  readonly longJitter: boolean;
  readonly only: ReadonlySet<Topic>;
}

/** How the command is used, for a wrong one. */
export const USAGE = `npm run bench:voice -- [--json] [--trials 30] [--jitter] [--only ${topics.join(',')}]`;

/** Reads the arguments. Throws an error that says what is wrong with them. */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean', default: false },
      trials: { type: 'string', default: '30' },
      jitter: { type: 'boolean', default: false },
      only: { type: 'string' },
    },
  });
  const trials = Number(values.trials);
  if (!Number.isInteger(trials) || trials < 1 || trials > 200) {
    throw new Error('--trials is a number from 1 to 200.');
  }
  const { json, jitter: longJitter } = values;
  return { json, trials, longJitter, only: readTopics(values.only) };
}

function readTopics(list: string | undefined): ReadonlySet<Topic> {
  if (list === undefined) return new Set(topics);
  return new Set(list.split(',').map((name) => readTopic(name.trim())));
}

function readTopic(name: string): Topic {
  const topic = topics.find((candidate) => candidate === name);
  if (topic === undefined) throw new Error(`--only knows ${topics.join(', ')}, not "${name}".`);
  return topic;
}
