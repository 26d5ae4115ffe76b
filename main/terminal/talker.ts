import { readFileSync } from 'node:fs';
import { SAMPLE_RATE } from '../../contract/audio-frame.ts';
import { type Disposable, DisposableStore } from '../../contract/base/disposable.ts';
import { Failure, type FailureData } from '../../contract/failure.ts';
import type { SessionView, ToolItem } from '../../contract/session.ts';
import { floatToPcm16 } from '../audio/pcm16.ts';
import { resample } from '../audio/resample.ts';
import { readWav } from '../audio/wav.ts';
import type { CoreSurface } from '../core/host/core-surface.ts';
import type { TurnInput } from './arguments.ts';
import type { TalkOutput } from './talk-output.ts';
import { streamAudio } from './virtual-microphone.ts';
import { VirtualSpeaker } from './virtual-speaker.ts';

/** What a talker needs besides the core. */
export interface TalkerOptions {
  readonly output: TalkOutput;
  readonly pace: number;
  /** Whether a tool that asks may run. */
  readonly approve: (item: ToolItem) => Promise<boolean>;
}

/** The longest silence of a server that is waited for. */
const PATIENCE_MILLISECONDS = 60_000;

/** Leads a conversation through a core, one turn after the other, as a page would. */
export class Talker implements Disposable {
  readonly #core: CoreSurface;
  readonly #options: TalkerOptions;
  readonly #owned = new DisposableStore();
  readonly speaker: VirtualSpeaker;
  readonly #asked = new Set<string>();
  readonly #waiters = new Set<() => void>();
  #session: SessionView;
  #turns = 0;

  constructor(core: CoreSurface, options: TalkerOptions) {
    this.#core = core;
    this.#options = options;
    core.pageCame();
    this.#session = core.snapshot().session;
    this.speaker = this.#owned.add(new VirtualSpeaker(core));
    this.#owned.add(
      core.onEvent((event) => {
        options.output.event(event);
        if (event.name === 'session.changed') this.#session = event.payload;
        if (event.name === 'transcript.changed' && event.payload.item.kind === 'tool') {
          this.#decide(event.payload.item);
        }
        for (const wake of [...this.#waiters]) wake();
      }),
    );
  }

  get turns(): number {
    return this.#turns;
  }

  /** Opens the session and waits for what the partner says first, if anything. */
  async open(): Promise<void> {
    const start = performance.now();
    this.speaker.arm();
    await this.#core.handlers['session.start']({ keep: false });
    await this.#quiet();
    if (this.speaker.firstSampleAt !== null) this.#summarize('opening', start);
  }

  /** One whole turn: what the learner says, and the answer with its tool calls. */
  async turn(input: TurnInput): Promise<void> {
    this.speaker.arm();
    this.#turns += 1;
    if (input.kind === 'say') await this.#say(input.path);
    else await this.#core.handlers['turn.text']({ text: input.text });
    const start = performance.now();
    await this.#quiet();
    this.#summarize(input.kind, start);
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #say(path: string): Promise<void> {
    const wav = readWav(readAudio(path));
    const samples = resample(floatToPcm16(wav.samples), wav.sampleRate, SAMPLE_RATE);
    await this.#core.handlers['turn.begin']({});
    const { microphone: stream } = this.#core.snapshot();
    if (stream === null) throw new Failure('internal', 'The microphone did not open.');
    const end = await streamAudio(this.#core, { samples, stream, pace: this.#options.pace });
    await this.#core.handlers['turn.end']({});
    end.finish();
  }

  #summarize(input: 'say' | 'text' | 'opening', start: number): void {
    const first = this.speaker.firstSampleAt;
    this.#options.output.turn({
      turn: this.#turns,
      input,
      firstAudio: first === null ? null : Math.max(0, Math.round(first - start)),
      total: Math.round(performance.now() - start),
    });
  }

  /** Waits until the answer is complete. Throws the failure that ended the session instead. */
  async #quiet(): Promise<void> {
    const late = new Failure('timed_out', 'The server has not answered for a minute.');
    for (;;) {
      const failure = this.#broken();
      if (failure !== null) throw new Failure(failure.code, failure.text);
      if (this.#session.phase === 'idle' && !this.#busyTool()) return;
      await this.#next(this.#asking() ? null : late);
    }
  }

  #broken(): FailureData | null {
    if (this.#session.phase !== 'offline') return null;
    return this.#session.failure ?? { code: 'no_session', text: 'The session has ended.' };
  }

  /** A person is being asked, who may take their time. */
  #asking(): boolean {
    const { transcript } = this.#core.snapshot();
    return transcript.some((item) => item.kind === 'tool' && item.status === 'asking');
  }

  #busyTool(): boolean {
    const busy = (status: string): boolean => status === 'asking' || status === 'running';
    return this.#core
      .snapshot()
      .transcript.some((item) => item.kind === 'tool' && busy(item.status));
  }

  /** The next event. Rejects with `late`, where there is one, when none comes in time. */
  #next(late: Failure | null): Promise<void> {
    return new Promise((resolve, reject) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.#waiters.delete(wake);
        // Behind everything that the same server event still changes.
        setImmediate(resolve);
      };
      const expire = (): void => {
        this.#waiters.delete(wake);
        reject(late);
      };
      const timer = late === null ? undefined : setTimeout(expire, PATIENCE_MILLISECONDS);
      this.#waiters.add(wake);
    });
  }

  #decide(item: ToolItem): void {
    if (item.status !== 'asking' || this.#asked.has(item.id)) return;
    this.#asked.add(item.id);
    void this.#options
      .approve(item)
      .then((allow) => this.#core.handlers['tool.decide']({ item: item.id, allow }))
      .catch((error: unknown) => this.#options.output.failure(Failure.from(error).data));
  }
}

function readAudio(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Failure('not_found', `${path} cannot be read.`, { cause: error });
  }
}
