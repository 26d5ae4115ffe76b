import type { WebSocket } from 'ws';
import { assertNever } from '../../../contract/base/assert-never.ts';
import { decodePcm16, encodePcm16 } from '../../../main/audio/pcm16.ts';
import type { WallClock } from '../measure/clock.ts';
import { answerSound } from '../measure/sounds.ts';
import type { AnswerPlan, HeardAudio, Note, Order } from './messages.ts';

/** A planned answer with its deltas made, so that sending one costs nothing but the sending. */
interface Prepared {
  readonly plan: AnswerPlan;
  readonly deltas: readonly string[];
}

interface Running {
  readonly response: string;
  readonly item: string;
  readonly timers: NodeJS.Timeout[];
}

const CREATE_DELAY = 100;

/** The GA Realtime protocol as far as the bench needs it, over the newest connection. */
export class ScriptedEndpoint {
  readonly #clock: WallClock;
  readonly #note: (note: Note) => void;
  #socket: WebSocket | null = null;
  #planned: Prepared[] = [];
  #running: Running | null = null;
  #count = 0;
  #arrivals: { at: number; from: number }[] = [];
  #pieces: Int16Array[] = [];
  #received = 0;

  constructor(clock: WallClock, note: (note: Note) => void) {
    this.#clock = clock;
    this.#note = note;
  }

  connected(socket: WebSocket): void {
    this.#stop();
    this.#socket = socket;
    socket.on('message', (data) => {
      const at = this.#clock.now();
      if (socket === this.#socket) this.#receive(JSON.parse(String(data)), at);
    });
    this.#send({ type: 'session.created', session: { type: 'realtime' } });
  }

  obey(order: Exclude<Order, { kind: 'heard' }>): void {
    switch (order.kind) {
      case 'plan':
        this.#planned = order.answers.map(prepare);
        break;
      case 'answer':
        this.#answer(prepare(order.plan));
        break;
      case 'speech-started':
        this.#speechStarted();
        break;
      case 'speech-stopped':
        this.#send({ type: 'input_audio_buffer.speech_stopped', audio_end_ms: 0, item_id: 'said' });
        break;
      case 'calibrate':
        this.#clock.calibrate();
        break;
      default:
        assertNever(order);
    }
  }

  /** Hands over the audio that came, and forgets it. */
  takeHeard(): HeardAudio {
    const samples = new Int16Array(this.#received);
    let at = 0;
    for (const piece of this.#pieces) {
      samples.set(piece, at);
      at += piece.length;
    }
    const arrivals = this.#arrivals;
    this.#arrivals = [];
    this.#pieces = [];
    this.#received = 0;
    return { samples, arrivals };
  }

  #receive(event: Record<string, unknown>, at: number): void {
    switch (event.type) {
      case 'session.update':
        this.#send({ type: 'session.updated', session: event.session });
        this.#note({ kind: 'configured', at });
        break;
      case 'input_audio_buffer.append':
        this.#append(String(event.audio), at);
        break;
      case 'input_audio_buffer.commit':
        this.#committed();
        break;
      case 'response.create':
        this.#answer(this.#planned.shift() ?? null);
        break;
      case 'response.cancel':
        this.#end('cancelled', 'client_cancelled');
        break;
      case 'conversation.item.truncate':
        this.#truncated(String(event.item_id), Number(event.audio_end_ms), at);
        break;
      case 'conversation.item.delete':
        this.#note({ kind: 'delete', item: String(event.item_id), at });
        this.#send({ type: 'conversation.item.deleted', item_id: event.item_id });
        break;
      default:
        break;
    }
  }

  #append(audio: string, at: number): void {
    const samples = decodePcm16(audio);
    if (samples === null) return;
    this.#arrivals.push({ at, from: this.#received });
    this.#pieces.push(samples);
    this.#received += samples.length;
  }

  #committed(): void {
    this.#count += 1;
    const id = `said_${this.#count}`;
    const content = [{ type: 'input_audio', transcript: null }];
    const item = { id, type: 'message', role: 'user', status: 'completed', content };
    this.#send({ type: 'input_audio_buffer.committed', item_id: id, previous_item_id: null });
    this.#send({ type: 'conversation.item.added', item, previous_item_id: null });
    this.#send({ type: 'conversation.item.done', item, previous_item_id: null });
  }

  #truncated(item: string, milliseconds: number, at: number): void {
    this.#note({ kind: 'truncate', item, milliseconds, at });
    const place = { item_id: item, content_index: 0, audio_end_ms: milliseconds };
    this.#send({ type: 'conversation.item.truncated', ...place });
  }

  #speechStarted(): void {
    this.#note({ kind: 'speech-started', at: this.#clock.now() });
    const type = 'input_audio_buffer.speech_started';
    this.#send({ type, audio_start_ms: 0, item_id: 'said' });
    this.#end('cancelled', 'turn_detected');
  }

  #answer(prepared: Prepared | null): void {
    this.#count += 1;
    const response = `response_${this.#count}`;
    this.#running = { response, item: prepared?.plan.item ?? '', timers: [] };
    const body = { id: response, object: 'realtime.response', status: 'in_progress', output: [] };
    this.#send({ type: 'response.created', response: body });
    if (prepared === null) this.#end('completed', null);
    else this.#schedule(prepared, this.#running.timers);
  }

  #schedule(prepared: Prepared, timers: NodeJS.Timeout[]): void {
    const { due } = prepared.plan;
    for (const [index, after] of due.entries()) {
      const delay = CREATE_DELAY + after;
      timers.push(setTimeout(() => this.#deliver(prepared, index), delay));
    }
  }

  #deliver({ plan, deltas }: Prepared, index: number): void {
    const { item } = plan;
    const response_id = this.#running?.response;
    const place = { response_id, item_id: item, output_index: 0, content_index: 0 };
    if (index === 0) this.#announce(item, place);
    const type = 'response.output_audio_transcript.delta';
    this.#send({ type, ...place, delta: `word ${index} ` });
    const text = JSON.stringify({
      type: 'response.output_audio.delta',
      ...place,
      delta: deltas[index],
    });
    if (index === 0) this.#note({ kind: 'first-delta', item, at: this.#clock.now() });
    this.#socket?.send(text);
    if (index < deltas.length - 1) return;
    this.#send({ type: 'response.output_audio.done', ...place });
    this.#end('completed', null);
    this.#note({ kind: 'all-sent', item, at: this.#clock.now() });
  }

  /** As a server does, the item comes just before its first words and its first sound. */
  #announce(id: string, place: object): void {
    const item = { id, type: 'message', role: 'assistant', status: 'in_progress', content: [] };
    this.#send({ type: 'response.output_item.added', ...place, item });
    this.#send({ type: 'conversation.item.added', item, previous_item_id: null });
    const part = { type: 'audio', transcript: '' };
    this.#send({ type: 'response.content_part.added', ...place, part });
  }

  #end(status: 'completed' | 'cancelled', reason: string | null): void {
    const running = this.#running;
    if (running === null) return;
    this.#stop();
    const { response: id, item } = running;
    if (item !== '') {
      const done = {
        id: item,
        type: 'message',
        role: 'assistant',
        status: 'completed',
        content: [],
      };
      this.#send({
        type: 'response.output_item.done',
        response_id: id,
        output_index: 0,
        item: done,
      });
      this.#send({ type: 'conversation.item.done', item: done, previous_item_id: null });
    }
    const status_details = { type: status, reason };
    this.#send({ type: 'response.done', response: { id, status, status_details, output: [] } });
  }

  #stop(): void {
    for (const timer of this.#running?.timers ?? []) clearTimeout(timer);
    this.#running = null;
  }

  #send(event: object): void {
    this.#socket?.send(JSON.stringify(event));
  }
}

function prepare(plan: AnswerPlan): Prepared {
  const { chunk, due, seed } = plan;
  const samples = answerSound(seed, chunk * due.length);
  const deltas = due.map((_, index) =>
    encodePcm16(samples.subarray(index * chunk, (index + 1) * chunk)),
  );
  return { plan, deltas };
}
