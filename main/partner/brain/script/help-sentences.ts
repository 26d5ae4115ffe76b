import type { Locale } from '../../../../contract/locale.ts';

/** What the partner says when it is asked for help: it cannot hear the question, and says so. */
export interface HelpSentences {
  readonly opening: string;
  readonly misheard: string;
  readonly lastLine: (meaning: string) => string;
  readonly say: string;
  readonly means: (meaning: string) => string;
  /** A step waits for the learner's decision on the screen. */
  readonly waiting: string;
  readonly over: string;
}

export const helpSentences: Readonly<Record<Locale, HelpSentences>> = {
  en: {
    opening: 'I cannot understand questions, but I know where you are.',
    misheard: 'I did not recognise your last words.',
    lastLine: (meaning) => `The last line means: ${meaning}`,
    say: 'Here you can say:',
    means: (meaning) => `That means: ${meaning}`,
    waiting: 'You need not say anything now: a question on the screen waits for your decision.',
    over: 'This scene is at its end. Begin a new conversation to go through it again.',
  },
  'zh-Hant': {
    opening: '我聽不懂問題，不過我知道你說到哪裡。',
    misheard: '我沒有聽出你剛才說的話。',
    lastLine: (meaning) => `對方最後說的意思是：${meaning}`,
    say: '現在你可以說：',
    means: (meaning) => `意思是：${meaning}`,
    waiting: '現在不用說話，畫面上有一個問題等你決定。',
    over: '這個場景已經結束了。想再練一次，請開始新的對話。',
  },
};
