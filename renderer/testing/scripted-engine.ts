import { Emitter } from '../../contract/base/emitter.ts';
import type { FailureData } from '../../contract/failure.ts';
import type { AudioEngine } from '../audio/audio-engine.ts';
import type { DeviceList } from '../audio/devices.ts';
import type { MicrophoneView } from '../audio/microphone.ts';

/** An engine without sound: it records what it is told, and its levels are set by hand. */
export class ScriptedEngine implements Omit<AudioEngine, 'ready' | 'statistics' | 'dispose'> {
  readonly told: string[] = [];
  readonly devicesChanged = new Emitter<void>();
  readonly noticed = new Emitter<FailureData>();
  readonly onDevices = this.devicesChanged.listen;
  readonly onNotice = this.noticed.listen;
  readonly leveled = new Emitter<void>();
  readonly onLevels = this.leveled.listen;
  readonly microphoneChanged = new Emitter<void>();
  readonly onMicrophone = this.microphoneChanged.listen;
  /** What a scripted microphone hears when it is recorded. */
  taken: Int16Array | null = null;
  view: MicrophoneView = { state: 'closed', failure: null };
  readonly selfTest = {
    record: async (): Promise<Int16Array | null> => this.taken,
    play: async (): Promise<void> => void this.told.push('play'),
    stop: (): void => undefined,
  };
  input = 0;
  output = 0;
  list: DeviceList = {
    inputs: [{ id: 'desk', label: 'Desk microphone' }],
    outputs: [{ id: 'phones', label: 'Headphones' }],
  };
  readonly meters = { input: (): number => this.input, output: (): number => this.output };

  async resume(): Promise<void> {
    this.told.push('resume');
  }

  hush(): void {
    this.told.push('hush');
  }

  readonly microphone = (): MicrophoneView => this.view;

  /** The microphone comes to be as `view` says. */
  become(view: MicrophoneView): void {
    this.view = view;
    this.microphoneChanged.emit();
  }

  cue(cue: string | null): void {
    this.told.push(`cue ${cue}`);
  }

  configure(): void {
    this.told.push('configure');
  }

  async openMicrophone(): Promise<void> {
    this.told.push('open');
  }

  closeMicrophone(): void {
    this.told.push('close');
  }

  async devices(): Promise<DeviceList> {
    return this.list;
  }
}
