import { scenarios } from '../../scenarios/registry.ts';
import type { PartnerOptions } from '../house.ts';
import { type Partner, startPartner } from '../server.ts';
import { ManualClock } from './manual-clock.ts';
import { ScriptedDetector, scriptedRecognizer, scriptedSynthesizer } from './scripted-voice.ts';
import { TestClient } from './test-client.ts';

type Connect = { query?: string; headers?: Record<string, string>; protocols?: string[] };

/** A partner with scripted voice and ear, and its clients; both go when it is disposed. */
export class TestPartner {
  readonly partner: Partner;
  readonly clock: ManualClock;
  readonly faults: unknown[];
  readonly #clients: TestClient[] = [];

  private constructor(parts: { partner: Partner; clock: ManualClock; faults: unknown[] }) {
    this.partner = parts.partner;
    this.clock = parts.clock;
    this.faults = parts.faults;
  }

  static async start(options: Partial<PartnerOptions> = {}): Promise<TestPartner> {
    const clock = new ManualClock();
    const faults: unknown[] = [];
    const partner = await startPartner({
      port: 0,
      scenarios,
      synthesizer: scriptedSynthesizer,
      recognizer: scriptedRecognizer,
      createDetector: (settings) => new ScriptedDetector(settings),
      speed: Number.POSITIVE_INFINITY,
      clock,
      onFault: (error) => faults.push(error),
      ...options,
    });
    return new TestPartner({ partner, clock, faults });
  }

  /** A client whose `session.created` has come; push to talk, with transcription. */
  async talker(query = '?model=practice-partner'): Promise<TestClient> {
    const client = this.connect({ query });
    await client.next('session.created');
    client.send({
      type: 'session.update',
      session: {
        type: 'realtime',
        audio: { input: { turn_detection: null, transcription: { model: 'whisper-1' } } },
      },
    });
    await client.next('session.updated');
    return client;
  }

  connect({ query = '', ...options }: Connect = {}): TestClient {
    const client = new TestClient(`${this.partner.url}${query}`, options);
    this.#clients.push(client);
    return client;
  }

  async dispose(): Promise<void> {
    for (const client of this.#clients) client.socket.terminate();
    await this.partner.dispose();
  }
}
