import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../base/log.ts';
import shipped from './prices.json' with { type: 'json' };
import {
  type ModelPrice,
  noPrices,
  type PriceList,
  readPrices,
  type TranscriptionPrice,
} from './prices.ts';

/** Who was paid, for which model. */
export interface Payee {
  readonly kind: 'partner' | 'openai' | 'custom';
  readonly model: string;
}

/** What a model costs there: nothing, a known price, or one that nobody has told us. */
export type Quote<T> =
  | { readonly kind: 'free' }
  | { readonly kind: 'known'; readonly price: T }
  | { readonly kind: 'unknown' };

/** More than any price file has: a larger one is not read. */
const MOST_BYTES = 1024 * 1024;
const FILE = 'prices.json';

/**
 * The prices that ship with the app, and those of the learner's own `prices.json` in the data
 * directory, which go before them by exact model id. The learner's file is read again when it has
 * changed. The shipped prices are OpenAI's, so a server elsewhere has only the learner's.
 */
export class PriceShelf {
  readonly #published: PriceList;
  readonly #path: string;
  readonly #log: Log;
  #own: PriceList = noPrices;
  #stamp = '';

  constructor(directory: string, log: Log) {
    this.#published = readPrices(JSON.stringify(shipped));
    this.#path = join(directory, FILE);
    this.#log = log;
    this.refresh();
  }

  /** The newest date of what is on the shelf. */
  get asOf(): string {
    return this.#own.asOf ?? this.#published.asOf ?? '';
  }

  /** What is wrong with the learner's file; null: nothing. */
  get problem(): string | null {
    return this.#own.problem;
  }

  model({ kind, model }: Payee): Quote<ModelPrice> {
    return this.#quote(kind, (list) => list.models.get(model));
  }

  transcription({ kind, model }: Payee): Quote<TranscriptionPrice> {
    return this.#quote(kind, (list) => list.transcription.get(model));
  }

  /** Reads the learner's file where it has changed. Never throws. */
  refresh(): void {
    const stamp = this.#stampNow();
    if (stamp === this.#stamp) return;
    this.#stamp = stamp;
    this.#own = stamp === '' ? noPrices : this.#read();
    if (this.#own.problem === null) return;
    this.#log.warn('The price file has faults', { path: this.#path, problem: this.#own.problem });
  }

  #quote<T>(kind: Payee['kind'], find: (list: PriceList) => T | undefined): Quote<T> {
    if (kind === 'partner') return { kind: 'free' };
    const price = find(this.#own) ?? (kind === 'openai' ? find(this.#published) : undefined);
    return price === undefined ? { kind: 'unknown' } : { kind: 'known', price };
  }

  #stampNow(): string {
    try {
      const { mtimeMs, size } = statSync(this.#path);
      return `${mtimeMs} ${size}`;
    } catch {
      return '';
    }
  }

  #read(): PriceList {
    try {
      if (statSync(this.#path).size > MOST_BYTES) {
        return { ...noPrices, problem: 'It is larger than a price file can be.' };
      }
      return readPrices(readFileSync(this.#path, 'utf8'));
    } catch (error) {
      return { ...noPrices, problem: `It cannot be read: ${String(error).slice(0, 200)}` };
    }
  }
}
