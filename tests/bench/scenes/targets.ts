import type { Measured } from '../measure/figures.ts';

/** First delta sent → first sample out, on a calm network. */
export function downlink(values: readonly number[], mode = 'push-to-talk'): Measured {
  const name = `downlink: first delta sent → first sample out (${mode})`;
  return { topic: 'downlink', name, unit: 'ms', values, targets: { p50: 15 } };
}

/** An event → the first quantum of silence. */
export function barge(event: string, values: readonly number[]): Measured {
  const name = `barge-in: ${event} → silence`;
  return { topic: 'barge-in', name, unit: 'ms', values, targets: { p50: 12, p95: 20 } };
}

/** How far `audio_end_ms` is from what left the loudspeaker's node. */
export function audioEnd(where: string, values: readonly number[]): Measured {
  const name = `audio_end_ms − what was played: ${where}`;
  return { topic: 'audio-end', name, unit: 'ms', values, targets: { worst: 1 } };
}
