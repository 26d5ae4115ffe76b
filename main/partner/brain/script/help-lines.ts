import type { Locale } from '../../../../contract/locale.ts';
import { fill } from '../../../scenarios/fill.ts';
import { meaningOfLines } from '../../../scenarios/meaning.ts';
import type { SpeechVoice } from '../../speech/synthesizer.ts';
import type { BrainPart } from '../brain.ts';
import { type GuidedScenario, type Standing, stepOf } from './dialogue.ts';
import { type HelpSentences, helpSentences } from './help-sentences.ts';

/** Where help is asked for, and the voices that it is given in. */
export interface HelpPlace {
  readonly scenario: GuidedScenario;
  readonly standing: Standing;
  /** BCP 47 tag of the learner's own language. */
  readonly language: string;
  readonly voiceOf: (locale: Locale) => SpeechVoice;
}

/**
 * What can be said where the dialogue stands, and what it means, in the learner's language where
 * the partner speaks it, else in English; each phrase in the scenario's own voice.
 */
export function helpLines({ scenario, standing, language, voiceOf }: HelpPlace): BrainPart[] {
  const locale: Locale = language.toLowerCase().startsWith('zh') ? 'zh-Hant' : 'en';
  const sentences = helpSentences[locale];
  const voice = voiceOf(locale);
  const say = (text: string): BrainPart => ({ kind: 'say', text, voice });
  const texts = [sentences.opening, ...lastLine({ scenario, standing, locale, sentences })];
  return [...texts.map(say), ...phrases({ scenario, standing, locale, sentences }, say)];
}

interface Place extends Pick<HelpPlace, 'scenario' | 'standing'> {
  readonly locale: Locale;
  readonly sentences: HelpSentences;
}

function lastLine({ scenario, standing, locale, sentences }: Place): string[] {
  if (standing.misheard) return [sentences.misheard];
  // Steps that were entered are still to be said.
  if (standing.entered.length > 0) return [];
  const said = { kind: 'steps', steps: [standing.step] } as const;
  const meaning = meaningOfLines(scenario.guided, said, standing.variables);
  return meaning === null ? [] : [sentences.lastLine(meaning[locale])];
}

function phrases(place: Place, say: (text: string) => BrainPart): BrainPart[] {
  const { scenario, standing, locale, sentences } = place;
  const step = stepOf(scenario.guided, standing.step);
  if (step.call !== undefined) return [say(sentences.waiting)];
  // One phrase alone: the page shows the others, and more would not be remembered.
  const [reply] = step.replies;
  if (reply === undefined) return [say(sentences.over)];
  return [
    say(sentences.say),
    // Without a voice of its own, it is said in the scenario's.
    { kind: 'say', text: fill(reply.text, standing.variables) },
    say(sentences.means(reply.meaning[locale])),
  ];
}
