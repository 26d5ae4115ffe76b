import type { SessionConfig } from '../session/session-config.ts';
import type { SpeechVoice } from '../speech/synthesizer.ts';

/** The languages in which the partner speaks of itself. */
export const spokenLanguages = ['en', 'es', 'fr', 'de', 'ja', 'zh'] as const;
export type SpokenLanguage = (typeof spokenLanguages)[number];

const espeakNames: Record<SpokenLanguage, string> = {
  en: 'en-us',
  es: 'es',
  fr: 'fr',
  de: 'de',
  ja: 'ja',
  zh: 'cmn',
};
/** Words a minute: a little under espeak-ng's 175, for learners. */
const RATE = 155;

// OpenAI's names stand for pitches here, so that a change of voice is heard.
const pitches: Readonly<Record<string, number>> = {
  alloy: 50,
  ash: 36,
  ballad: 44,
  cedar: 32,
  coral: 62,
  echo: 40,
  marin: 56,
  sage: 59,
  shimmer: 68,
  verse: 47,
};

/** The language of the session's transcription hint, where the partner knows it; else English. */
export function languageOf(session: SessionConfig): SpokenLanguage {
  const hint = session.audio.input.transcription;
  return spokenLanguageOf(hint?.language ?? hint?.languages?.[0] ?? 'en');
}

/** The language of a BCP 47 tag, where the partner speaks it; else English. */
export function spokenLanguageOf(tag: string): SpokenLanguage {
  const primary = tag.toLowerCase().split('-')[0];
  return spokenLanguages.find((language) => language === primary) ?? 'en';
}

/** The language whose script the text is in: one of `languages`, the first where several fit. */
export function languageByScript(
  text: string,
  languages: readonly SpokenLanguage[],
): SpokenLanguage {
  const isKana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text);
  const isHan = /\p{Script=Han}/u.test(text);
  const fits = (language: SpokenLanguage): boolean => {
    if (language === 'ja') return isKana || isHan;
    return language === 'zh' ? isHan && !isKana : !isHan && !isKana;
  };
  return languages.find(fits) ?? languages[0] ?? 'en';
}

/** The synthesiser's voice for a language and the session's own voice and speed. */
export function voiceFor(language: SpokenLanguage, session: SessionConfig): SpeechVoice {
  const { voice, speed } = session.audio.output;
  const pitch = typeof voice === 'string' ? (pitches[voice] ?? 50) : 50;
  return { name: espeakNames[language], rate: RATE * speed, pitch };
}
