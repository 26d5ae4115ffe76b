import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FailureData } from '../../contract/failure.ts';
import { choiceOf, type Profile } from '../../contract/profiles.ts';
import type { Phase, TranscriptItem } from '../../contract/session.ts';
import { type Clock, systemClock } from '../../main/core/base/clock.ts';
import { MemoryLog } from '../../main/core/base/log.ts';
import { type Core, createCore } from '../../main/core/create-core.ts';
import type { Environment } from '../../main/core/realtime/route/choose-proxy.ts';
import { VirtualSpeaker } from '../../main/terminal/virtual-speaker.ts';

/** The system's time, and what was skipped: a turn counts by its time as well as by its sound. */
class SkippingClock implements Clock {
  skipped = 0;
  readonly after = systemClock.after;

  now(): number {
    return systemClock.now() + this.skipped;
  }
}

/** What the process around the core has. */
interface Given {
  readonly key?: string;
  readonly environment?: Environment;
}

interface Parts {
  readonly log: MemoryLog;
  readonly clock: SkippingClock;
  readonly directory: string;
}

/** A whole core at an endpoint, and a page that is led by hand. */
export class Lesson {
  readonly core: Core;
  readonly log: MemoryLog;
  readonly notices: FailureData[] = [];
  readonly speaker: VirtualSpeaker;
  readonly #directory: string;
  readonly #clock: SkippingClock;
  readonly #waiting = new Set<() => void>();

  private constructor(core: Core, parts: Parts) {
    this.core = core;
    this.log = parts.log;
    this.#clock = parts.clock;
    this.#directory = parts.directory;
    core.pageCame();
    core.onEvent((event) => {
      if (event.name === 'notice') this.notices.push(event.payload.failure);
      for (const wake of [...this.#waiting]) wake();
    });
    this.speaker = new VirtualSpeaker(core);
  }

  /** A core whose profile in force is `profile`. */
  static async at(profile: Profile, given: Given = {}): Promise<Lesson> {
    const directory = mkdtempSync(join(tmpdir(), 'parley-dialect-'));
    const log = new MemoryLog();
    const clock = new SkippingClock();
    const core = await createCore({
      dataDirectory: directory,
      partner: () => Promise.reject(new Error('There is no partner here.')),
      environmentKey: given.key,
      environmentProfile: profile.id,
      environment: given.environment ?? {},
      log,
      clock,
    });
    const scenario = 'strawberries.en';
    await core.handlers['settings.change']({ ...choiceOf(profile), scenario });
    return new Lesson(core, { log, clock, directory });
  }

  get phase(): Phase {
    return this.core.snapshot().session.phase;
  }

  get transcript(): readonly TranscriptItem[] {
    return this.core.snapshot().transcript;
  }

  /** What either side said, in order, as `speaker: text`, and calls as `tool: status`. */
  get said(): readonly string[] {
    return this.transcript.map((item) => {
      if (item.kind === 'tool') return `tool: ${item.status}`;
      if (item.kind === 'aside') return 'aside';
      const { speaker, text, status } = item;
      return `${speaker}: ${text}${status === 'final' ? '' : ` (${status})`}`;
    });
  }

  /** Waits until what the core says makes `is` true. */
  async until(is: () => boolean): Promise<void> {
    while (!is()) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      // Only a hang is to hit this; it then says where the lesson stands.
      const hang = setTimeout(() => reject(new Error(this.#standing)), 10_000);
      this.#waiting.add(resolve);
      await promise;
      clearTimeout(hang);
      this.#waiting.delete(resolve);
      // Behind everything that the same server event still changes.
      await new Promise((done) => setImmediate(done));
    }
  }

  get #standing(): string {
    const { notices, said, phase } = this;
    return `The lesson stands still: ${JSON.stringify({ phase, said, notices, log: this.log.lines })}`;
  }

  /** The last thing that was said, or is being said, is this. */
  ends(text: string): Promise<void> {
    return this.until(() => this.phase === 'idle' && this.said.at(-1) === text);
  }

  async start(): Promise<void> {
    await this.core.handlers['session.start']({ keep: false });
  }

  /** The key goes down. */
  async press(): Promise<void> {
    await this.core.handlers['turn.begin']({});
  }

  /** Half a second of speech, and the key goes up. */
  async speakAndRelease(): Promise<void> {
    const stream = this.core.snapshot().microphone;
    if (stream === null) throw new Error('The microphone is closed.');
    const frame = (sequence: number, samples: Int16Array, last: boolean): void =>
      this.core.microphoneFrame({ kind: 'microphone', stream, sequence, last, samples });
    for (let sequence = 0; sequence < 50; sequence += 1) {
      frame(sequence, new Int16Array(240).fill(1000), false);
      this.#clock.skipped += 10;
    }
    await this.core.handlers['turn.end']({});
    frame(50, new Int16Array(), true);
  }

  async speak(): Promise<void> {
    await this.press();
    await this.speakAndRelease();
  }

  async dispose(): Promise<void> {
    this.speaker.dispose();
    await this.core.dispose();
    rmSync(this.#directory, { recursive: true });
  }
}
