import { assertNever } from '../../../contract/base/assert-never.ts';
import type { Update } from '../../../contract/desktop.ts';
import type { HotkeyStatus } from '../../../contract/hotkeys.ts';
import type { SessionView } from '../../../contract/session.ts';
import { hotkeysOf, type Settings } from '../../../contract/settings.ts';
import type { TrayState } from '../icons/tray-icons.ts';
import { fill, type Words } from '../words.ts';
import { chordLabel } from './chord-label.ts';

/** What an entry of the menu does. */
export type TrayCommand =
  | 'start'
  | 'stop'
  | 'show'
  | 'pill'
  | 'mute'
  | 'check_updates'
  | 'install_update'
  | 'quit';

export type TrayEntry =
  | { readonly kind: 'separator' }
  | { readonly kind: 'text'; readonly label: string }
  | { readonly kind: 'command'; readonly label: string; readonly command: TrayCommand }
  | {
      readonly kind: 'check';
      readonly label: string;
      readonly command: TrayCommand;
      readonly checked: boolean;
    };

/** All that the tray depends on. */
export interface TrayQuestion {
  readonly session: SessionView;
  readonly settings: Settings;
  readonly hotkeys: HotkeyStatus;
  readonly update: Update;
  /** Node's name of the operating system. */
  readonly platform: string;
  readonly words: Words;
}

export interface TrayView {
  readonly state: TrayState;
  readonly tooltip: string;
  readonly menu: readonly TrayEntry[];
}

const separator: TrayEntry = { kind: 'separator' };

/** What the tray shows, and the menu behind it. */
export function trayView(question: TrayQuestion): TrayView {
  const { session, words } = question;
  const state = stateText(session, words);
  return {
    state: trayState(session),
    tooltip: `${words.app} – ${state}`,
    menu: [
      { kind: 'text', label: state },
      ...sessionEntries(question),
      separator,
      ...windowEntries(question),
      separator,
      ...updateEntries(question.update, words),
      { kind: 'command', label: words.quit, command: 'quit' },
    ],
  };
}

/** An open microphone goes before all but the partner's voice: the icon is how one knows. */
function trayState({ phase, mode, muted }: SessionView): TrayState {
  if (phase === 'offline' || phase === 'connecting') return 'offline';
  if (phase === 'speaking') return 'speaking';
  const open = phase === 'listening' || (mode === 'hands_free' && !muted);
  return open ? 'listening' : 'idle';
}

function stateText({ phase, mode, muted }: SessionView, words: Words): string {
  const live = phase !== 'offline' && phase !== 'connecting';
  if (live && mode === 'hands_free' && muted) return words.stateMuted;
  const texts = {
    offline: words.stateOffline,
    connecting: words.stateConnecting,
    idle: words.stateIdle,
    listening: words.stateListening,
    thinking: words.stateThinking,
    speaking: words.stateSpeaking,
  } satisfies Record<SessionView['phase'], string>;
  return texts[phase];
}

function sessionEntries(question: TrayQuestion): TrayEntry[] {
  const { session, words } = question;
  if (session.phase === 'offline') {
    return [{ kind: 'command', label: words.startSession, command: 'start' }];
  }
  const hint = talkHint(question);
  return [
    { kind: 'command', label: words.endSession, command: 'stop' },
    ...(hint === null ? [] : [{ kind: 'text', label: hint } as const]),
    ...(session.mode === 'hands_free' ? [muteEntry(session, words)] : []),
  ];
}

function muteEntry({ muted }: SessionView, words: Words): TrayEntry {
  return { kind: 'check', label: words.muteMicrophone, command: 'mute', checked: muted };
}

/** Only while the key works: a hint that is not true is worse than none. */
function talkHint({ session, settings, hotkeys, platform, words }: TrayQuestion): string | null {
  const { talk } = hotkeysOf(settings, platform);
  if (session.mode === 'hands_free' || hotkeys.state.talk !== 'active') return null;
  const key = hotkeys.names.talk ?? (talk === null ? '' : chordLabel(talk, platform, words));
  if (key === '') return null;
  const toggles = settings.talkStyle === 'toggle' || !hotkeys.can.hold;
  return fill(toggles ? words.pressToTalk : words.holdToTalk, { key });
}

function windowEntries({ settings, words }: TrayQuestion): TrayEntry[] {
  const checked = settings.pill !== 'off';
  return [
    { kind: 'command', label: words.showWindow, command: 'show' },
    { kind: 'check', label: words.showPill, command: 'pill', checked },
  ];
}

function updateEntries({ state, version }: Update, words: Words): TrayEntry[] {
  const named = (label: string): string => fill(label, { version: version ?? '' });
  const check: TrayEntry = { kind: 'command', label: words.checkUpdates, command: 'check_updates' };
  switch (state) {
    case 'unsupported':
    case 'off':
      return [];
    case 'idle':
    case 'failed':
      return [check];
    case 'checking':
      return [{ kind: 'text', label: words.checkingUpdates }];
    case 'loading':
      return [{ kind: 'text', label: named(words.loadingUpdate) }];
    case 'waiting':
      return [{ kind: 'text', label: named(words.waitingUpdate) }];
    case 'ready':
      return [{ kind: 'command', label: named(words.installUpdate), command: 'install_update' }];
    default:
      return assertNever(state);
  }
}
