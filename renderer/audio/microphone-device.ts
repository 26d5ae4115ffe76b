import { type Disposable, DisposableStore, disposable } from '../../contract/base/disposable.ts';
import { type AudioSettings, captureConstraints } from './capture-constraints.ts';
import { isDeviceAway } from './microphone-failure.ts';

/** A microphone that was acquired; `dispose` gives it back to the system. */
export interface MicrophoneDevice extends Disposable {
  /** Another device is used in the place of the chosen one. */
  readonly substitute: boolean;
  /** Plays the microphone into `target`. `onLost` is called once when the device goes away. */
  connect(target: AudioNode, onLost: () => void): void;
}

/** Asks for the chosen device, and for the system's default when that is away. Rejects as the browser does. */
export async function acquireMicrophone(
  media: MediaDevices | undefined,
  settings: AudioSettings,
): Promise<MicrophoneDevice> {
  if (media === undefined) throw new DOMException('No devices here.', 'NotFoundError');
  try {
    const audio = captureConstraints(settings, true);
    return held(await media.getUserMedia({ audio }), false);
  } catch (error) {
    if (settings.inputDevice === null || !isDeviceAway(error)) throw error;
    const audio = captureConstraints(settings, false);
    return held(await media.getUserMedia({ audio }), true);
  }
}

function held(stream: MediaStream, substitute: boolean): MicrophoneDevice {
  const store = new DisposableStore();
  for (const track of stream.getTracks()) store.add(disposable(() => track.stop()));
  return {
    substitute,
    connect(target, onLost) {
      const source = new MediaStreamAudioSourceNode(target.context as AudioContext, {
        mediaStream: stream,
      });
      source.connect(target);
      store.add(disposable(() => source.disconnect()));
      const [track] = stream.getAudioTracks();
      track?.addEventListener('ended', onLost);
      store.add(disposable(() => track?.removeEventListener('ended', onLost)));
      if (track?.readyState === 'ended') onLost();
    },
    dispose: () => store.dispose(),
  };
}
