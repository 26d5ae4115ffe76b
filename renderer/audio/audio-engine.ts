import { type Disposable, DisposableStore, disposable } from '../../contract/base/disposable.ts';
import { Emitter, type Listen } from '../../contract/base/emitter.ts';
import type { AnyEvent } from '../../contract/events/events.ts';
import type { FailureData } from '../../contract/failure.ts';
import { defaultSettings } from '../../contract/settings.ts';
import type { AudioBridge } from './audio-bridge.ts';
import { type AudioGraph, buildGraph, createContext } from './audio-graph.ts';
import type { AudioSettings } from './capture-constraints.ts';
import { type DeviceList, Devices } from './devices.ts';
import { meterHeight } from './meter.ts';
import { Microphone, type MicrophoneView } from './microphone.ts';
import { acquireMicrophone } from './microphone-device.ts';
import { OutputDevice, type Sink } from './output-device.ts';
import { SelfTest } from './self-test.ts';
import { SoundLock } from './sound-lock.ts';
import { Speaker, type SpeakerStatistics } from './speaker.ts';
import { WorkletLink } from './worklet-link.ts';
import type {
  CaptureCommand,
  CaptureMessage,
  CueName,
  PlaybackCommand,
  PlaybackMessage,
} from './worklets/messages.ts';

/** Capture and playback of the page. */
export interface AudioEngine extends Disposable {
  /** Settles when both worklets run in the page, or rejects when the browser refuses them. */
  readonly ready: Promise<void>;
  /** Lets sound begin; browsers want it called from a gesture. */
  resume(): Promise<void>;
  /** Falls silent for a moment: the key went down, and the core's flush is on its way. */
  hush(): void;
  configure(settings: AudioSettings): void;
  /** Acquires the microphone for a session; settles also when it failed, which was then reported. */
  openMicrophone(): Promise<void>;
  /** Gives the microphone back to the system. */
  closeMicrophone(): void;
  /** Heights from 0 to 1, cheap enough for every redraw. */
  readonly meters: { input(): number; output(): number };
  /** The heights are new. */
  readonly onLevels: Listen<void>;
  /** Sounds a cue, which the microphone does not pass on; null takes back one not yet heard. */
  cue(cue: CueName | null): void;
  readonly microphone: () => MicrophoneView;
  /** What `microphone` answers has changed. */
  readonly onMicrophone: Listen<void>;
  /** Records the open microphone for three seconds and plays it back, inside this page. */
  readonly selfTest: Pick<SelfTest, 'record' | 'play' | 'stop'>;
  devices(): Promise<DeviceList>;
  /** The devices, or their labels, have changed. */
  readonly onDevices: Listen<void>;
  /** What the learner should know and the core cannot: the chosen loudspeaker went away. */
  readonly onNotice: Listen<FailureData>;
  statistics(): SpeakerStatistics;
}

export interface AudioEngineOptions {
  /** Called once with the last node before the loudspeaker, for measuring what is played. */
  readonly tap?: (node: AudioNode, context: AudioContext) => void;
}

/** Composes the page's audio over `bridge`: the gate and flushes come as events, reports go as calls. */
export function createAudioEngine(
  bridge: AudioBridge,
  options: AudioEngineOptions = {},
): AudioEngine {
  return new BrowserAudioEngine(bridge, options);
}

class BrowserAudioEngine implements AudioEngine {
  readonly #store = new DisposableStore();
  readonly #context = createContext();
  readonly #devices = this.#store.add(new Devices(navigator.mediaDevices));
  readonly #listed = this.#store.add(new Emitter<void>());
  readonly #notices = this.#store.add(new Emitter<FailureData>());
  readonly #captureLink = this.#store.add(new WorkletLink<CaptureCommand, CaptureMessage>());
  readonly #playbackLink = this.#store.add(new WorkletLink<PlaybackCommand, PlaybackMessage>());
  readonly #levels = this.#store.add(new Emitter<void>());
  readonly #microphone: Microphone;
  readonly #speaker: Speaker;
  readonly #output: OutputDevice;
  readonly #lock: SoundLock;
  readonly ready: Promise<void>;
  readonly onDevices = this.#listed.listen;
  readonly onNotice = this.#notices.listen;
  readonly onLevels = this.#levels.listen;
  readonly onMicrophone: Listen<void>;
  readonly selfTest: SelfTest;
  readonly microphone = (): MicrophoneView => this.#microphone.view;
  readonly meters = {
    input: (): number => meterHeight(this.#microphone.rms),
    output: (): number => meterHeight(this.#speaker.rms),
  };

  constructor(bridge: AudioBridge, options: AudioEngineOptions) {
    const graph = buildGraph(this.#context);
    const input = graph.then(({ capture }) => capture);
    input.catch(() => undefined);
    this.#speaker = this.#store.add(new Speaker({ bridge, link: this.#playbackLink }));
    this.#microphone = this.#store.add(
      new Microphone({
        bridge,
        link: this.#captureLink,
        input,
        devices: this.#devices,
        acquire: (settings) => acquireMicrophone(navigator.mediaDevices, settings),
        settings: defaultSettings,
      }),
    );
    this.onMicrophone = this.#microphone.onChange;
    this.selfTest = this.#store.add(
      new SelfTest({ link: this.#captureLink, context: this.#context }),
    );
    this.#store.add(this.#microphone.onLevel(() => this.#levels.emit()));
    this.#store.add(this.#speaker.onLevel(() => this.#levels.emit()));
    this.#output = new OutputDevice({
      sink: this.#context as AudioContext & Sink,
      list: () => this.#devices.list(),
      onLost: () => this.#outputLost(),
    });
    this.#lock = this.#store.add(
      new SoundLock({
        context: this.#context,
        gestures: window,
        onBlocked: () => this.#blocked(),
      }),
    );
    this.#store.add(this.#devices.onChange(() => this.#devicesChanged()));
    this.#store.add(bridge.onEvent((event) => this.#follow(event)));
    this.#store.add(disposable(() => void this.#context.close().catch(() => undefined)));
    this.ready = graph.then((nodes) => this.#connect(nodes, options));
    this.ready.catch(() => this.#abandon());
  }

  async resume(): Promise<void> {
    await this.#context.resume();
  }

  hush(): void {
    this.#speaker.hush();
  }

  cue(cue: CueName | null): void {
    // First the ear, then the mouth: the microphone knows of the tone before it sounds.
    if (cue !== null) this.#captureLink.post({ kind: 'cue', cue });
    this.#playbackLink.post({ kind: 'cue', cue });
  }

  configure(settings: AudioSettings): void {
    this.#microphone.configure(settings);
    void this.#output.choose(settings.outputDevice);
  }

  async openMicrophone(): Promise<void> {
    await this.#microphone.open();
    this.#lock.needed();
    // Labels and ids of devices are told only after the permission.
    this.#listed.emit();
  }

  closeMicrophone(): void {
    this.#microphone.close();
  }

  devices(): Promise<DeviceList> {
    return this.#devices.list();
  }

  statistics(): SpeakerStatistics {
    return this.#speaker.statistics;
  }

  dispose(): void {
    this.#store.dispose();
  }

  #connect({ capture, playback }: AudioGraph, options: AudioEngineOptions): void {
    if (this.#store.disposed) return;
    this.#captureLink.connect(capture.port);
    this.#playbackLink.connect(playback.port);
    options.tap?.(playback, this.#context);
  }

  #abandon(): void {
    if (this.#store.disposed) return;
    this.#captureLink.fail();
    this.#microphone.abandon();
    this.#speaker.abandon(this.#playbackLink.fail());
  }

  #follow(event: AnyEvent): void {
    if (event.name === 'microphone.gate') {
      this.#microphone.gate(event.payload.stream, event.payload.preRoll);
    }
    if (event.name === 'speaker.flush') this.#speaker.flush(event.payload.flush);
    if (event.name === 'snapshot') this.#catchUp(event.payload.microphone);
  }

  /** A new connection tells the gate in its snapshot. */
  #catchUp(stream: number | null): void {
    if (stream !== this.#microphone.stream) this.#microphone.gate(stream, false);
  }

  #devicesChanged(): void {
    void this.#output.devicesChanged();
    this.#listed.emit();
  }

  #blocked(): void {
    const text = 'The browser lets a page sound only after a click or a key.';
    this.#notices.emit({ code: 'sound_blocked', text });
  }

  #outputLost(): void {
    const text = 'The chosen loudspeaker went away; the default one is used.';
    this.#notices.emit({ code: 'device_lost', text });
  }
}
