import { decodePcm16 } from '../../audio/pcm16.ts';
import type { MakeId } from '../base/ids.ts';
import { SAMPLES_A_MILLISECOND } from '../conversation/item.ts';
import { invalidAudio } from '../conversation/item-from-wire.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { Emit } from '../protocol/server-event.ts';
import type { TurnDetection } from '../protocol/session-schema.ts';
import { detectorOptions } from './detector-options.ts';
import { InputBuffer } from './input-buffer.ts';
import type { SessionServices, VoiceDetector } from './services.ts';

/** What the session does with the learner's audio. */
export interface InputAudioHooks {
  /** Makes an item of the audio. */
  commit(samples: Int16Array, id: string): void;
  speechStarted(): void;
  /** The turn was committed; an answer may begin. */
  speechStopped(): void;
}

interface InputAudioOptions {
  readonly emit: Emit;
  readonly makeId: MakeId;
  readonly createDetector: SessionServices['createDetector'];
  readonly hooks: InputAudioHooks;
}

const LEAST_SAMPLES = 100 * SAMPLES_A_MILLISECOND;
/** A detector may date the beginning of speech back by its own latency, besides the padding. */
const LATENCY_SAMPLES = 1000 * SAMPLES_A_MILLISECOND;

/** The input audio buffer and, unless the learner pushes to talk, the detection of turns in it. */
export class InputAudio {
  readonly #options: InputAudioOptions;
  readonly #buffer = new InputBuffer();
  #detection: TurnDetection = null;
  #detector: VoiceDetector | null = null;
  /** Position of the first sample that the detector was given. */
  #detectorStart = 0;
  #speech: { readonly id: string; readonly from: number } | null = null;

  constructor(options: InputAudioOptions) {
    this.#options = options;
  }

  get isSpeaking(): boolean {
    return this.#speech !== null;
  }

  /** Milliseconds of all audio that was appended in this session. */
  get milliseconds(): number {
    return Math.floor(this.#buffer.end / SAMPLES_A_MILLISECOND);
  }

  configure(detection: TurnDetection): void {
    if (this.#detection !== null && JSON.stringify(detection) === JSON.stringify(this.#detection)) {
      return;
    }
    this.#detection = detection;
    this.#restartDetector();
  }

  append(audio: string): void {
    const samples = decodePcm16(audio);
    if (samples === null) throw invalidAudio('audio');
    this.#buffer.append(samples);
    const options = detectorOptions(this.#detection);
    if (this.#detector === null || options === null) return;
    const base = this.#detectorStart;
    for (const { kind, atMilliseconds } of this.#detector.push(samples)) {
      const position = base + Math.max(0, Math.round(atMilliseconds * SAMPLES_A_MILLISECOND));
      if (kind === 'started') this.#start(position);
      else this.#stop(position);
    }
    if (this.#speech !== null) return;
    const padding = options.prefixPaddingMilliseconds * SAMPLES_A_MILLISECOND;
    this.#buffer.keepLast(padding + LATENCY_SAMPLES);
  }

  /** Commits everything; refused under 100 ms, as the API refuses it. */
  commit(): void {
    const { length } = this.#buffer;
    if (length < LEAST_SAMPLES) {
      const milliseconds = (length / SAMPLES_A_MILLISECOND).toFixed(2);
      throw new Refusal(
        'input_audio_buffer_commit_empty',
        `Error committing input audio buffer: buffer too small. Expected at least 100ms of audio, but buffer only has ${milliseconds}ms of audio.`,
      );
    }
    this.commitSilence(this.#speech?.id ?? this.#options.makeId('item'));
  }

  /** Commits whatever there is, be it nothing. */
  commitSilence(id: string): void {
    const samples = this.#buffer.takeAll();
    this.#restartDetector();
    this.#options.hooks.commit(samples, id);
  }

  clear(): void {
    this.#buffer.clear();
    this.#restartDetector();
    this.#options.emit({ type: 'input_audio_buffer.cleared' });
  }

  #start(position: number): void {
    const id = this.#options.makeId('item');
    this.#speech = { id, from: position };
    this.#options.emit({
      type: 'input_audio_buffer.speech_started',
      audio_start_ms: Math.floor(position / SAMPLES_A_MILLISECOND),
      item_id: id,
    });
    this.#options.hooks.speechStarted();
  }

  #stop(position: number): void {
    const speech = this.#speech;
    if (speech === null) return;
    this.#speech = null;
    this.#options.emit({
      type: 'input_audio_buffer.speech_stopped',
      audio_end_ms: Math.floor(position / SAMPLES_A_MILLISECOND),
      item_id: speech.id,
    });
    this.#options.hooks.commit(this.#buffer.take(speech.from, position), speech.id);
    this.#options.hooks.speechStopped();
  }

  #restartDetector(): void {
    const options = detectorOptions(this.#detection);
    this.#speech = null;
    this.#detectorStart = this.#buffer.end;
    this.#detector = options === null ? null : this.#options.createDetector(options);
  }
}
