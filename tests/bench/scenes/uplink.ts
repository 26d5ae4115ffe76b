import { setTimeout as wait } from 'node:timers/promises';
import { SAMPLE_RATE } from '../../../contract/audio-frame.ts';
import type { HeardAudio } from '../endpoint/messages.ts';
import type { Measured } from '../measure/figures.ts';
import { onsets, pairMarkers } from '../measure/markers.ts';
import { type Captured, followCapture, takeCaptured, takePlayed } from '../page/probe.ts';
import { newSession, type Scene, type Stage } from './scene.ts';

/** From the key going down, what was kept before it comes in a burst: no measure of the way. */
const AFTER_KEY = 200;

/** Times that the microphone is opened anew. */
export const OPENINGS = 5;

/**
 * How long a sample takes from its capture to the server, over bursts that the microphone hears. It
 * is opened several times: how its blocks fall between render quanta is decided at each opening.
 */
export const uplink: Scene = async (stage) => {
  const values: number[] = [];
  const wanted = Math.ceil(stage.trials / OPENINGS);
  for (let opening = 1; opening <= OPENINGS; opening += 1) {
    values.push(...(await speak(stage)).slice(0, wanted));
    stage.step(`microphone ${opening} of ${OPENINGS}`);
  }
  return [measured(values.slice(0, stage.trials))];
};

async function speak(stage: Stage): Promise<number[]> {
  const { page, endpoint, markers } = stage.app;
  endpoint.order({ kind: 'calibrate' });
  await followCapture(page);
  await newSession(stage);
  await takePlayed(page);
  await endpoint.takeHeard();
  await page.keyboard.down('Space');
  await wait(markers.seconds * 1000 + 300);
  // Dropped, not sent: nobody is to answer.
  await page.keyboard.press('Escape');
  await page.keyboard.up('Space');
  const heard = await endpoint.takeHeard();
  const captured = await takeCaptured(page);
  const { keys } = await takePlayed(page);
  return delays(heard, captured, keys[0] ?? Number.POSITIVE_INFINITY);
}

function delays(heard: HeardAudio, captured: Captured, keyAt: number): number[] {
  const sound = Float32Array.from(heard.samples, (sample) => sample / 0x8000);
  const found = onsets(sound, SAMPLE_RATE);
  const seconds = found.map((onset) => onset / SAMPLE_RATE);
  return pairMarkers(seconds, captured.seconds).flatMap(({ left, right }) => {
    const at = captured.at[right];
    const arrived = arrivalOf(heard, found[left] ?? 0);
    if (at === undefined || arrived === undefined || at < keyAt + AFTER_KEY) return [];
    return [arrived - at];
  });
}

function arrivalOf({ arrivals }: HeardAudio, sample: number): number | undefined {
  return arrivals.findLast(({ from }) => from <= sample)?.at;
}

function measured(values: readonly number[]): Measured {
  const name = 'uplink: sample captured → bytes at the server';
  return { topic: 'uplink', name, unit: 'ms', values, targets: { p50: 25, p95: 40 } };
}
