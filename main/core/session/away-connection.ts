import { DisposableStore } from '../../../contract/base/disposable.ts';
import { Emitter } from '../../../contract/base/emitter.ts';
import type { Failure } from '../../../contract/failure.ts';
import type { ClientEvent } from '../realtime/client-event.ts';
import type { Connection } from '../realtime/connection.ts';
import type { ServerEvent } from '../realtime/server-event.ts';

/**
 * What stands in for a connection while there is none. It answers nothing, but takes turns as a
 * server takes them, so that what is said meanwhile has its place in the transcript.
 */
export class AwayConnection implements Connection {
  readonly #newId: () => string;
  readonly #owned = new DisposableStore();
  readonly #open = this.#owned.add(new Emitter<void>());
  readonly #events = this.#owned.add(new Emitter<ServerEvent>());
  readonly #closes = this.#owned.add(new Emitter<Failure>());
  readonly onOpen = this.#open.listen;
  readonly onEvent = this.#events.listen;
  readonly onClose = this.#closes.listen;

  constructor(newId: () => string) {
    this.#newId = newId;
  }

  send(event: ClientEvent): void {
    if (event.type !== 'input_audio_buffer.commit') return;
    const item_id = this.#newId();
    this.#events.emit({ type: 'input_audio_buffer.committed', item_id, previous_item_id: null });
  }

  appendAudio(): number {
    return 0;
  }

  probe(): void {}

  dispose(): void {
    this.#owned.dispose();
  }
}
