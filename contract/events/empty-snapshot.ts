import { noKey } from '../calls/settings-calls.ts';
import { noDesktop } from '../desktop.ts';
import { noHotkeys } from '../hotkeys.ts';
import { noMeter } from '../meter.ts';
import { noLink, noUsage } from '../session.ts';
import { defaultSettings } from '../settings.ts';
import type { Snapshot } from './events.ts';

/** A snapshot of an app that has just been started: offline, nothing said, no key. */
export const emptySnapshot: Snapshot = {
  session: {
    phase: 'offline',
    link: noLink,
    failure: null,
    mode: 'push_to_talk',
    endpoint: { kind: 'partner', host: '127.0.0.1', model: 'partner' },
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
  scenarios: [],
  microphone: null,
  hotkeys: noHotkeys,
  desktop: noDesktop,
};
