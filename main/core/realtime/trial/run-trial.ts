import { isIP } from 'node:net';
import type { EndpointReport } from '../../../../contract/endpoint-report.ts';
import type { FailureData } from '../../../../contract/failure.ts';
import type { Profile } from '../../../../contract/profiles.ts';
import { encodePcm16 } from '../../../audio/pcm16.ts';
import type { Clock } from '../../base/clock.ts';
import type { ClientEvent } from '../client-event.ts';
import { toBeta } from '../dialects/beta.ts';
import { refusalOf } from '../dialects/refusals.ts';
import type { Target } from '../endpoint.ts';
import type { ServerEvent } from '../server-event.ts';
import type { Entry, Exchange, Question } from './exchange.ts';
import { judge } from './judge.ts';
import type { Happening, TrialLine } from './trial-line.ts';

/** What a trial reaches out with. */
export interface TrialEffects {
  readonly clock: Clock;
  open(target: Target, happened: (what: Happening) => void): TrialLine;
  /** Asks the REST side for its models. Null: it gave them. */
  models(signal: AbortSignal): Promise<FailureData | null>;
}

/** Milliseconds that each part may take; together they are the longest a trial lasts, 15 s. */
const PATIENCE = { open: 8000, greeting: 800, settings: 1200, turn: 1000, answer: 3500, rest: 500 };
const LONGEST_ANSWER_TOKENS = 64;
const SAMPLES_OF_TONE = 12_000;

/**
 * Connects to `target` and tries out what a lesson needs, one question after the other; silence is
 * an answer too. Never rejects: what goes wrong is in the report.
 */
export async function runTrial(
  profile: Profile,
  target: Target,
  effects: TrialEffects,
): Promise<EndpointReport> {
  const trial = new Trial(profile, target, effects);
  const { id } = profile;
  return judge(await trial.run(), { profile: id, host: target.host, model: target.model });
}

class Trial {
  readonly #profile: Profile;
  readonly #target: Target;
  readonly #effects: TrialEffects;
  readonly #start: number;
  readonly #entries: Entry[] = [];
  readonly #waiting = new Set<() => void>();
  readonly #line: TrialLine;
  #dialect: 'ga' | 'beta' | null = null;

  constructor(profile: Profile, target: Target, effects: TrialEffects) {
    this.#profile = profile;
    this.#target = target;
    this.#effects = effects;
    this.#start = effects.clock.now();
    this.#line = effects.open(target, (what) => this.#note(what));
  }

  async run(): Promise<Exchange> {
    const giveUp = new AbortController();
    const models = this.#effects.models(giveUp.signal).then(
      (failure) => this.#note({ kind: 'models', failure }),
      () => {},
    );
    await this.#until((entry) => isPassed(entry), PATIENCE.open);
    if (this.#entries.some(isPassed)) await this.#converse();
    await Promise.race([models, this.#pause(PATIENCE.rest)]);
    this.#line.dispose();
    giveUp.abort();
    return this.#exchange;
  }

  get #exchange(): Exchange {
    const { transcription } = this.#profile;
    const url = new URL(this.#target.url);
    const agent = this.#target.route?.agent;
    return {
      entries: this.#entries,
      hasName: isIP(url.hostname.replace(/^\[|\]$/g, '')) === 0,
      isSecure: url.protocol === 'wss:',
      proxy:
        agent !== undefined && 'proxy' in agent && agent.proxy instanceof URL
          ? agent.proxy.host
          : null,
      sendsKey: Object.keys(this.#target.headers).length > 0,
      wantsTranscription: transcription !== null,
      serverTurns: this.#profile.serverTurns,
      dialect: this.#dialect,
      milliseconds: Math.round(this.#now),
    };
  }

  get #now(): number {
    return this.#effects.clock.now() - this.#start;
  }

  async #converse(): Promise<void> {
    this.#line.ping();
    await this.#heard((event) => event.type === 'session.created', PATIENCE.greeting);
    await this.#settings();
    if (!this.#profile.serverTurns) await this.#turn();
    const item = await this.#answer();
    if (item !== null) await this.#truncate(item);
  }

  async #settings(): Promise<void> {
    const told = this.#events.find((event) => event.type === 'session.created');
    const shape = told?.type === 'session.created' ? told.session.shape : null;
    const { dialect } = this.#profile;
    this.#dialect = dialect === 'detect' ? shape : dialect;
    const outcome = await this.#configure();
    const isStrange = outcome?.type === 'error' && refusalOf(outcome.error)?.kind === 'shape';
    const isFlat = outcome?.type === 'session.updated' && outcome.session.shape === 'beta';
    if (this.#dialect !== 'beta' && dialect !== 'ga' && (isStrange || isFlat)) {
      this.#dialect = 'beta';
      await this.#configure();
    } else if (outcome?.type === 'session.updated') this.#dialect ??= 'ga';
  }

  #configure(): Promise<ServerEvent | null> {
    this.#ask('settings', { type: 'session.update', session: sessionOf(this.#profile) });
    return this.#heard(
      (event) => event.type === 'session.updated' || event.type === 'error',
      PATIENCE.settings,
    );
  }

  async #turn(): Promise<void> {
    const audio = encodePcm16(tone());
    this.#send({ type: 'input_audio_buffer.append', audio });
    this.#ask('turn', { type: 'input_audio_buffer.commit' });
    await this.#heard(
      (event) => event.type === 'input_audio_buffer.committed' || event.type === 'error',
      PATIENCE.turn,
    );
  }

  /** Returns the item that was answered with sound; null: there is none. */
  async #answer(): Promise<string | null> {
    const content = [{ type: 'input_text' as const, text: 'Say: hello.' }];
    this.#send({
      type: 'conversation.item.create',
      item: { type: 'message', role: 'user', content },
    });
    this.#ask('answer', {
      type: 'response.create',
      response: { max_output_tokens: LONGEST_ANSWER_TOKENS },
    });
    await this.#heard(
      (event) => event.type === 'response.done' || event.type === 'error',
      PATIENCE.answer,
    );
    const sound = this.#events.find((event) => event.type === 'response.output_audio.delta');
    return sound?.type === 'response.output_audio.delta' ? sound.item_id : null;
  }

  async #truncate(item_id: string): Promise<void> {
    const cut = { item_id, content_index: 0, audio_end_ms: 20 };
    this.#ask('truncate', { type: 'conversation.item.truncate', ...cut });
    await this.#until(
      (entry) =>
        entry.kind === 'heard' &&
        (entry.type === 'conversation.item.truncated' || entry.type === 'error'),
      PATIENCE.rest,
      this.#entries.length,
    );
  }

  get #events(): ServerEvent[] {
    return this.#entries.flatMap((entry) => (entry.kind === 'heard' ? (entry.event ?? []) : []));
  }

  #ask(question: Question, event: ClientEvent): void {
    this.#note({ kind: 'asked', question });
    this.#send(event);
  }

  #send(event: ClientEvent): void {
    const tellsFormat = !this.#events.some(
      (each) => each.type === 'session.created' && each.session.isPcm16,
    );
    this.#line.send(this.#dialect === 'beta' ? toBeta(event, tellsFormat) : event);
  }

  /** The first event from now on that fits; null: none came in time. Greetings may be there already. */
  async #heard(
    fits: (event: ServerEvent) => boolean,
    patience: number,
  ): Promise<ServerEvent | null> {
    const isGreeting = !this.#entries.some(({ kind }) => kind === 'asked');
    const entry = await this.#until(
      (each) => each.kind === 'heard' && each.event !== null && fits(each.event),
      patience,
      isGreeting ? 0 : this.#entries.length,
    );
    return entry?.kind === 'heard' ? entry.event : null;
  }

  /** The first entry from number `since` on that fits, or that ends the connection. */
  async #until(
    fits: (entry: Entry) => boolean,
    patience: number,
    since = 0,
  ): Promise<Entry | undefined> {
    const find = () =>
      this.#entries.find((entry, at) => at >= since && fits(entry)) ??
      this.#entries.find(({ kind }) => kind === 'ended');
    if (find() !== undefined) return find();
    const { promise, resolve } = Promise.withResolvers<void>();
    const look = (): void => {
      if (find() !== undefined) resolve();
    };
    this.#waiting.add(look);
    const alarm = this.#effects.clock.after(patience, resolve);
    await promise;
    alarm.dispose();
    this.#waiting.delete(look);
    return find();
  }

  #pause(milliseconds: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#effects.clock.after(milliseconds, resolve);
    return promise;
  }

  #note(what: Happening): void {
    this.#entries.push({ at: this.#now, ...what });
    for (const look of [...this.#waiting]) look();
  }
}

function isPassed(entry: Entry): boolean {
  return entry.kind === 'milestone' && entry.milestone === 'upgrade';
}

function sessionOf({
  transcription,
}: Profile): Extract<ClientEvent, { type: 'session.update' }>['session'] {
  return {
    type: 'realtime',
    instructions: 'Answer with the one word hello.',
    output_modalities: ['audio'],
    audio: {
      input: {
        format: { type: 'audio/pcm', rate: 24_000 },
        turn_detection: null,
        ...(transcription === null ? {} : { transcription: { model: transcription } }),
      },
      output: { format: { type: 'audio/pcm', rate: 24_000 } },
    },
  };
}

/** Half a second at 220 Hz, softly: enough to be committed, and nothing to be understood. */
function tone(): Int16Array {
  return Int16Array.from({ length: SAMPLES_OF_TONE }, (_, at) =>
    Math.round(2000 * Math.sin((2 * Math.PI * 220 * at) / 24_000)),
  );
}
