import { useTranslation } from 'react-i18next';
import type { Chord, HotkeyAction, Hotkeys } from '../../../contract/hotkeys.ts';
import { hotkeysOf } from '../../../contract/settings.ts';
import { useAppState } from '../../stores/app-context.tsx';
import { chordKeys, type KeyWords } from './chord-label.ts';

/** Names the keys of a chord in the language of the page and in the manner of this platform. */
export function useChordKeys(): (chord: Chord) => string[] {
  const { t } = useTranslation();
  const platform = useAppState((state) => state.desktop.platform);
  const words: KeyWords = {
    space: t('keys.space'),
    side: (side, key) => t(`keys.${side}`, { key }),
    mouse: (number) => (number === 3 ? t('keys.mouseMiddle') : t('keys.mouse', { number })),
  };
  return (chord) => chordKeys(chord, platform, words);
}

/** The global keys in force, chosen or by default. */
export function useHotkeys(): Hotkeys {
  const hotkeys = useAppState((state) => state.settings.hotkeys);
  const platform = useAppState((state) => state.desktop.platform);
  return hotkeysOf({ hotkeys }, platform);
}

/** What is pressed for `action` in any application, in one line; null while nothing is. */
export function useHotkeyName(action: HotkeyAction): string | null {
  const keys = useChordKeys();
  const { state, names, can } = useAppState((app) => app.hotkeys);
  const chord = useHotkeys()[action];
  if (state[action] !== 'active') return null;
  const name = names[action] ?? '';
  if (name !== '') return name;
  return chord === null || !can.choose ? null : keys(chord).join(' + ');
}
