import type { RealtimeSessionCreateRequest } from 'openai/resources/realtime/realtime';
import { profileOf } from '../../../contract/profiles.ts';
import type { Settings } from '../../../contract/settings.ts';
import type { Target } from '../realtime/endpoint.ts';

type Transcription = NonNullable<
  NonNullable<NonNullable<RealtimeSessionCreateRequest['audio']>['input']>['transcription']
>;

/** What a transcriber understands under `prompt`, and whether it says how sure it is. */
interface Transcriber {
  readonly names: RegExp;
  /** `instruction`: it does as it is told. `sample`: it goes on in the manner of what it is given. */
  readonly prompt: 'instruction' | 'sample' | null;
  readonly logprobs: boolean;
}

/**
 * After the `prompt` and `include` of the Realtime API's types (openai 7.57.0). Of a model that is
 * not here nothing is asked that it might refuse.
 */
const transcribers: readonly Transcriber[] = [
  { names: /^gpt-4o-transcribe-diarize/, prompt: null, logprobs: false },
  { names: /^gpt-4o-(mini-)?transcribe/, prompt: 'instruction', logprobs: true },
  { names: /^whisper-1$/, prompt: 'sample', logprobs: false },
];

const unknown: Omit<Transcriber, 'names'> = { prompt: null, logprobs: false };

/** Transcribers repair what a learner says unless they are told not to. */
const VERBATIM = [
  'Transcribe exactly what was said, word for word, by a learner of the language.',
  'Keep every mistake, repetition, false start and hesitation, such as "um" or "uh".',
  'Correct, complete and translate nothing.',
].join(' ');

/** Speech with hesitations in it, which Whisper then writes down too; in its own language only. */
const hesitant: Readonly<Record<string, string>> = {
  en: 'Umm, let me think like, hmm... Okay, here’s what I’m, like, thinking.',
  es: 'Eh, pues, a ver... bueno, o sea, este, quiero decir...',
  fr: 'Euh, ben, attends... enfin, je veux dire, hum...',
  de: 'Äh, also, Moment... ähm, ich meine, na ja...',
  it: 'Ehm, cioè, allora... boh, insomma, volevo dire...',
  pt: 'É, hum, quer dizer... tipo, assim, deixa eu ver...',
  ja: 'えーと、あの、その、なんというか……',
  zh: '嗯，那個，呃，就是說……',
  ko: '음, 그, 저기, 그러니까...',
};

/** How the learner's speech is to be written down; null: not at all. */
export function transcriptionOf(settings: Settings, language: string): Transcription | null {
  const { transcription: model } = profileOf(settings);
  if (model === null) return null;
  const tag = primaryTag(language);
  const prompt = settings.verbatim ? promptOf(model, tag) : undefined;
  return { model, language: tag, ...(prompt === undefined ? {} : { prompt }) };
}

/**
 * Whether to ask how sure the transcriber is of each word. Only where it is known to tell: other
 * servers refuse a session for less.
 */
export function asksForConfidence(
  settings: Settings,
  endpoint: Pick<Target, 'kind' | 'host'>,
): boolean {
  const { transcription: model } = profileOf(settings);
  const isOpenai = endpoint.kind === 'openai' || endpoint.host.endsWith('.openai.azure.com');
  return isOpenai && model !== null && transcriberOf(model).logprobs;
}

function promptOf(model: string, tag: string): string | undefined {
  const { prompt } = transcriberOf(model);
  if (prompt === 'instruction') return VERBATIM;
  return prompt === 'sample' ? hesitant[tag] : undefined;
}

function transcriberOf(model: string): Omit<Transcriber, 'names'> {
  return transcribers.find(({ names }) => names.test(model)) ?? unknown;
}

/** Transcribers take ISO 639-1: `en` of `en-US`. */
function primaryTag(language: string): string {
  return language.split('-')[0] ?? language;
}
