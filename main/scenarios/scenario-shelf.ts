import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../contract/failure.ts';
import { type Scenario, type ScenarioSummary, scenarioSchema } from '../../contract/scenario.ts';
import { looseEnds } from './loose-ends.ts';
import { findScenario, scenarios, summaryOf } from './registry.ts';

/** Bytes of the longest scenario file: sixty times those that ship with the app. */
export const MAX_SCENARIO_BYTES = 1024 * 1024;

/** Where opened scenarios are kept, in an app's data directory. */
export function scenarioDirectory(dataDirectory: string): string {
  return join(dataDirectory, 'scenarios');
}

/** Scenarios that were opened and are kept; one more is refused. */
const MAX_OPENED = 200;

/**
 * The role-plays that there are: those of the app, and those that were opened from files and are
 * kept in `directory`, one file each. Every process with the same directory sees the same ones.
 */
export class ScenarioShelf {
  readonly #directory: string;
  readonly #read = new Map<string, Scenario>();

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Those of the app first, then the opened ones by their ids. What cannot be read is left out. */
  get summaries(): readonly ScenarioSummary[] {
    const opened = this.#names().flatMap((id) => this.find(id) ?? []);
    return [...scenarios, ...opened].map(summaryOf);
  }

  find(id: string): Scenario | undefined {
    return findScenario(id) ?? this.#read.get(id) ?? this.#load(id);
  }

  /**
   * Keeps the scenario in `text` and returns it; one that was opened before under its id is
   * replaced. Throws a `Failure` that says what is wrong with the file.
   */
  open(text: string): Scenario {
    const scenario = parseScenario(text);
    if (findScenario(scenario.id) !== undefined) {
      throw Failure.invalidInput(`"${scenario.id}" is a scenario of the app.`);
    }
    const names = this.#names();
    if (!names.includes(scenario.id) && names.length >= MAX_OPENED) {
      throw new Failure('overflow', `${MAX_OPENED} scenarios are open already.`);
    }
    mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
    const next = join(this.#directory, `${scenario.id}.new`);
    writeFileSync(next, `${JSON.stringify(scenario, null, 2)}\n`, { mode: 0o600 });
    renameSync(next, this.#path(scenario.id));
    this.#read.set(scenario.id, scenario);
    return scenario;
  }

  #names(): string[] {
    try {
      const files = readdirSync(this.#directory).filter((name) => name.endsWith('.json'));
      return files.map((name) => name.slice(0, -'.json'.length)).sort();
    } catch {
      return [];
    }
  }

  #load(id: string): Scenario | undefined {
    // An id is a part of a path here, and comes from settings or from a client's address.
    if (!scenarioSchema.shape.id.safeParse(id).success) return undefined;
    try {
      const scenario = parseScenario(readFileSync(this.#path(id), 'utf8'));
      if (scenario.id !== id) return undefined;
      this.#read.set(id, scenario);
      return scenario;
    } catch {
      return undefined;
    }
  }

  #path(id: string): string {
    return join(this.#directory, `${id}.json`);
  }
}

/** The text of a file that somebody wants opened, whoever wrote it. Throws a `Failure`. */
export function readScenarioFile(path: string): string {
  let file: number | null = null;
  try {
    file = openSync(path, 'r');
    const bytes = readFileSync(file);
    if (bytes.length > MAX_SCENARIO_BYTES) throw tooLarge();
    return bytes.toString('utf8');
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure('not_found', 'The scenario file cannot be read.', { cause: error });
  } finally {
    if (file !== null) closeSync(file);
  }
}

function tooLarge(): Failure {
  return Failure.invalidInput('The file is too large to be a scenario.');
}

function parseScenario(text: string): Scenario {
  if (text.length > MAX_SCENARIO_BYTES) throw tooLarge();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw Failure.invalidInput('The file is no scenario: it is not JSON.', error);
  }
  const parsed = scenarioSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const place = issue?.path.join('.') ?? '';
    throw Failure.invalidInput(`The file is no scenario: ${place} ${issue?.message ?? ''}`.trim());
  }
  const [end] = looseEnds(parsed.data);
  if (end !== undefined) {
    throw Failure.invalidInput(`The scenario leads to a step that is not there: ${end}.`);
  }
  return parsed.data;
}
