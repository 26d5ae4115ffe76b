import { type Disposable, DisposableStore, disposable } from '../../contract/base/disposable.ts';
import { Emitter } from '../../contract/base/emitter.ts';

/** A device by the browser's id; its label is empty until the microphone was allowed. */
export interface Device {
  readonly id: string;
  readonly label: string;
}

export interface DeviceList {
  readonly inputs: Device[];
  readonly outputs: Device[];
}

/** Lists the sound devices and tells when they change. Without a browser's devices it is empty. */
export class Devices implements Disposable {
  readonly #media: MediaDevices | undefined;
  readonly #store = new DisposableStore();
  readonly #changed = new Emitter<void>();
  readonly onChange = this.#changed.listen;

  constructor(media: MediaDevices | undefined) {
    this.#media = media;
    this.#store.add(this.#changed);
    const changed = (): void => this.#changed.emit();
    media?.addEventListener('devicechange', changed);
    this.#store.add(disposable(() => media?.removeEventListener('devicechange', changed)));
  }

  async list(): Promise<DeviceList> {
    const all = (await this.#media?.enumerateDevices().catch(() => [])) ?? [];
    return { inputs: ofKind(all, 'audioinput'), outputs: ofKind(all, 'audiooutput') };
  }

  dispose(): void {
    this.#store.dispose();
  }
}

/** Devices of one kind. Before the permission the browser gives one without an id: it is left out. */
function ofKind(all: readonly MediaDeviceInfo[], kind: MediaDeviceKind): Device[] {
  return all
    .filter((device) => device.kind === kind && device.deviceId !== '')
    .map((device) => ({ id: device.deviceId, label: device.label }));
}
