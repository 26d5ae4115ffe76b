import type { DesktopView } from '../../contract/desktop.ts';
import { emptySnapshot as nothingYet } from '../../contract/events/empty-snapshot.ts';
import type { Snapshot } from '../../contract/events/events.ts';
import type { HotkeyStatus } from '../../contract/hotkeys.ts';
import type { ScenarioSummary } from '../../contract/scenario.ts';
import type { AsideItem, MessageItem, OfferedReply, ToolItem } from '../../contract/session.ts';

/** A guided role-play in English. */
export const strawberries: ScenarioSummary = {
  id: 'strawberries.en',
  language: 'en',
  level: 'A1',
  title: { en: 'Strawberries at the market', 'zh-Hant': '在市場買草莓' },
  summary: {
    en: 'Buy strawberries for your family. Ask for the price, and say how many you want.',
    'zh-Hant': '幫家人買草莓。問問價錢，再說要買幾盒。',
  },
  roles: {
    learner: { en: 'You are at the market', 'zh-Hant': '你在逛市場' },
    partner: { en: 'Stallholder', 'zh-Hant': '攤販' },
  },
  guided: true,
};

/** A role-play in Japanese. */
export const ramen: ScenarioSummary = {
  ...strawberries,
  id: 'ramen.ja',
  language: 'ja',
  level: 'A2',
  title: { en: 'At the ramen counter', 'zh-Hant': '拉麵店點餐' },
  summary: {
    en: 'Order a bowl, and ask for it your way.',
    'zh-Hant': '點一碗拉麵，說出你的口味。',
  },
  roles: {
    learner: { en: 'You are hungry', 'zh-Hant': '你肚子餓了' },
    partner: { en: 'Cook', 'zh-Hant': '師傅' },
  },
};

/** A role-play in Arabic, which is written from right to left. */
export const spices: ScenarioSummary = {
  ...strawberries,
  id: 'spices.ar',
  language: 'ar',
  level: 'B1',
  title: { en: 'The spice shop', 'zh-Hant': '香料店' },
  guided: false,
};

/** A message of the transcript, whole and spoken unless told otherwise. */
export function message(
  id: string,
  speaker: MessageItem['speaker'],
  more: Partial<MessageItem> & { text: string },
): MessageItem {
  return {
    kind: 'message',
    id,
    speaker,
    spoken: true,
    status: 'final',
    failure: null,
    alternatives: [],
    hint: 'text',
    meaning: null,
    delivery: null,
    doubts: [],
    picture: null,
    ...more,
  };
}

/** Help that was asked for, answered to its end unless told otherwise. */
export function aside(id: string, more: Partial<AsideItem> & { text: string }): AsideItem {
  return { kind: 'aside', id, status: 'final', failure: null, question: 'spoken', ...more };
}

/** A tool that asks for a decision. */
export const asking: ToolItem = {
  kind: 'tool',
  id: 'tool-1',
  name: 'place_order',
  arguments: [
    { name: 'item', value: 'strawberries' },
    { name: 'punnets', value: '3' },
    { name: 'price', value: '£7.50' },
  ],
  status: 'asking',
  output: '',
  milliseconds: 0,
};

/** What the stallholder's question offers. */
export const replies: OfferedReply[] = [
  {
    id: 'two',
    text: 'Two punnets, please.',
    meaning: { en: 'You want two small baskets.', 'zh-Hant': '請給我兩盒。' },
  },
  {
    id: 'price',
    text: 'How much are they?',
    meaning: { en: 'You ask for the price.', 'zh-Hant': '這個多少錢？' },
  },
  {
    id: 'looking',
    text: 'I’m just looking, thank you.',
    meaning: { en: 'You don’t want to buy yet.', 'zh-Hant': '我只是看看，謝謝。' },
  },
];

/** A core that has just started, not for the first time, with the practice partner to answer. */
export const emptySnapshot: Snapshot = {
  ...nothingYet,
  settings: { ...nothingYet.settings, introduced: true },
  scenarios: [strawberries, ramen, spices],
};

/** A desktop that has everything, with a newer version at hand. */
export const desktop: DesktopView = {
  platform: 'linux',
  version: '0.1.0',
  has: { pill: true, tray: true, launchAtLogin: true, notifications: true },
  update: { state: 'ready', version: '0.2.0' },
};

/** A listener that hears every key. */
export const hookedKeys: HotkeyStatus = {
  source: 'hook',
  can: { hold: true, mouse: true, loneModifier: true, choose: true },
  problem: null,
  state: { talk: 'active', help: 'active', hint: 'refused' },
  names: {},
};
