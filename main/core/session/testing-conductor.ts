import type { AudioFrame } from '../../../contract/audio-frame.ts';
import type { AnyEvent, EventName, EventPayload } from '../../../contract/events/events.ts';
import type { Scenario } from '../../../contract/scenario.ts';
import { defaultSettings, type Settings } from '../../../contract/settings.ts';
import { ManualClock } from '../base/clock.ts';
import { MemoryLog } from '../base/log.ts';
import { type ScriptedConnection, scriptedConnect } from '../realtime/scripted-connection.ts';
import { Broker } from '../tools/broker.ts';
import { allTools } from '../tools/registry.ts';
import { Conductor } from './conductor.ts';
import { hourLimits } from './switch-moment.ts';

/** A role-play with a tool that asks. */
export const shop: Scenario = {
  id: 'shop.en',
  language: 'en',
  level: 'A2',
  title: { en: 'Shop', 'zh-Hant': '商店' },
  summary: { en: 'A shop', 'zh-Hant': '商店' },
  roles: { learner: { en: 'a', 'zh-Hant': 'a' }, partner: { en: 'b', 'zh-Hant': 'b' } },
  voice: { name: 'en-us', rate: 150 },
  instructions: 'Sell.',
  tools: ['place_order'],
};

/** Settings under which `model` writes down what the learner says; null: nobody does. */
export function transcribedBy(model: string | null): Pick<Settings, 'profiles'> {
  const profiles = defaultSettings.profiles.map((profile) => ({
    ...profile,
    transcription: model,
  }));
  return { profiles };
}

/** Lets what is already resolved run its course. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

/** A conductor over scripted connections, with everything that it said. For tests. */
export class TestStage {
  readonly clock = new ManualClock();
  readonly log = new MemoryLog();
  readonly connect = scriptedConnect();
  readonly events: AnyEvent[] = [];
  readonly frames: AudioFrame[] = [];
  settings: Settings = { ...defaultSettings, scenario: null };
  scenario: Scenario | null = null;
  /** Fails the next start when set. */
  refuse: Error | null = null;
  /** Tells the last watch that the network is back. */
  networkBack: () => void = () => {};
  readonly conductor: Conductor;
  #ids = 0;

  constructor() {
    this.conductor = new Conductor({
      connect: this.connect,
      target: async () => {
        if (this.refuse !== null) throw this.refuse;
        return { kind: 'partner', url: 'ws://127.0.0.1:1/', headers: {}, host: 'h', model: 'm' };
      },
      preview: () => ({ kind: 'partner', host: '', model: 'm' }),
      settings: () => this.settings,
      scenario: (id) => (this.scenario?.id === id ? this.scenario : null),
      broker: new Broker(allTools(), this.clock),
      clock: this.clock,
      wall: () => this.clock.now(),
      random: () => 1,
      watchReturn: (_target, back) => {
        this.networkBack = back;
        return { dispose() {} };
      },
      limits: () => hourLimits,
      log: this.log,
      newId: () => `local_${++this.#ids}`,
      nativeLanguage: () => 'zh-Hant',
      emit: (event) => this.events.push(event),
      speaker: (frame) => this.frames.push(frame),
    });
  }

  /** The newest connection. */
  get line(): ScriptedConnection {
    const line = this.connect.made.at(-1);
    if (line === undefined) throw new Error('No session was started.');
    return line;
  }

  get phase(): string {
    return this.conductor.view.phase;
  }

  /** Opens a session and lets the server accept it. */
  async live(): Promise<ScriptedConnection> {
    await this.conductor.start(false);
    this.line.open();
    this.line.say({ type: 'session.created', session: {} });
    return this.line;
  }

  /** Payloads of all events of one name. */
  payloads<N extends EventName>(name: N): readonly EventPayload<N>[] {
    return this.events.filter((event) => event.name === name).map((event) => payload(event));
    function payload(event: AnyEvent): EventPayload<N> {
      return event.payload as EventPayload<N>;
    }
  }

  /** Speaks `milliseconds` of audio into the open microphone, in frames of 10 ms: silence unless given. */
  speak(milliseconds: number, sound?: Int16Array): void {
    const stream = this.conductor.stream;
    if (stream === null) throw new Error('The microphone is closed.');
    for (let sequence = 0; sequence < milliseconds / 10; sequence += 1) {
      this.clock.advance(10);
      const samples = sound?.slice(sequence * 240, (sequence + 1) * 240) ?? new Int16Array(240);
      this.conductor.microphoneFrame({
        kind: 'microphone',
        stream,
        sequence,
        last: false,
        samples,
      });
    }
  }

  /** Key up, and the page's last frame behind it. */
  release(): void {
    const stream = this.conductor.stream ?? 0;
    this.conductor.endTurn(false);
    this.#lastFrame(stream);
  }

  /** Asks for help for so long. */
  ask(milliseconds: number): void {
    this.conductor.beginHelp();
    this.speak(milliseconds);
    this.letGoOfHelp();
  }

  /** The help key goes up, and the page's last frame comes behind it. */
  letGoOfHelp(cancelled = false): void {
    const stream = this.conductor.stream ?? 0;
    this.conductor.endHelp(cancelled);
    this.#lastFrame(stream);
  }

  #lastFrame(stream: number): void {
    const samples = new Int16Array();
    this.conductor.microphoneFrame({
      kind: 'microphone',
      stream,
      sequence: 1_000_000,
      last: true,
      samples,
    });
  }

  /** The server answers with an item of `milliseconds` of audio and ends the response. */
  answer(id: string, milliseconds: number, text = 'Good morning, how can I help you?'): void {
    this.answering(id, milliseconds, text);
    this.line.say({ type: 'response.output_audio.done', response_id: `r_${id}`, item_id: id });
    this.line.say({ type: 'response.done', response: { id: `r_${id}`, status: 'completed' } });
  }

  /** The same, still under way. */
  answering(id: string, milliseconds: number, text = 'Good morning, how can I help you?'): void {
    const response_id = `r_${id}`;
    const item = { id, type: 'message', role: 'assistant', content: [] };
    this.line.say({ type: 'response.created', response: { id: response_id } });
    this.line.say({ type: 'response.output_item.added', response_id, item });
    const words = { response_id, item_id: id, content_index: 0 };
    this.line.say({ type: 'response.output_audio_transcript.delta', ...words, delta: text });
    const delta = Buffer.alloc(milliseconds * 48).toString('base64');
    this.line.say({ type: 'response.output_audio.delta', ...words, delta });
  }

  /** The loudspeaker has played `milliseconds` of a stream. */
  played(stream: number, milliseconds: number, flush: number | null = null): void {
    const samples = milliseconds * 24;
    this.conductor.speakerReport({ flush, played: [{ stream, samples }], pending: 0 });
  }
}
