import type { Snapshot } from '../../contract/events/events.ts';
import type { FailureCode } from '../../contract/failure.ts';
import { choiceOf } from '../../contract/profiles.ts';
import type { MessageItem, SessionView, TranscriptItem } from '../../contract/session.ts';
import { noUsage } from '../../contract/session.ts';
import { azure, ownServer } from './endpoint-samples.ts';
import { sampleThumbnail } from './sample-thumbnail.ts';
import { aside, asking, desktop, emptySnapshot, hookedKeys, message, replies } from './samples.ts';
import { paidMeter, unpricedMeter } from './usage-samples.ts';

type Change = Partial<Omit<Snapshot, 'session'>> & { session?: Partial<SessionView> };

function state({ session, ...rest }: Change): Snapshot {
  const open = { ...emptySnapshot.session, phase: 'idle', scenario: 'strawberries.en' } as const;
  return { ...emptySnapshot, ...rest, session: { ...open, ...session } };
}

const greeting = message('p1', 'partner', {
  text: 'Good morning! These strawberries were picked today. How many punnets would you like?',
});
const heard = message('l1', 'learner', {
  text: 'Two punnets, please.',
  alternatives: replies.map((reply) => reply.text),
});
const question = message('p2', 'partner', {
  text: 'Of course. That’s five pounds for two, or seven pounds fifty for three. They keep for a day or two in the fridge, so three is no trouble. Would you like the third?',
});
const meaning = {
  en: 'Two cost £5, three cost £7.50, and they keep for a day or two. Do you want the third?',
  'zh-Hant': '兩盒五鎊，三盒七鎊半，可以放一兩天。要第三盒嗎？',
};
const usage = { ...noUsage, inputText: 1104, inputAudio: 186, cachedText: 960, outputAudio: 312 };
const conversation: TranscriptItem[] = [greeting, heard, question];

function long(count: number): MessageItem[] {
  return Array.from({ length: count }, (_, index) => {
    const speaker = index % 2 === 0 ? 'partner' : 'learner';
    const text = index % 2 === 0 ? question.text : 'Three, then. And do you have any cream?';
    return message(`m${index}`, speaker, { text });
  });
}

const japanese: TranscriptItem[] = [
  message('j1', 'partner', { text: 'いらっしゃいませ。麺の硬さはどうなさいますか。' }),
  message('j2', 'learner', { text: '硬めでお願いします。味玉も一つください。' }),
  message('j3', 'partner', {
    text: 'かしこまりました。スープは濃いめと薄めがございますが、',
    status: 'partial',
  }),
];
const arabic: TranscriptItem[] = [
  message('a1', 'partner', { text: 'أهلاً وسهلاً! عندنا زعفران جديد وصل اليوم من خراسان.' }),
  message('a2', 'learner', { text: 'كم سعر الغرام الواحد، من فضلك؟' }),
];

const openai = { kind: 'openai', host: 'api.openai.com', model: 'gpt-realtime-2.1' } as const;
const money = { by: 'dollars', seconds: null, cost: 250_000 } as const;
const time = { by: 'minutes', seconds: 900, cost: null } as const;
const withImages = { ...usage, inputImage: 170, cachedImage: 85 };
const fresh = { ...emptySnapshot.settings, introduced: false, nativeLanguage: 'zh-Hant' };
const inApp = {
  desktop,
  hotkeys: hookedKeys,
  settings: {
    ...emptySnapshot.settings,
    hotkeys: {
      talk: { key: 'ControlRight', modifiers: [] },
      help: { key: 'KeyC', modifiers: ['control'] },
      hint: { key: 'F9', modifiers: [] },
    },
  },
} satisfies Change;

/** A conversation that was ended by a server that said no, by the failure's code. */
function refused<C extends FailureCode>(...codes: readonly C[]): Record<C, Snapshot> {
  const looks = codes.map((code) => {
    const failure = { code, text: 'The server refused (4xx): No.' };
    const session = { phase: 'offline', resumable: true, failure } as const;
    return [code, state({ session, transcript: conversation, usage })] as const;
  });
  return Object.fromEntries(looks) as Record<C, Snapshot>;
}

/** Every look of the page that is looked at, by name. */
export const lookStates = {
  empty: emptySnapshot,
  connecting: state({ session: { phase: 'connecting' } }),
  idle: state({ transcript: conversation, usage }),
  listening: state({
    session: { phase: 'listening' },
    transcript: [...conversation, message('l2', 'learner', { text: '', status: 'pending' })],
    usage,
  }),
  latched: state({
    session: { phase: 'listening', latched: true },
    transcript: [...conversation, message('l2', 'learner', { text: '', status: 'pending' })],
    usage,
  }),
  hesitations: state({
    session: { endpoint: openai },
    transcript: [
      greeting,
      message('l1', 'learner', {
        text: 'I would like … two punnets, because my sister she come on Sunday.',
        delivery: {
          milliseconds: 12_400,
          hesitations: [
            { atMilliseconds: 2100, milliseconds: 1200 },
            { atMilliseconds: 5300, milliseconds: 3400 },
          ],
        },
        doubts: [
          { from: 19, to: 26, confidence: 0.41 },
          { from: 50, to: 54, confidence: 0.28 },
        ],
      }),
      question,
    ],
    usage,
  }),
  picture: state({
    session: { endpoint: openai },
    transcript: [
      greeting,
      message('l1', 'learner', {
        text: 'What is the green part called?',
        spoken: false,
        picture: { thumbnail: sampleThumbnail, width: 1024, height: 683 },
      }),
      message('p2', 'partner', { text: 'That’s the calyx, though most of us say “the leaves”.' }),
      message('l2', 'learner', {
        text: '',
        spoken: false,
        picture: { thumbnail: null, width: 1024, height: 683 },
      }),
    ],
    usage,
  }),
  unanswered: state({
    session: { endpoint: openai, mode: 'hands_free' },
    settings: {
      ...emptySnapshot.settings,
      mode: 'hands_free',
      turnDetection: {
        kind: 'semantic_vad',
        eagerness: 'low',
        createResponse: false,
        interruptResponse: false,
      },
    },
    transcript: [greeting, message('l1', 'learner', { text: '' })],
  }),
  thinking: state({
    session: { phase: 'thinking' },
    transcript: [...conversation, message('l2', 'learner', { text: 'Yes, the third one too.' })],
    usage,
  }),
  answering: state({
    session: {
      phase: 'speaking',
      endpoint: { kind: 'openai', host: 'api.openai.com', model: 'gpt-realtime-2.1' },
    },
    transcript: [
      greeting,
      message('l1', 'learner', {
        text: 'Sorry, I wait for my sister. She know the number.',
        spoken: true,
      }),
      message('p2', 'partner', { text: 'Oh, take your', status: 'interrupted' }),
      message('l2', 'learner', {
        text: '',
        status: 'failed',
        failure: { code: 'not_understood', text: '' },
      }),
      message('p3', 'partner', {
        text: 'No hurry at all. I’ll be here until noon, and there are',
        status: 'partial',
      }),
    ],
    usage,
  }),
  guided: state({ transcript: [greeting], replies }),
  heard: state({ transcript: conversation, replies, usage }),
  asking: state({
    session: { phase: 'listening', helping: true },
    transcript: conversation,
    replies,
    usage,
  }),
  aside: state({
    session: { phase: 'speaking', helping: true },
    settings: { ...emptySnapshot.settings, nativeLanguage: 'zh-Hant' },
    transcript: [
      greeting,
      aside('h0', {
        text: '',
        status: 'failed',
        failure: { code: 'quota', text: '' },
      }),
      heard,
      question,
      aside('h1', {
        text: '他問你要不要第三盒，三盒一共七鎊半。想要的話，你可以說： Yes, the third one too, please. 不要的話，就說： Two is fine, thanks.',
        status: 'partial',
      }),
    ],
    replies,
    usage,
  }),
  asidePending: state({
    session: { phase: 'thinking', helping: true },
    transcript: [...conversation, aside('h1', { text: '', status: 'pending' })],
    usage,
  }),
  hidden: state({
    session: { hint: 'sound' },
    settings: { ...emptySnapshot.settings, partnerWords: 'on_hint' },
    transcript: [{ ...greeting, meaning }, heard, { ...question, hint: 'sound', meaning }],
    usage,
  }),
  meaning: state({
    session: { hint: 'meaning' },
    transcript: [greeting, heard, { ...question, hint: 'meaning', meaning }],
    replies,
    usage,
  }),
  tool: state({ transcript: [greeting, heard, asking], usage }),
  toolDone: state({
    transcript: [
      greeting,
      heard,
      { ...asking, status: 'done', output: '{"status":"confirmed"}', milliseconds: 1240 },
      question,
    ],
    usage,
  }),
  recovering: state({
    session: {
      phase: 'thinking',
      link: { state: 'recovering', attempt: 2, retrySeconds: 3 },
      endpoint: { kind: 'openai', host: 'api.openai.com', model: 'gpt-realtime-2.1' },
    },
    transcript: [
      ...conversation.slice(0, 2),
      message('p2', 'partner', {
        text: 'Of course. That’s five pounds for two, or',
        status: 'failed',
        failure: { code: 'connection_lost', text: '' },
      }),
      message('l2', 'learner', { text: '', status: 'pending' }),
    ],
    usage,
  }),
  ...refused('unauthorized', 'forbidden', 'quota', 'no_such_model', 'protocol_refused'),
  error: state({
    session: {
      phase: 'offline',
      resumable: true,
      failure: { code: 'connection_lost', text: 'The server closed the connection (1006).' },
    },
    transcript: conversation,
    usage,
  }),
  handsFree: state({
    session: { mode: 'hands_free', muted: true },
    settings: { ...emptySnapshot.settings, mode: 'hands_free' },
    transcript: conversation,
  }),
  long: state({ transcript: long(24), usage }),
  japanese: state({ session: { phase: 'speaking', scenario: 'ramen.ja' }, transcript: japanese }),
  arabic: state({ session: { scenario: 'spices.ar' }, transcript: arabic }),
  ownServer: state({
    settings: { ...emptySnapshot.settings, ...choiceOf(ownServer) },
    transcript: conversation,
  }),
  azure: state({
    settings: { ...emptySnapshot.settings, ...choiceOf(azure) },
    transcript: conversation,
  }),
  chineseServer: state({
    settings: { ...emptySnapshot.settings, ...choiceOf(ownServer), locale: 'zh-Hant' },
    transcript: conversation,
  }),
  chinese: state({
    settings: { ...emptySnapshot.settings, locale: 'zh-Hant' },
    transcript: conversation,
    replies,
  }),
  emptyPaid: {
    ...emptySnapshot,
    session: { ...emptySnapshot.session, endpoint: openai },
    meter: { ...paidMeter, cost: 0, cachedShare: null, next: null, perMinute: null },
    settings: { ...emptySnapshot.settings, budget: { minutes: 15, dollars: null } },
  },
  cost: state({
    session: { endpoint: openai },
    transcript: conversation,
    usage: withImages,
    meter: { ...paidMeter, budget: { ...time, state: 'within' } },
  }),
  costUnknown: state({
    session: { endpoint: { kind: 'custom', host: 'localhost:8080', model: 'local-voice-7b' } },
    transcript: conversation,
    usage,
    meter: unpricedMeter,
  }),
  budgetNear: state({
    session: { endpoint: openai },
    transcript: conversation,
    usage,
    meter: { ...paidMeter, budget: { ...money, state: 'near' } },
  }),
  budgetReached: state({
    session: { endpoint: openai, phase: 'speaking' },
    transcript: conversation,
    usage,
    meter: { ...paidMeter, budget: { ...time, state: 'reached' } },
  }),
  budgetEnding: state({
    session: { endpoint: openai, phase: 'speaking' },
    settings: { ...emptySnapshot.settings, locale: 'zh-Hant' },
    transcript: conversation,
    usage,
    meter: { ...paidMeter, budget: { ...money, state: 'ending' } },
  }),
  chineseEmpty: {
    ...emptySnapshot,
    settings: { ...emptySnapshot.settings, locale: 'zh-Hant' },
  },
  /** In the desktop app, with keys that are heard everywhere. */
  desktop: state({ ...inApp, transcript: conversation, usage }),
  portal: state({
    desktop: { ...desktop, update: { state: 'waiting', version: null } },
    hotkeys: {
      ...hookedKeys,
      source: 'portal',
      can: { hold: false, mouse: false, loneModifier: false, choose: false },
      problem: 'no_portal',
      names: { talk: 'Ctrl+Alt+T' },
    },
    transcript: conversation,
  }),
  hinted: state({
    session: { phase: 'speaking', hint: 'sound' },
    transcript: conversation,
  }),
  firstRun: { ...emptySnapshot, desktop, hotkeys: hookedKeys, settings: fresh },
  firstRunRefused: {
    ...emptySnapshot,
    desktop: { ...desktop, platform: 'darwin' },
    hotkeys: {
      ...hookedKeys,
      problem: 'accessibility',
      state: { talk: 'off', help: 'off', hint: 'off' },
    },
    settings: { ...fresh, language: 'fr' },
  },
  firstRunBrowser: { ...emptySnapshot, settings: fresh },
  firstRunChinese: {
    ...emptySnapshot,
    desktop,
    hotkeys: hookedKeys,
    settings: { ...fresh, locale: 'zh-Hant' },
  },
} satisfies Record<string, Snapshot>;

export type LookState = keyof typeof lookStates;
