import { SAMPLE_RATE } from '../../contract/audio-frame.ts';
import type { CoreSurface } from '../core/host/core-surface.ts';

/** As the page's worklet frames it: 5.33 ms at 24 kHz. */
const FRAME_SAMPLES = 128;
/** Frames that are sent between two looks at the time. */
const FRAMES_A_STEP = 4;

/**
 * Streams audio as a microphone would, in real time or `pace` times faster, into the stream that
 * is open. Resolves when the last sample has been sent; `finish` then ends the stream.
 */
export async function streamAudio(
  core: Pick<CoreSurface, 'microphoneFrame'>,
  audio: { readonly samples: Int16Array; readonly stream: number; readonly pace: number },
): Promise<{ finish(): void }> {
  const { samples, stream, pace } = audio;
  const start = performance.now();
  let sequence = 0;
  for (let at = 0; at < samples.length; at += FRAME_SAMPLES) {
    const piece = samples.slice(at, at + FRAME_SAMPLES);
    core.microphoneFrame({ kind: 'microphone', stream, sequence, last: false, samples: piece });
    sequence += 1;
    if (sequence % FRAMES_A_STEP === 0) {
      const due = start + ((at + FRAME_SAMPLES) * 1000) / (SAMPLE_RATE * pace);
      await until(due);
    }
  }
  const samplesOfEnd = new Int16Array();
  return {
    finish: () =>
      core.microphoneFrame({
        kind: 'microphone',
        stream,
        sequence,
        last: true,
        samples: samplesOfEnd,
      }),
  };
}

function until(due: number): Promise<void> {
  const wait = Math.max(0, due - performance.now());
  return new Promise((resolve) => setTimeout(resolve, wait));
}
