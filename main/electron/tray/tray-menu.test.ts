import { describe, expect, it } from 'vitest';
import type { Update } from '../../../contract/desktop.ts';
import { emptySnapshot } from '../../../contract/events/empty-snapshot.ts';
import { noHotkeys } from '../../../contract/hotkeys.ts';
import type { SessionView } from '../../../contract/session.ts';
import { defaultSettings, type Settings } from '../../../contract/settings.ts';
import { wordsOf } from '../words.ts';
import { type TrayQuestion, trayView } from './tray-menu.ts';

const offline = emptySnapshot.session;
const hotkeys = {
  ...noHotkeys,
  can: { ...noHotkeys.can, hold: true },
  state: { ...noHotkeys.state, talk: 'active' as const },
};
const usual: TrayQuestion = {
  session: offline,
  settings: defaultSettings,
  hotkeys,
  update: { state: 'off', version: null },
  platform: 'linux',
  words: wordsOf.en,
};
const live = (part: Partial<SessionView> = {}): TrayQuestion => ({
  ...usual,
  session: { ...offline, phase: 'idle', ...part },
});
const labels = (question: TrayQuestion): string[] =>
  trayView(question).menu.map((entry) => (entry.kind === 'separator' ? '—' : entry.label));

describe('trayView', () => {
  it('offers a session where there is none', () => {
    expect(labels(usual)).toEqual([
      'No session',
      'Start session',
      '—',
      'Show Parley',
      'Show the subtitle pill',
      '—',
      'Quit Parley',
    ]);
    expect(trayView(usual)).toMatchObject({ state: 'offline', tooltip: 'Parley – No session' });
  });

  it('names the key while it works, in both languages', () => {
    expect(labels(live())).toContain('Hold Right Ctrl to talk');
    expect(labels({ ...live(), platform: 'darwin' })).toContain('Hold Right ⌘ to talk');
    expect(labels({ ...live(), words: wordsOf['zh-Hant'] })).toContain('按住 右 Ctrl 說話');
    const settings: Settings = { ...defaultSettings, talkStyle: 'toggle' };
    expect(labels({ ...live(), settings })).toContain('Press Right Ctrl to talk');
    const named = { ...hotkeys, names: { talk: 'Ctrl+Alt+T' } };
    expect(labels({ ...live(), hotkeys: named })).toContain('Hold Ctrl+Alt+T to talk');
    const chosen = { talk: { key: 'KeyB', modifiers: ['control', 'alt'] }, help: null, hint: null };
    expect(
      labels({ ...live(), settings: { ...defaultSettings, hotkeys: chosen } as Settings }),
    ).toContain('Hold Ctrl+Alt+B to talk');
    expect(labels({ ...live(), hotkeys: noHotkeys }).join()).not.toContain('to talk');
  });

  it('shows the microphone, and mutes it in hands-free alone', () => {
    expect(trayView(live()).state).toBe('idle');
    expect(trayView(live({ phase: 'listening' })).state).toBe('listening');
    expect(trayView(live({ phase: 'speaking' })).state).toBe('speaking');
    expect(labels(live()).join()).not.toContain('Mute');
    const free = live({ mode: 'hands_free', phase: 'thinking' });
    expect(trayView(free).state).toBe('listening');
    expect(labels(free)).toContain('Mute the microphone');
    expect(labels(free).join()).not.toContain('to talk');
    const muted = trayView(live({ mode: 'hands_free', muted: true }));
    expect(muted).toMatchObject({ state: 'idle', tooltip: 'Parley – Microphone muted' });
    expect(muted.menu).toContainEqual({
      kind: 'check',
      label: 'Mute the microphone',
      command: 'mute',
      checked: true,
    });
    expect(trayView(live({ phase: 'connecting', mode: 'hands_free' })).state).toBe('offline');
  });

  it('marks the pill as it is', () => {
    const pill = (value: Settings['pill']): unknown =>
      trayView({ ...usual, settings: { ...defaultSettings, pill: value } }).menu.find(
        (entry) => entry.kind === 'check',
      )?.checked;
    expect([pill('off'), pill('in_session'), pill('always')]).toEqual([false, true, true]);
  });

  it.each<[Update['state'], string | null]>([
    ['unsupported', null],
    ['off', null],
    ['idle', 'Check for updates'],
    ['checking', 'Checking for updates…'],
    ['loading', 'Loading version 2.0.0…'],
    ['waiting', 'Version 2.0.0 waits for the session to end'],
    ['ready', 'Restart into version 2.0.0'],
    ['failed', 'Check for updates'],
  ])('tells of updates: %s', (state, label) => {
    const found = labels({ ...usual, update: { state, version: '2.0.0' } }).at(-2);
    expect(found).toBe(label ?? '—');
  });
});
