import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { resample } from '../../audio/resample.ts';
import { readWav } from '../../audio/wav.ts';
import type { Synthesizer } from '../speech/synthesizer.ts';

/** A synthesiser that plays a learner: 24 kHz samples of a text; fails where the machine lacks it. */
export interface Speaker {
  readonly name: string;
  readonly language: 'en' | 'es';
  say(text: string): Promise<Int16Array>;
}

const run = promisify(execFile);
const SPEECH_RATE = 24_000;

/** Every speaker that the evaluation knows, there or not. */
export function allSpeakers(synthesizer: Synthesizer): readonly Speaker[] {
  const flite = ['kal16', 'awb', 'rms', 'slt'].map(fliteSpeaker);
  const festival = ['kal_diphone', 'ked_diphone', 'cmu_us_slt_arctic_hts'].map(festivalSpeaker);
  const spanish = [
    { name: 'es-419+m7', rate: 150, pitch: 40 },
    { name: 'es-419+f4', rate: 165, pitch: 60 },
    { name: 'es-419+m1', rate: 135, pitch: 45 },
    { name: 'es-419+klatt2', rate: 150, pitch: 50 },
  ].map(
    (voice): Speaker => ({
      name: `espeak ${voice.name}`,
      language: 'es',
      say: async (text) => synthesizer.speak(text, voice).samples,
    }),
  );
  return [...flite, ...festival, ...spanish];
}

function fliteSpeaker(voice: string): Speaker {
  return {
    name: `flite ${voice}`,
    language: 'en',
    say: (text) =>
      recorded(async (path) => {
        await run('flite', ['-voice', voice, '-t', text, '-o', path('out.wav')]);
      }),
  };
}

function festivalSpeaker(voice: string): Speaker {
  return {
    name: `festival ${voice}`,
    language: 'en',
    say: (text) =>
      recorded(async (path) => {
        await writeFile(path('in.txt'), text);
        const choose = `(voice_${voice})`;
        await run('text2wave', ['-eval', choose, '-o', path('out.wav'), path('in.txt')]);
      }),
  };
}

/** Runs `record`, which writes `out.wav`, in a folder of its own. */
async function recorded(
  record: (path: (name: string) => string) => Promise<void>,
): Promise<Int16Array> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-evaluation-'));
  try {
    await record((name) => join(folder, name));
    const wav = readWav(await readFile(join(folder, 'out.wav')));
    return resample(wav.samples, wav.sampleRate, SPEECH_RATE);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
