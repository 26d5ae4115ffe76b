import { type KeyStatus, noKey } from '../../contract/calls/settings-calls.ts';
import { type DesktopView, noDesktop } from '../../contract/desktop.ts';
import type { FailureData } from '../../contract/failure.ts';
import { type HotkeyStatus, noHotkeys } from '../../contract/hotkeys.ts';
import { type Meter, noMeter } from '../../contract/meter.ts';
import type { ScenarioSummary } from '../../contract/scenario.ts';
import {
  noLink,
  noUsage,
  type OfferedReply,
  type SessionView,
  type TranscriptItem,
  type Usage,
} from '../../contract/session.ts';
import { defaultSettings, type Settings } from '../../contract/settings.ts';
import type { CloseReason } from '../bridge/close-reason.ts';

/** The most notices that are shown at a time; the oldest one makes room. */
export const MAX_NOTICES = 3;

/** Something to be told once, until it is dismissed. `id` counts up and never repeats. */
export interface Notice {
  readonly id: number;
  readonly failure: FailureData;
}

/** All that the page draws. It never holds audio, levels or a key. */
export interface AppState {
  /** `opening` until the snapshot has come; `closed` is for good. */
  readonly link: 'opening' | 'open' | 'closed';
  /** Why the link is closed; without meaning before. */
  readonly closeReason: CloseReason;
  readonly session: SessionView;
  readonly transcript: readonly TranscriptItem[];
  readonly replies: readonly OfferedReply[];
  readonly usage: Usage;
  readonly meter: Meter;
  readonly settings: Settings;
  readonly key: KeyStatus;
  readonly hotkeys: HotkeyStatus;
  readonly desktop: DesktopView;
  readonly scenarios: readonly ScenarioSummary[];
  readonly notices: readonly Notice[];
  readonly nextNotice: number;
}

/** What is drawn before the core has spoken. */
export const initialState: AppState = {
  link: 'opening',
  closeReason: 'lost',
  session: {
    phase: 'offline',
    link: noLink,
    failure: null,
    mode: 'push_to_talk',
    endpoint: { kind: 'partner', host: '', model: '' },
    scenario: null,
    muted: false,
    resumable: false,
    hint: 'text',
    helping: false,
    latched: false,
  },
  transcript: [],
  replies: [],
  usage: noUsage,
  meter: noMeter,
  settings: defaultSettings,
  key: noKey,
  hotkeys: noHotkeys,
  desktop: noDesktop,
  scenarios: [],
  notices: [],
  nextNotice: 0,
};
