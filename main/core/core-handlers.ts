import type { CallHandlers } from '../../contract/calls/calls.ts';
import type { AnyEvent } from '../../contract/events/events.ts';
import type { Conductor } from './session/conductor.ts';
import type { KeyRing } from './settings/key-ring.ts';
import type { SettingsStore } from './settings/settings-store.ts';

/** The parts that calls act on. */
export interface HandlerParts {
  readonly conductor: Conductor;
  readonly settings: SettingsStore;
  readonly keys: KeyRing;
  emit(event: AnyEvent): void;
}

/** One function a call; each hands the work to the part that does it. */
export function coreHandlers({ conductor, settings, keys, emit }: HandlerParts): CallHandlers {
  const keyChanged = () => {
    emit({ name: 'key.changed', payload: keys.status });
    conductor.refresh();
    return keys.status;
  };
  return {
    'session.start': async ({ keep }) => {
      await conductor.start(keep);
      return null;
    },
    'session.stop': () => {
      conductor.stop();
      return null;
    },
    'session.mute': ({ muted }) => {
      conductor.mute(muted);
      return null;
    },
    'turn.begin': () => {
      conductor.beginTurn();
      return null;
    },
    'turn.end': () => {
      conductor.endTurn(false);
      return null;
    },
    'turn.cancel': () => {
      conductor.endTurn(true);
      return null;
    },
    'turn.text': ({ text }) => {
      conductor.say(text);
      return null;
    },
    'turn.correct': ({ item, text }) => {
      conductor.correct(item, text);
      return null;
    },
    'response.stop': () => {
      conductor.stopResponse();
      return null;
    },
    'tool.decide': ({ item, allow }) => {
      conductor.decide(item, allow);
      return null;
    },
    'speaker.report': (report) => {
      conductor.speakerReport(report);
      return null;
    },
    'microphone.report': ({ failure }) => {
      if (failure !== null) conductor.microphoneFailed({ code: failure, text: '' });
      return null;
    },
    'settings.change': (patch) => {
      const before = settings.current;
      const after = settings.change(patch);
      emit({ name: 'settings.changed', payload: after });
      conductor.reconfigure(before, after);
      return after;
    },
    'key.set': ({ key }) => {
      keys.set(key);
      return keyChanged();
    },
    'key.clear': () => {
      keys.clear();
      return keyChanged();
    },
  };
}
