/// <reference path="./espeak-ng-emscripten.d.ts" />
import type { EspeakWorker } from '@echogarden/espeak-ng-emscripten';
import { Failure } from '../../../contract/failure.ts';
import { resample } from '../../audio/resample.ts';
import { speakable } from './speakable.ts';
import { cutIntoWords, type SpokenWord, type WordMark } from './spoken-words.ts';
import { WeighedCache } from './weighed-cache.ts';

/** An espeak-ng voice such as `en-us`, `es+f2` or `cmn`; words a minute (80–450); pitch 0–99, usually 50. */
export interface SpeechVoice {
  readonly name: string;
  readonly rate: number;
  readonly pitch?: number;
}

/** 24 kHz mono, shared between callers and not to be written to; `words` joined give back the text. */
export interface Utterance {
  readonly samples: Int16Array;
  readonly words: readonly SpokenWord[];
}

/**
 * Turns text into speech, synchronously, at 60 to 430 times real time.
 * Throws `invalid_input` on a voice that does not exist or a text of more than 5,000 characters.
 */
export interface Synthesizer {
  speak(text: string, voice: SpeechVoice): Utterance;
}

const ESPEAK_RATE = 22_050;
const SPEECH_RATE = 24_000;
const LONGEST_TEXT = 5000;
/** Two minutes: 5.8 MB. */
const CACHED_SAMPLES = 120 * SPEECH_RATE;

let shared: Promise<Synthesizer> | undefined;

/** The synthesiser of this process: 110 ms and about 100 MB at the first call, shared by the later ones. */
export function loadSynthesizer(): Promise<Synthesizer> {
  shared ??= load().catch((error: unknown) => {
    shared = undefined;
    throw new Failure('internal', 'The speech synthesiser did not load.', { cause: error });
  });
  return shared;
}

async function load(): Promise<Synthesizer> {
  const { default: createEspeak } = await import('@echogarden/espeak-ng-emscripten');
  const espeak = await createEspeak({ print: () => {}, printErr: () => {} });
  return new EspeakSynthesizer(new espeak.eSpeakNGWorker());
}

class EspeakSynthesizer implements Synthesizer {
  readonly #worker: EspeakWorker;
  readonly #cache = new WeighedCache<Utterance>(CACHED_SAMPLES, weighUtterance);

  constructor(worker: EspeakWorker) {
    this.#worker = worker;
  }

  speak(text: string, voice: SpeechVoice): Utterance {
    if (text.length > LONGEST_TEXT) {
      throw Failure.invalidInput(`A text of ${text.length} characters is too long to be spoken.`);
    }
    const key = JSON.stringify([voice.name, voice.rate, voice.pitch, text]);
    const utterance = this.#cache.get(key) ?? this.#synthesize(text, voice);
    this.#cache.set(key, utterance);
    return utterance;
  }

  #synthesize(text: string, voice: SpeechVoice): Utterance {
    this.#choose(voice);
    const blocks: Int16Array[] = [];
    const marks: WordMark[] = [];
    this.#worker.synthesize(speakable(text), (samples, events) => {
      // The samples lie in the module's own memory: they are overwritten after this call.
      blocks.push(samples.slice());
      for (const event of events) {
        if (event.type !== 'word') continue;
        marks.push({ position: event.text_position - 1, atMilliseconds: event.audio_position });
      }
      return false;
    });
    const samples = resample(join(blocks), ESPEAK_RATE, SPEECH_RATE);
    return { samples, words: cutIntoWords(text.toWellFormed(), marks) };
  }

  #choose(voice: SpeechVoice): void {
    if (voice.name === '' || this.#worker.set_voice(voice.name) !== 0) {
      throw Failure.invalidInput(`The synthesiser has no voice named “${voice.name}”.`);
    }
    this.#worker.set_rate(clamp(voice.rate, 80, 450));
    this.#worker.set_pitch(clamp(voice.pitch ?? 50, 0, 99));
  }
}

function clamp(value: number, lowest: number, highest: number): number {
  return Math.round(Math.max(lowest, Math.min(highest, value)));
}

function join(blocks: readonly Int16Array[]): Int16Array {
  const whole = new Int16Array(blocks.reduce((sum, block) => sum + block.length, 0));
  let offset = 0;
  for (const block of blocks) {
    whole.set(block, offset);
    offset += block.length;
  }
  return whole;
}

function weighUtterance(utterance: Utterance): number {
  return utterance.samples.length;
}
