import { assertNever } from '../../../../contract/base/assert-never.ts';
import {
  type EndpointReport,
  type EndpointStep,
  endpointSteps,
  type StepResult,
} from '../../../../contract/endpoint-report.ts';
import type { FailureData } from '../../../../contract/failure.ts';
import type { ErrorBody, ServerEvent, ServerEventType } from '../server-event.ts';
import {
  type Entry,
  type Exchange,
  type Milestone,
  milestones,
  type Question,
} from './exchange.ts';

type Verdict = Pick<StepResult, 'outcome' | 'milliseconds' | 'failure'>;

const KEY_ERROR = /api_key|unauthori[sz]ed|authenticat/i;

/** What a recorded trial says of the endpoint, step by step. Pure. */
export function judge(
  exchange: Exchange,
  about: Pick<EndpointReport, 'profile' | 'host' | 'model'>,
): EndpointReport {
  const bench = new Bench(exchange);
  const steps = endpointSteps.map((step) => ({ step, ...bench.verdict(step) }));
  return {
    ...about,
    usable: steps.every(({ outcome }) => outcome !== 'failed'),
    steps,
    dialect: exchange.dialect,
    proxy: exchange.proxy,
    roundTrip: bench.roundTrip,
    milliseconds: exchange.milliseconds,
  };
}

class Bench {
  readonly #exchange: Exchange;
  readonly #entries: readonly Entry[];
  readonly #ended: (Entry & { kind: 'ended' }) | undefined;
  readonly #isOpen: boolean;

  constructor(exchange: Exchange) {
    this.#exchange = exchange;
    this.#entries = exchange.entries;
    this.#ended = exchange.entries.find((entry) => entry.kind === 'ended');
    this.#isOpen = this.#passed('upgrade') !== undefined;
  }

  get roundTrip(): EndpointReport['roundTrip'] {
    const ping = this.#entries.find(({ kind }) => kind === 'pinged');
    const pong = this.#entries.find(({ kind }) => kind === 'ponged');
    const asked = this.#asked('settings');
    const updated = this.#heard('session.updated', asked?.at);
    return { ping: between(ping, pong), event: between(asked, updated) };
  }

  verdict(step: EndpointStep): Verdict {
    switch (step) {
      case 'resolve':
      case 'reach':
      case 'secure':
      case 'upgrade':
        return this.#milestone(step);
      case 'key':
        return this.#key();
      case 'models':
        return this.#models();
      default:
        return this.#isOpen ? this.#protocol(step) : untried;
    }
  }

  #milestone(milestone: Milestone): Verdict {
    const { hasName, isSecure, proxy } = this.#exchange;
    // A proxy looks the name up by itself.
    if (milestone === 'resolve' && (!hasName || proxy !== null)) return untried;
    if (milestone === 'secure' && !isSecure) return untried;
    const passed = this.#passed(milestone);
    if (passed !== undefined) return good(between(this.#before(passed), passed));
    if (this.#ended === undefined) return untried;
    const isHere = this.#culprit === milestone;
    return isHere ? failed(this.#ended.failure) : untried;
  }

  /** Where the way ended: at the key, or at the first milestone that was not passed. */
  get #culprit(): Milestone | 'key' {
    const code = this.#ended?.failure.code;
    if (code === 'unauthorized' || code === 'forbidden' || code === 'quota') return 'key';
    const { hasName, isSecure, proxy } = this.#exchange;
    const open = milestones.find((each) => {
      if (each === 'resolve' && (!hasName || proxy !== null)) return false;
      return (each !== 'secure' || isSecure) && this.#passed(each) === undefined;
    });
    return open ?? 'upgrade';
  }

  #key(): Verdict {
    if (this.#ended !== undefined && !this.#isOpen) {
      return this.#culprit === 'key' ? failed(this.#ended.failure) : untried;
    }
    const error = this.#errors().find(({ code, type }) => KEY_ERROR.test(`${code} ${type}`));
    if (error !== undefined) return failed({ code: 'unauthorized', text: textOf(error) });
    return this.#isOpen && this.#exchange.sendsKey ? good(null) : untried;
  }

  #models(): Verdict {
    const asked = this.#entries.find((entry) => entry.kind === 'models');
    if (asked === undefined) return untried;
    return asked.failure === null ? good(null) : missing(asked.failure);
  }

  #protocol(step: Exclude<EndpointStep, Milestone | 'key' | 'models'>): Verdict {
    switch (step) {
      case 'greeting': {
        const greeting = this.#heard('session.created');
        const open = this.#passed('upgrade');
        return greeting === undefined ? missing(null) : good(between(open, greeting));
      }
      case 'settings':
        return this.#answered('settings', ['session.updated']);
      case 'turn':
        if (this.#exchange.serverTurns) return untried;
        return this.#answered('turn', ['input_audio_buffer.committed', 'conversation.item.added']);
      case 'transcription':
        return this.#transcription();
      case 'answer':
        return this.#answer();
      case 'sound':
        return this.#sound();
      case 'truncate':
        return this.#answered('truncate', ['conversation.item.truncated']);
      default:
        return assertNever(step);
    }
  }

  /** A question that one of these types answers; what answers it not at all may be left out. */
  #answered(question: Question, types: readonly string[]): Verdict {
    const asked = this.#asked(question);
    if (asked === undefined) return untried;
    const answers = types.flatMap((type) => this.#heard(type, asked.at) ?? []);
    const first = answers.toSorted((one, other) => one.at - other.at)[0];
    if (first !== undefined) return good(between(asked, first));
    const [error] = this.#errors(asked.at, this.#next(asked)?.at);
    return missing(error === undefined ? null : { code: 'endpoint_error', text: textOf(error) });
  }

  #transcription(): Verdict {
    const asked = this.#asked('turn');
    if (asked === undefined || !this.#exchange.wantsTranscription) return untried;
    const name = 'conversation.item.input_audio_transcription';
    // One that fails was tried: there was nothing to be understood.
    const heard = ['delta', 'completed', 'failed'].flatMap(
      (end) => this.#heard(`${name}.${end}`, asked.at) ?? [],
    );
    return heard[0] === undefined ? missing(null) : good(between(asked, heard[0]));
  }

  #answer(): Verdict {
    const asked = this.#asked('answer');
    if (asked === undefined) return this.#brokenOff();
    const begun = this.#first(isAnswer, asked.at);
    if (begun !== undefined) return good(between(asked, begun));
    const done = this.#first((event) => event.type === 'response.done', asked.at)?.event;
    const own = done?.type === 'response.done' ? done.response.status_details?.error : null;
    const error = own ?? this.#errors(asked.at)[0];
    if (error !== undefined && error !== null) {
      const code = error.code === 'insufficient_quota' ? 'quota' : 'endpoint_error';
      return failed({ code, text: textOf(error) });
    }
    return this.#brokenOff();
  }

  #sound(): Verdict {
    const asked = this.#asked('answer');
    if (asked === undefined || this.#first(isAnswer, asked.at) === undefined) return untried;
    const sound = this.#heard('response.output_audio.delta', asked.at);
    if (sound !== undefined) return good(between(asked, sound));
    return failed({ code: 'endpoint_error', text: 'The answer came in words only.' });
  }

  #brokenOff(): Verdict {
    return failed(this.#ended?.failure ?? { code: 'timed_out', text: 'No answer came in time.' });
  }

  #passed(milestone: Milestone): Entry | undefined {
    return this.#entries.find(
      (entry) => entry.kind === 'milestone' && entry.milestone === milestone,
    );
  }

  #before(entry: Entry): Entry | { at: number } {
    const passed = this.#entries.filter(({ kind }) => kind === 'milestone');
    return passed[passed.indexOf(entry) - 1] ?? { at: 0 };
  }

  #asked(question: Question): Entry | undefined {
    return this.#entries.findLast((entry) => entry.kind === 'asked' && entry.question === question);
  }

  #next(asked: Entry): Entry | undefined {
    return this.#entries.find((entry) => entry.kind === 'asked' && entry.at > asked.at);
  }

  #heard(type: ServerEventType | (string & {}), since = 0): Entry | undefined {
    return this.#entries.find(
      (entry) => entry.kind === 'heard' && entry.at >= since && entry.type === type,
    );
  }

  #first(fits: (event: ServerEvent) => boolean, since: number) {
    return this.#entries.find(
      (entry) =>
        entry.kind === 'heard' && entry.at >= since && entry.event !== null && fits(entry.event),
    ) as (Entry & { kind: 'heard' }) | undefined;
  }

  #errors(since = 0, until = Number.POSITIVE_INFINITY): ErrorBody[] {
    return this.#entries.flatMap((entry) => {
      const isMeant = entry.kind === 'heard' && entry.at >= since && entry.at <= until;
      return isMeant && entry.event?.type === 'error' ? [entry.event.error] : [];
    });
  }
}

/** Words or sound of an answer, or the end of one that was not refused. */
function isAnswer(event: ServerEvent): boolean {
  switch (event.type) {
    case 'response.output_audio.delta':
    case 'response.output_audio_transcript.delta':
    case 'response.output_audio_transcript.done':
    case 'response.output_text.delta':
    case 'response.output_text.done':
      return true;
    default:
      return false;
  }
}

const untried: Verdict = { outcome: 'untried', milliseconds: null, failure: null };

function good(milliseconds: number | null): Verdict {
  return { outcome: 'good', milliseconds, failure: null };
}

function missing(failure: FailureData | null): Verdict {
  return { outcome: 'missing', milliseconds: null, failure };
}

function failed(failure: FailureData): Verdict {
  return { outcome: 'failed', milliseconds: null, failure };
}

function between(
  one: { at: number } | undefined,
  other: { at: number } | undefined,
): number | null {
  return one === undefined || other === undefined
    ? null
    : Math.max(0, Math.round(other.at - one.at));
}

function textOf({ message, code }: ErrorBody): string {
  return (code === null ? message : `${message} (${code})`).slice(0, 500);
}
