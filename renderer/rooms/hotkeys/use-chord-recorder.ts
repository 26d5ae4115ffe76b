import { useCallback, useEffect, useRef, useState } from 'react';
import type { Chord, HotkeyAction } from '../../../contract/hotkeys.ts';
import { hotkeysOf } from '../../../contract/settings.ts';
import { type App, useApp } from '../../stores/app-context.tsx';
import { showFailure } from '../../stores/app-store.ts';
import { type ChordVerdict, judgeChord } from './judge-chord.ts';

/** What is being recorded, or why the last chord was not taken. */
export type Recording =
  | { readonly kind: 'none' }
  | { readonly kind: 'listening'; readonly action: HotkeyAction }
  | {
      readonly kind: 'refused';
      readonly action: HotkeyAction;
      readonly chord: Chord;
      readonly verdict: Exclude<ChordVerdict, { kind: 'fine' }>;
    };

export interface ChordRecorder {
  readonly recording: Recording;
  record(action: HotkeyAction): void;
  stop(): void;
}

const none: Recording = { kind: 'none' };

/** Records the next chord that is pressed anywhere, and makes it the key of an action. */
export function useChordRecorder(): ChordRecorder {
  const app = useApp();
  const [recording, setRecording] = useState<Recording>(none);
  const attempt = useRef(0);
  const isListening = recording.kind === 'listening';
  const stop = useCallback((): void => {
    attempt.current += 1;
    setRecording(none);
  }, []);
  useSilentKeys(isListening, stop);
  // However it ends, nobody listens on: the keys would stay without effect.
  useEffect(() => {
    if (!isListening) return;
    return () => void app.send('hotkeys.stopRecording', {});
  }, [app, isListening]);
  const record = async (action: HotkeyAction): Promise<void> => {
    attempt.current += 1;
    const own = attempt.current;
    setRecording({ kind: 'listening', action });
    const chord = await app.call('hotkeys.record', {}).catch((error: unknown) => {
      showFailure(app.store, error);
      return null;
    });
    if (own !== attempt.current) return;
    setRecording(chord === null ? none : take(app, action, chord));
  };
  return { recording, record: (action) => void record(action), stop };
}

/** Saves the chord, or says why it cannot be. */
function take({ store, send }: App, action: HotkeyAction, chord: Chord): Recording {
  const { settings, desktop, hotkeys: status } = store.getState();
  const hotkeys = hotkeysOf(settings, desktop.platform);
  const verdict = judgeChord(chord, { action, hotkeys, can: status.can });
  if (verdict.kind !== 'fine') return { kind: 'refused', action, chord, verdict };
  void send('settings.change', { hotkeys: { ...hotkeys, [action]: chord } });
  return none;
}

/** While a chord is being recorded, its keys do nothing else in this window; Escape ends it. */
function useSilentKeys(isListening: boolean, stop: () => void): void {
  useEffect(() => {
    if (!isListening) return;
    const ending = new AbortController();
    const options = { capture: true, signal: ending.signal };
    const silence = (event: KeyboardEvent): void => {
      event.preventDefault();
      event.stopPropagation();
      if (event.type === 'keydown' && event.key === 'Escape') stop();
    };
    window.addEventListener('keydown', silence, options);
    window.addEventListener('keyup', silence, options);
    return () => ending.abort();
  }, [isListening, stop]);
}
