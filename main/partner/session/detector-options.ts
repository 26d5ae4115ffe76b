import type { TurnDetection } from '../protocol/session-schema.ts';
import type { DetectorOptions } from './services.ts';

// The partner understands no meaning: an eager session gets a shorter silence, a patient one a longer.
const semanticSilence = { low: 1500, medium: 900, auto: 900, high: 450 } as const;

/** How the signal is to be listened to under these settings; null for push to talk. */
export function detectorOptions(detection: TurnDetection): DetectorOptions | null {
  if (detection === null) return null;
  if (detection.type === 'semantic_vad') {
    return {
      threshold: 0.5,
      prefixPaddingMilliseconds: 300,
      silenceMilliseconds: semanticSilence[detection.eagerness],
    };
  }
  return {
    threshold: detection.threshold,
    prefixPaddingMilliseconds: detection.prefix_padding_ms,
    silenceMilliseconds: detection.silence_duration_ms,
  };
}
