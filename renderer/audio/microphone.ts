import type { Disposable } from '../../contract/base/disposable.ts';
import { DisposableStore } from '../../contract/base/disposable.ts';
import { Emitter } from '../../contract/base/emitter.ts';
import { type AudioBridge, report } from './audio-bridge.ts';
import { type AudioSettings, changesCapture } from './capture-constraints.ts';
import type { Devices } from './devices.ts';
import type { MicrophoneDevice } from './microphone-device.ts';
import { type MicrophoneFailure, microphoneFailure } from './microphone-failure.ts';
import type { WorkletLink } from './worklet-link.ts';
import type { CaptureCommand, CaptureMessage } from './worklets/messages.ts';

/** What the microphone is made of. `input` is the node of the capture worklet, once it is there. */
export interface MicrophoneParts {
  readonly bridge: AudioBridge;
  readonly link: WorkletLink<CaptureCommand, CaptureMessage>;
  readonly input: Promise<AudioNode>;
  readonly devices: Pick<Devices, 'list' | 'onChange'>;
  readonly acquire: (settings: AudioSettings) => Promise<MicrophoneDevice>;
  readonly settings: AudioSettings;
}

/** What has become of the microphone; `asking` lasts while the system asks the learner. */
export interface MicrophoneView {
  readonly state: 'closed' | 'asking' | 'open';
  /** What was last wrong with it; null when it works, or was not yet wanted. */
  readonly failure: MicrophoneFailure | null;
}

/**
 * Holds the device while the session or an open gate wants it, and turns what it hears into frames
 * on the bridge. Whatever fails, a stream that was opened gets its last frame.
 */
export class Microphone implements Disposable {
  readonly #parts: MicrophoneParts;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<void>());
  readonly #levels = this.#store.add(new Emitter<void>());
  /** Emitted after every change of `view`. */
  readonly onChange = this.#changed.listen;
  /** Emitted after every new `rms`. */
  readonly onLevel = this.#levels.listen;
  #settings: AudioSettings;
  #device: MicrophoneDevice | null = null;
  #acquiring: Promise<void> | null = null;
  #generation = 0;
  #wanted = false;
  #stream: number | null = null;
  #failure: MicrophoneFailure | null = null;
  #rms = 0;

  constructor(parts: MicrophoneParts) {
    this.#parts = parts;
    this.#settings = parts.settings;
    this.#store.add(parts.link.onMessage((message) => this.#receive(message)));
    this.#store.add(parts.devices.onChange(() => void this.#devicesChanged()));
  }

  /** Root mean square of the last 32 ms, from 0 to 1. */
  get rms(): number {
    return this.#device === null ? 0 : this.#rms;
  }

  get view(): MicrophoneView {
    const asking = this.#acquiring !== null ? 'asking' : 'closed';
    return { state: this.#device === null ? asking : 'open', failure: this.#failure };
  }

  /** The stream that is open, or null. */
  get stream(): number | null {
    return this.#stream;
  }

  configure(settings: AudioSettings): void {
    const changed = changesCapture(this.#settings, settings);
    this.#settings = settings;
    if (changed && (this.#device !== null || this.#acquiring !== null)) void this.#acquire();
  }

  /** Acquires the device for the session; settles when it is there or has been reported. */
  async open(): Promise<void> {
    this.#wanted = true;
    await this.#need();
  }

  /** Gives the device back. A stream that is open ends. */
  close(): void {
    this.#wanted = false;
    this.#endStream();
    this.#release();
  }

  /** Opens `stream`, with the 300 ms before or without, or closes the open one. */
  gate(stream: number | null, preRoll = true): void {
    if (stream === null) {
      this.#endStream();
      if (!this.#wanted) this.#release();
      return;
    }
    this.#stream = stream;
    if (this.#parts.link.failed) this.#fail('microphone_missing');
    else this.#parts.link.post({ kind: 'open', stream, preRoll });
    void this.#need();
  }

  /** The worklet cannot come: what was opened ends. */
  abandon(): void {
    this.#fail('microphone_missing');
  }

  dispose(): void {
    this.close();
    this.#store.dispose();
  }

  async #need(): Promise<void> {
    if (this.#device === null) await (this.#acquiring ?? this.#acquire());
  }

  #acquire(): Promise<void> {
    this.#generation += 1;
    const attempt = this.#attempt(this.#generation).finally(() => {
      if (this.#acquiring === attempt) this.#acquiring = null;
      this.#changed.emit();
    });
    this.#acquiring = attempt;
    this.#changed.emit();
    return attempt;
  }

  async #attempt(generation: number): Promise<void> {
    let device: MicrophoneDevice | null = null;
    try {
      device = await this.#parts.acquire(this.#settings);
      const input = await this.#parts.input;
      if (generation !== this.#generation) device.dispose();
      else this.#hold(device, input);
    } catch (error) {
      device?.dispose();
      if (generation !== this.#generation) return;
      this.#device?.dispose();
      this.#device = null;
      this.#fail(microphoneFailure(error));
    }
  }

  /** The new device is connected before the old one goes, so that nothing said in between is lost. */
  #hold(device: MicrophoneDevice, input: AudioNode): void {
    const before = this.#device;
    this.#device = device;
    if (device.substitute) this.#report('device_lost');
    device.connect(input, () => this.#lost(device));
    before?.dispose();
    if (this.#device === device) this.#report(null);
  }

  #lost(device: MicrophoneDevice): void {
    if (device !== this.#device) return;
    this.#device = null;
    device.dispose();
    this.#report('device_lost');
    void this.#acquire();
  }

  async #devicesChanged(): Promise<void> {
    if (this.#acquiring !== null || (!this.#wanted && this.#stream === null)) return;
    if (this.#device === null) return this.#acquire();
    if (!this.#device.substitute) return;
    const { inputs } = await this.#parts.devices.list();
    const back = inputs.some((input) => input.id === this.#settings.inputDevice);
    if (back && this.#acquiring === null && this.#device?.substitute === true) {
      await this.#acquire();
    }
  }

  #receive(message: CaptureMessage): void {
    if (message.kind === 'level') {
      this.#rms = message.rms;
      this.#levels.emit();
    } else if (message.kind === 'silence') {
      this.#report(message.silent ? 'microphone_silent' : null);
    } else if (message.kind === 'frame') {
      const { stream, sequence, last, samples } = message;
      this.#parts.bridge.sendAudio({ kind: 'microphone', stream, sequence, last, samples });
    }
  }

  #fail(failure: MicrophoneFailure): void {
    // A failure that ends a turn is said again, though it be the one from before.
    if (this.#stream !== null) this.#failure = null;
    this.#report(failure);
    this.#endStream();
  }

  #endStream(): void {
    if (this.#stream === null) return;
    const stream = this.#stream;
    this.#stream = null;
    this.#parts.link.post({ kind: 'close' });
    if (!this.#parts.link.failed) return;
    const samples = new Int16Array(0);
    this.#parts.bridge.sendAudio({ kind: 'microphone', stream, sequence: 0, last: true, samples });
  }

  #release(): void {
    this.#generation += 1;
    this.#acquiring = null;
    this.#device?.dispose();
    this.#device = null;
    this.#changed.emit();
  }

  #report(failure: MicrophoneFailure | null): void {
    if (failure === this.#failure) return;
    this.#failure = failure;
    this.#changed.emit();
    report(this.#parts.bridge, 'microphone.report', { failure });
  }
}
