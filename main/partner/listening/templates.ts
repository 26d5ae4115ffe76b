import { resample } from '../../audio/resample.ts';
import type { SpeechVoice, Synthesizer } from '../speech/synthesizer.ts';
import { WeighedCache } from '../speech/weighed-cache.ts';
import { templateVoices } from './cohort.ts';
import { type MelSpectrum, melSpectrum } from './mel-spectrum.ts';
import { ANALYSIS_RATE, powerSpectrum } from './power-spectrum.ts';
import { trimToSpeech } from './speech-span.ts';

/** What vocal tracts the templates are bent to, from long to short. */
const WARPS: readonly number[] = [0.85, 0.92, 1, 1.08, 1.16];

/** One voice's rendering of a text: its spectrum at each of `WARPS`, and its mean power, unwarped. */
export interface Template {
  readonly warped: readonly MelSpectrum[];
  readonly level: number;
}

const SPEECH_RATE = 24_000;
/** 15 s; what a longer text says after that is not compared. */
export const LONGEST_FRAMES = 1500;
/** Floats, 64 MB: about 100 replies of four seconds beside a cohort. */
const CACHED_FLOATS = 16_000_000;

/** Makes the templates of a text once and keeps those used last. */
export class Templates {
  readonly #synthesizer: Synthesizer;
  readonly #cache = new WeighedCache<readonly Template[]>(CACHED_FLOATS, weigh);

  constructor(synthesizer: Synthesizer) {
    this.#synthesizer = synthesizer;
  }

  /** Whether the templates of a text are there already. */
  has(text: string, voice: SpeechVoice): boolean {
    return this.#cache.get(keyOf(text, voice)) !== undefined;
  }

  /** One template for each of the template voices of `voice`. */
  of(text: string, voice: SpeechVoice): readonly Template[] {
    const voices = templateVoices(voice);
    const key = keyOf(text, voice);
    const templates = this.#cache.get(key) ?? voices.map((each) => this.#make(text, each));
    this.#cache.set(key, templates);
    return templates;
  }

  #make(text: string, voice: SpeechVoice): Template {
    const { samples } = this.#synthesizer.speak(text, voice);
    const spectrum = powerSpectrum(resample(samples, SPEECH_RATE, ANALYSIS_RATE));
    const span = trimToSpeech(spectrum) ?? { from: 0, to: 0 };
    const cut = { from: span.from, to: Math.min(span.to, span.from + LONGEST_FRAMES) };
    const warped = WARPS.map((warp) => melSpectrum(spectrum, cut, warp));
    return { warped, level: meanPower(warped[WARPS.indexOf(1)]) };
  }
}

function keyOf(text: string, voice: SpeechVoice): string {
  return JSON.stringify([templateVoices(voice)[0]?.name, text]);
}

/** Mean power of a band in a frame; 0 where there is no frame. */
export function meanPower(mel: MelSpectrum | undefined): number {
  if (mel === undefined || mel.power.length === 0) return 0;
  return mel.power.reduce((sum, value) => sum + value, 0) / mel.power.length;
}

function weigh(templates: readonly Template[]): number {
  return templates.flatMap(({ warped }) => warped).reduce((sum, mel) => sum + mel.power.length, 0);
}
