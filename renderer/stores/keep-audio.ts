import { type Disposable, disposable } from '../../contract/base/disposable.ts';
import type { Settings } from '../../contract/settings.ts';
import type { AudioEngine } from '../audio/audio-engine.ts';
import { type AppStore, showFailure } from './app-store.ts';
import type { UiStore } from './ui-store.ts';

/** The parts of the engine that follow the session and the settings. */
export type KeptAudio = Pick<AudioEngine, 'configure' | 'openMicrophone' | 'closeMicrophone'>;

/**
 * Opens the microphone while there is a session or the learner tries it, and hands the engine its
 * settings.
 */
export function keepAudio(store: AppStore, engine: KeptAudio, ui: UiStore): Disposable {
  let open = false;
  let configured: Settings | null = null;
  const follow = (): void => {
    const { settings, session, link } = store.getState();
    if (link === 'open' && !isSameAudio(configured, settings)) {
      configured = settings;
      engine.configure(audioSettings(settings));
    }
    const isUsed = session.phase !== 'offline' || ui.getState().tryingMicrophone;
    const wanted = link === 'open' && isUsed;
    if (wanted === open) return;
    open = wanted;
    if (wanted) engine.openMicrophone().catch((error: unknown) => showFailure(store, error));
    else engine.closeMicrophone();
  };
  const following = [store.subscribe(follow), ui.subscribe(follow)];
  follow();
  return disposable(() => {
    for (const unsubscribe of following) unsubscribe();
    if (open) engine.closeMicrophone();
  });
}

const audioNames = [
  'inputDevice',
  'outputDevice',
  'echoCancellation',
  'noiseSuppression',
  'autoGainControl',
] as const;

function isSameAudio(before: Settings | null, now: Settings): boolean {
  return before !== null && audioNames.every((name) => before[name] === now[name]);
}

function audioSettings(settings: Settings): Pick<Settings, (typeof audioNames)[number]> {
  const { inputDevice, outputDevice, echoCancellation, noiseSuppression, autoGainControl } =
    settings;
  return { inputDevice, outputDevice, echoCancellation, noiseSuppression, autoGainControl };
}
