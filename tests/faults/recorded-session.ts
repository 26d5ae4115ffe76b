import type { WebSocket } from 'ws';
import { type Disposable, DisposableStore } from '../../contract/base/disposable.ts';
import { decodePcm16, encodePcm16 } from '../../main/audio/pcm16.ts';
import type { Clock } from '../../main/core/base/clock.ts';
import { readTurn } from './spoken-turn.ts';

/** One item of a conversation, as the endpoint has it. */
export interface RecordedItem {
  readonly id: string;
  readonly role: string;
  /** What it says: `turn 7` for the learner's, `answer 7` for the endpoint's. */
  text: string;
  /** Frames of audio that it was made of; 0 for one that came as text. */
  readonly frames: number;
}

/** How the endpoint behaves. */
export interface Behaviour {
  /** Milliseconds until the words of a turn are told. */
  readonly wordsAfter: () => number;
  /** Deltas of an answer, and the milliseconds between two. */
  readonly deltas: number;
  readonly deltaEvery: number;
  /** Deltas that come at once. */
  readonly burst: number;
  /** Milliseconds of sound in each. */
  readonly deltaMilliseconds: number;
  /** What its milliseconds are counted by. */
  readonly clock: Clock;
  /** Says when the session ends, in seconds since the epoch; null: it does not say. */
  readonly expiresAt: () => number | null;
}

type Incoming = Readonly<Record<string, unknown>> & { readonly type: string };

/**
 * One session of the recording endpoint: the GA Realtime protocol, with items that are counted anew
 * on every connection. What is wrong with what comes in is kept in `faults`.
 */
export class RecordedSession {
  readonly items: RecordedItem[] = [];
  readonly faults: string[] = [];
  /** The `session.update`s that came, and everything that was said again, as it came. */
  readonly told: string[] = [];
  closed = false;
  readonly #socket: WebSocket;
  readonly #behaviour: Behaviour;
  #pieces: Int16Array[] = [];
  #count = 0;
  #running: { id: string; item: RecordedItem | null; timer: Disposable | null } | null = null;
  readonly #timers = new DisposableStore();

  constructor(socket: WebSocket, behaviour: Behaviour) {
    this.#socket = socket;
    this.#behaviour = behaviour;
    socket.on('message', (data) => this.#receive(String(data)));
    socket.on('close', () => this.#stop());
    const session = { type: 'realtime', expires_at: behaviour.expiresAt() };
    this.#send({ type: 'session.created', session });
  }

  /** The learner's turns in the conversation, in its order. */
  get turns(): readonly string[] {
    return this.items.filter(({ role }) => role === 'user').map(({ text }) => text);
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason);
  }

  #receive(text: string): void {
    const event = JSON.parse(text) as Incoming;
    switch (event.type) {
      case 'session.update':
        this.told.push(text);
        this.#send({ type: 'session.updated', session: event.session });
        break;
      case 'input_audio_buffer.append':
        this.#append(String(event.audio));
        break;
      case 'input_audio_buffer.clear':
        this.#pieces = [];
        this.#send({ type: 'input_audio_buffer.cleared' });
        break;
      case 'input_audio_buffer.commit':
        this.#commit(event.event_id);
        break;
      case 'conversation.item.create':
        this.told.push(text);
        this.#create(event.item as Record<string, unknown>);
        break;
      case 'conversation.item.delete':
        this.#remove(String(event.item_id));
        break;
      case 'conversation.item.truncate':
        this.#truncate(String(event.item_id), Number(event.audio_end_ms));
        break;
      case 'response.create':
        this.#answer(event);
        break;
      case 'response.cancel':
        this.#cancel();
        break;
      default:
        this.faults.push(`unknown event ${event.type}`);
    }
  }

  #append(audio: string): void {
    const samples = decodePcm16(audio);
    if (samples === null) this.faults.push('audio that is none');
    else this.#pieces.push(samples);
  }

  #commit(event_id: unknown): void {
    const samples = joined(this.#pieces);
    this.#pieces = [];
    if (samples.length < 2400) {
      const error = { type: 'invalid_request_error', code: 'input_audio_buffer_commit_empty' };
      this.#send({ type: 'error', error: { ...error, message: 'buffer too small', event_id } });
      return;
    }
    try {
      const { turn, frames } = readTurn(samples);
      this.#spoken(`turn ${turn}`, frames);
    } catch (error) {
      this.faults.push(String(error));
    }
  }

  #spoken(text: string, frames: number): void {
    const previous_item_id = this.items.at(-1)?.id ?? null;
    const item: RecordedItem = { id: this.#nextId(), role: 'user', text, frames };
    this.items.push(item);
    this.#send({ type: 'input_audio_buffer.committed', item_id: item.id, previous_item_id });
    const content = [{ type: 'input_audio', transcript: null }];
    this.#announce({ id: item.id, type: 'message', role: 'user', content }, previous_item_id);
    this.#later(this.#behaviour.wordsAfter(), () =>
      this.#send({
        type: 'conversation.item.input_audio_transcription.completed',
        item_id: item.id,
        content_index: 0,
        transcript: text,
      }),
    );
  }

  #create(item: Record<string, unknown>): void {
    const content = Array.isArray(item.content) ? (item.content as { text?: string }[]) : [];
    const id = typeof item.id === 'string' ? item.id : this.#nextId();
    if (this.items.some((each) => each.id === id)) this.faults.push(`a second item ${id}`);
    const previous_item_id = this.items.at(-1)?.id ?? null;
    const text = content.map((part) => part.text ?? '').join('');
    this.items.push({ id, role: String(item.role ?? item.type), text, frames: 0 });
    this.#announce({ ...item, id }, previous_item_id);
  }

  #remove(item_id: string): void {
    const at = this.items.findIndex(({ id }) => id === item_id);
    if (at === -1) {
      this.#refuse('item_delete_invalid_item_id');
      return;
    }
    this.items.splice(at, 1);
    this.#send({ type: 'conversation.item.deleted', item_id });
  }

  #truncate(item_id: string, audio_end_ms: number): void {
    const item = this.items.find(({ id }) => id === item_id);
    if (item === undefined) {
      this.#refuse('item_truncate_invalid_item_id');
      return;
    }
    if (item.role !== 'assistant') this.faults.push(`truncated a ${item.role}'s item`);
    this.#send({ type: 'conversation.item.truncated', item_id, content_index: 0, audio_end_ms });
  }

  #answer(event: Incoming): void {
    const response = event.response as { metadata?: unknown; conversation?: string } | undefined;
    if (response?.conversation === 'none') {
      this.#summarise(response.metadata);
      return;
    }
    if (this.#running !== null) {
      this.#refuse('conversation_already_has_active_response', event.event_id);
      return;
    }
    const id = `resp_${this.#nextId()}`;
    const spoken = this.items.findLast(({ role }) => role === 'user')?.text ?? 'nothing';
    this.#running = { id, item: null, timer: null };
    this.#send({ type: 'response.created', response: { id, status: 'in_progress' } });
    this.#deliver(spoken.replace('turn', 'answer'), 0);
  }

  #deliver(text: string, index: number): void {
    const running = this.#running;
    if (running === null) return;
    running.item ??= this.#beginItem(running.id);
    const { burst, deltas, deltaEvery } = this.#behaviour;
    if (index >= deltas) {
      this.#complete(text);
      return;
    }
    const next = Math.min(deltas, index + burst);
    for (let part = index; part < next; part += 1) this.#say(running.item, { text, part });
    running.timer = this.#later(deltaEvery, () => this.#deliver(text, next));
  }

  #say(item: RecordedItem, { text, part }: { text: string; part: number }): void {
    const { deltas, deltaMilliseconds } = this.#behaviour;
    const place = { response_id: this.#running?.id, item_id: item.id, content_index: 0 };
    const share = (at: number) => Math.round((text.length * at) / deltas);
    const words = text.slice(share(part), share(part + 1));
    item.text += words;
    this.#send({ type: 'response.output_audio_transcript.delta', ...place, delta: words });
    const delta = encodePcm16(new Int16Array(deltaMilliseconds * 24));
    this.#send({ type: 'response.output_audio.delta', ...place, delta });
  }

  #beginItem(response_id: string): RecordedItem {
    const previous_item_id = this.items.at(-1)?.id ?? null;
    const made: RecordedItem = { id: this.#nextId(), role: 'assistant', text: '', frames: 0 };
    this.items.push(made);
    const item = { id: made.id, type: 'message', role: 'assistant', content: [] };
    this.#send({ type: 'response.output_item.added', response_id, output_index: 0, item });
    this.#send({ type: 'conversation.item.added', item, previous_item_id });
    return made;
  }

  #complete(text: string): void {
    const running = this.#running;
    if (running?.item === null || running === null) return;
    const place = { response_id: running.id, item_id: running.item.id, content_index: 0 };
    this.#send({ type: 'response.output_audio.done', ...place });
    this.#send({ type: 'response.output_audio_transcript.done', ...place, transcript: text });
    const content = [{ type: 'output_audio', transcript: text }];
    const item = { id: running.item.id, type: 'message', role: 'assistant', content };
    this.#send({ type: 'response.output_item.done', response_id: running.id, item });
    this.#send({ type: 'conversation.item.done', item, previous_item_id: null });
    this.#end('completed');
  }

  #cancel(): void {
    if (this.#running === null) this.#refuse('response_cancel_not_active');
    else this.#end('cancelled');
  }

  #end(status: string): void {
    const running = this.#running;
    if (running === null) return;
    running.timer?.dispose();
    this.#running = null;
    const usage = { input_tokens: 10, output_tokens: 10 };
    this.#send({ type: 'response.done', response: { id: running.id, status, usage } });
  }

  #summarise(metadata: unknown): void {
    const id = `resp_${this.#nextId()}`;
    const item_id = this.#nextId();
    const delta = `Summary of ${this.items.length} items.`;
    this.#send({ type: 'response.created', response: { id, metadata } });
    this.#send({ type: 'response.output_text.delta', response_id: id, item_id, delta });
    this.#send({ type: 'response.done', response: { id, metadata, status: 'completed' } });
  }

  #refuse(code: string, event_id: unknown = null): void {
    const error = { type: 'invalid_request_error', code, message: code, event_id };
    this.#send({ type: 'error', error });
  }

  #announce(item: object, previous_item_id: string | null): void {
    this.#send({ type: 'conversation.item.added', item, previous_item_id });
    this.#send({ type: 'conversation.item.done', item, previous_item_id });
  }

  #nextId(): string {
    this.#count += 1;
    return `item_${this.#count}`;
  }

  #later(milliseconds: number, action: () => void): Disposable {
    return this.#timers.add(this.#behaviour.clock.after(milliseconds, action));
  }

  #stop(): void {
    this.closed = true;
    this.#timers.dispose();
    this.#running = null;
  }

  #send(event: object): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(event));
  }
}

function joined(pieces: readonly Int16Array[]): Int16Array {
  const all = new Int16Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
