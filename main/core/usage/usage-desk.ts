import { type Disposable, disposable } from '../../../contract/base/disposable.ts';
import type { BudgetChoice } from '../../../contract/budget.ts';
import type { AnyEvent } from '../../../contract/events/events.ts';
import type { Meter } from '../../../contract/meter.ts';
import type { SessionView, TranscriptionUsage, Usage } from '../../../contract/session.ts';
import type { Settings } from '../../../contract/settings.ts';
import type { Clock } from '../base/clock.ts';
import { goOn, type Limits, limitsOf, untilNextMark } from './budget.ts';
import { CACHE_IDLE_MILLISECONDS } from './cache-rule.ts';
import { compactionWith } from './compaction.ts';
import { assumedRates, type LessonRates, lessonCost } from './lesson-rates.ts';
import { readMeter, usedOf } from './meter.ts';
import { dollarsText, type Money, microDollars } from './money.ts';
import type { PriceShelf } from './price-shelf.ts';
import {
  emptyTally,
  responseCost,
  type Tally,
  withResponse,
  withTranscription,
  wordsCost,
} from './tally.ts';
import { isNothing } from './usage.ts';
import type { UsageBook } from './usage-book.ts';
import type { UsageRow } from './usage-row.ts';

/** What the desk is built from. */
export interface UsageDeskOptions {
  readonly clock: Clock;
  /** Milliseconds since the epoch, for the book. */
  readonly wallClock: () => number;
  readonly settings: () => Settings;
  /** Who answers, or would answer. */
  readonly session: () => SessionView;
  /** Who writes the learner's speech down, by the name under which it is billed. */
  readonly transcriber: () => string;
  readonly prices: PriceShelf;
  readonly book: Pick<UsageBook, 'append'>;
  readonly newId: () => string;
  readonly emit: (event: AnyEvent) => void;
  /** How this learner's lessons go, as far as that is known. Never rejects. */
  readonly learn: () => Promise<LessonRates | null>;
  /** Ends the session: only ever because the learner said so. */
  readonly stop: () => void;
  /** True while nothing waits that an ending would lose, such as a tool that asks. */
  readonly isSettled: () => boolean;
}

/** A lesson that nobody has set a length for is forecast at this one. */
const USUAL_MINUTES = 15;

/**
 * Follows what a conversation uses: keeps its sums, writes them into the book, and holds them
 * against the budget. It hears the core's own events and announces `meter.changed`.
 */
export class UsageDesk implements Disposable {
  readonly #options: UsageDeskOptions;
  #tally: Tally = emptyTally;
  #lesson: string;
  #limits: Limits;
  /** The setting that the limits come from. */
  #budgetSet: string;
  #ending = false;
  #rates: LessonRates | null = null;
  /** Milliseconds of sessions that have ended, and when the open one began. */
  #before = 0;
  #since: number | null = null;
  #lastResponse = 0;
  #alarm: Disposable = disposable(() => {});
  #shown = '';

  constructor(options: UsageDeskOptions) {
    this.#options = options;
    this.#lesson = options.newId();
    this.#limits = limitsOf(options.settings().budget);
    this.#budgetSet = JSON.stringify(options.settings().budget);
    this.#learn();
  }

  /** What is shown now. */
  get view(): Meter {
    const { prices, session } = this.#options;
    const { endpoint } = session();
    return readMeter({
      model: endpoint.model,
      quote: prices.model(endpoint),
      tally: this.#tally,
      compaction: compactionWith(endpoint),
      isWarm: this.#coolsIn > 0,
      seconds: this.#seconds,
      limits: this.#limits,
      ending: this.#ending,
      forecast: this.#forecast(),
      prices: { asOf: prices.asOf, problem: prices.problem },
    });
  }

  hear(event: AnyEvent): void {
    switch (event.name) {
      case 'usage.added':
        if (isNothing(event.payload.total)) this.#begin();
        else this.#responded(event.payload.response);
        break;
      case 'usage.transcribed':
        this.#transcribed(event.payload.usage);
        break;
      case 'session.changed':
        this.#sessionChanged(event.payload);
        break;
      case 'settings.changed':
        this.#limits = this.#limitsAfter(event.payload);
        break;
      default:
        return;
    }
    this.#tell();
  }

  decide(choice: BudgetChoice): void {
    const { isSettled, session, settings, stop } = this.#options;
    if (choice === 'go_on') {
      this.#limits = goOn(this.#limits, usedOf(this.#tally, this.#seconds), settings().budget);
      this.#ending = false;
    } else if (choice === 'after_answer' && (isBusy(session()) || !isSettled())) {
      this.#ending = true;
    } else stop();
    this.#tell();
  }

  dispose(): void {
    this.#since = null;
    this.#alarm.dispose();
  }

  get #seconds(): number {
    const open = this.#since === null ? 0 : this.#options.clock.now() - this.#since;
    return (this.#before + open) / 1000;
  }

  /** Milliseconds until the cache forgets what the last response was asked with. */
  get #coolsIn(): number {
    return this.#lastResponse + CACHE_IDLE_MILLISECONDS - this.#options.clock.now();
  }

  #learn(): void {
    void this.#options.learn().then((rates) => {
      if (rates === null) return;
      this.#rates = rates;
      this.#tell();
    });
  }

  /** Another conversation: another lesson. */
  #begin(): void {
    this.#tally = emptyTally;
    this.#lesson = this.#options.newId();
    this.#before = 0;
    if (this.#since !== null) this.#since = this.#options.clock.now();
    this.#limits = limitsOf(this.#options.settings().budget);
    this.#budgetSet = JSON.stringify(this.#options.settings().budget);
    this.#ending = false;
  }

  /** A budget that was changed holds from now on; other settings leave what was added to it. */
  #limitsAfter({ budget }: Settings): Limits {
    const set = JSON.stringify(budget);
    if (set === this.#budgetSet) return this.#limits;
    this.#budgetSet = set;
    return limitsOf(budget);
  }

  #responded(usage: Usage): void {
    this.#lastResponse = this.#options.clock.now();
    const { prices, session } = this.#options;
    const { endpoint } = session();
    const quote = prices.model(endpoint);
    this.#tally = withResponse(this.#tally, usage, quote);
    const row = this.#row(endpoint.model, responseCost(usage, quote));
    this.#options.book.append({ kind: 'response', ...row, usage });
  }

  #transcribed(usage: TranscriptionUsage): void {
    const { prices, session, transcriber } = this.#options;
    const { kind } = session().endpoint;
    const model = kind === 'partner' ? session().endpoint.model : transcriber();
    const quote = prices.transcription({ kind, model });
    this.#tally = withTranscription(this.#tally, usage, quote);
    const row = this.#row(model, wordsCost(usage, quote));
    this.#options.book.append({ kind: 'transcription', ...row, usage });
  }

  #row(model: string, cost: Money | null): Omit<UsageRow, 'kind' | 'usage'> {
    const { session, wallClock } = this.#options;
    const { endpoint, scenario } = session();
    return {
      at: new Date(wallClock()).toISOString(),
      session: this.#lesson,
      endpoint: endpoint.kind,
      model: model.slice(0, 128),
      scenario,
      cost: cost === null ? null : dollarsText(cost),
    };
  }

  #sessionChanged(session: SessionView): void {
    const isOpen = session.phase !== 'offline' && session.phase !== 'connecting';
    const { clock, prices } = this.#options;
    if (isOpen && this.#since === null) this.#since = clock.now();
    if (!isOpen && this.#since !== null) {
      this.#before += clock.now() - this.#since;
      this.#since = null;
      this.#learn();
    }
    if (session.phase === 'connecting') prices.refresh();
    if (session.phase === 'offline') this.#ending = false;
    if (this.#ending) this.#endWhenAnswered(session);
  }

  #endWhenAnswered(session: SessionView): void {
    if (isBusy(session) || !this.#options.isSettled()) return;
    this.#ending = false;
    // Behind the event that is being told: the end of a session is an event of its own.
    queueMicrotask(() => this.#options.stop());
  }

  #forecast(): Meter['forecast'] {
    const { prices, session, settings } = this.#options;
    const minutes = settings().budget.minutes ?? USUAL_MINUTES;
    const { endpoint } = session();
    const quote = prices.model(endpoint);
    const basis = this.#rates === null ? 'assumptions' : 'lessons';
    if (quote.kind !== 'known') return { minutes, cost: quote.kind === 'free' ? 0 : null, basis };
    const { price } = quote;
    const rates = this.#rates ?? assumedRates;
    const compaction = compactionWith(endpoint);
    const cost = lessonCost({ minutes, rates, price, compaction });
    return { minutes, cost: cost === null ? null : microDollars(cost), basis };
  }

  /** Tells the page what it shows, when that has changed, and again when time alone changes it. */
  #tell(): void {
    const { view } = this;
    const { seconds, ...rest } = view;
    const shown = JSON.stringify(rest);
    this.#setAlarm(seconds);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#options.emit({ name: 'meter.changed', payload: view });
  }

  #setAlarm(seconds: number): void {
    this.#alarm.dispose();
    if (this.#since === null) return;
    const mark = untilNextMark(this.#limits, seconds);
    const waits = mark === null ? [] : [Math.ceil(mark * 1000)];
    if (this.#tally.recent.length > 0 && this.#coolsIn > 0) waits.push(this.#coolsIn);
    if (waits.length === 0) return;
    this.#alarm = this.#options.clock.after(Math.min(...waits), () => this.#tell());
  }
}

function isBusy({ phase }: SessionView): boolean {
  return phase === 'listening' || phase === 'thinking' || phase === 'speaking';
}
