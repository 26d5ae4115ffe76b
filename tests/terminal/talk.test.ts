import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resample } from '../../main/audio/resample.ts';
import { readWav } from '../../main/audio/wav.ts';
import { loadSynthesizer } from '../../main/partner/speech/synthesizer.ts';
import { speakers } from '../support/speakers.ts';
import { wavFile } from '../support/wav.ts';

const program = fileURLToPath(new URL('../../main/terminal/talk.ts', import.meta.url));
const reply = 'I need four hundred strawberries, please. It is for a wedding.';
let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'parley-talk-test-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

interface Line {
  readonly type: string;
  readonly [name: string]: unknown;
}

/** Runs the program to its end. */
async function talk(args: readonly string[], input = '') {
  const { OPENAI_API_KEY: _, ...given } = process.env;
  // Whoever runs the tests may keep a key, and it is not for them.
  const env = { ...given, PARLEY_NO_KEYRING: '1' };
  const child = spawn(process.execPath, [program, ...args], { env });
  child.stdin.end(input);
  const code = new Promise<number | null>((done) => child.once('exit', done));
  const [out, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { out, errors, code: await code };
}

async function talkInJson(args: readonly string[], input?: string) {
  const { out, code } = await talk([...args, '--json'], input);
  const lines = out.split('\n').flatMap((line): Line[] => (line === '' ? [] : [JSON.parse(line)]));
  return { lines, code };
}

describe('talking in the terminal', () => {
  it('speaks a WAV of another rate in stereo, and writes the answer', async () => {
    const synthesizer = await loadSynthesizer();
    const spoken = resample(synthesizer.speak(reply, speakers.en).samples, 24_000, 44_100);
    const stereo = new Int16Array(spoken.length * 2).map((_, index) => spoken[index >> 1] ?? 0);
    const question = join(directory, 'question.wav');
    const wav = wavFile({ samples: stereo, rate: 44_100 });
    // The helper writes mono: two channels have twice the bytes a second and four a frame.
    wav.writeUInt16LE(2, 22);
    wav.writeUInt32LE(44_100 * 4, 28);
    wav.writeUInt16LE(4, 32);
    writeFileSync(question, wav);
    const answer = join(directory, 'answer.wav');
    const opening = 'Good morning! I would like to order some chocolate-covered strawberries.';
    const { lines, code } = await talkInJson([
      ...['--scenario', 'strawberries', '--text', opening, '--say', question],
      ...['--pace', '8', '--out', answer],
    ]);
    expect(code).toBe(0);
    const heard = lines.findLast((line) => line.type === 'item' && line.speaker === 'learner');
    expect(heard).toMatchObject({ text: reply, status: 'final', spoken: true });
    const done = lines.at(-1);
    expect(done).toMatchObject({ type: 'done', turns: 2 });
    const { sampleRate, samples } = readWav(readFileSync(answer));
    expect(sampleRate).toBe(24_000);
    expect(Math.round((samples.length * 1000) / sampleRate)).toBe(done?.answerMilliseconds);
    expect(samples.some((sample) => Math.abs(sample) > 0.1)).toBe(true);
    expect(lines.filter(({ type }) => type === 'turn')).toHaveLength(3);
  });

  it('reads lines, places the order when it may, and prints the tokens', async () => {
    const words = [
      'Good morning! I would like to order some chocolate-covered strawberries.',
      reply,
      'Please bring them to twelve Harbour Street, the house with the blue door.',
    ];
    const { out, code } = await talk(['--yes'], `${words.join('\n')}\n`);
    expect(code).toBe(0);
    expect(out).toContain(`You      ${reply}`);
    expect(out).toContain('400');
    expect(out).toMatch(/Tokens in: [1-9]\d* text/);
  });

  it('says what is wrong with the command line, or with the endpoint', async () => {
    const wrong = await talk(['--pace', 'fast']);
    expect(wrong.code).toBe(2);
    expect(wrong.errors).toContain('--pace is a number');
    const args = ['--endpoint', 'ws://127.0.0.1:9/v1/realtime', '--text', 'hi'];
    const { lines, code } = await talkInJson(args);
    expect(code).toBe(1);
    expect(lines.find(({ type }) => type === 'error')).toMatchObject({ code: 'unreachable' });
    const missing = await talkInJson(['--say', join(directory, 'none.wav')]);
    expect(missing.code).toBe(1);
    expect(missing.lines.find(({ type }) => type === 'error')).toMatchObject({ code: 'not_found' });
    const unwritable = await talkInJson(['--text', 'hi', '--out', join(directory, 'no', 'a.wav')]);
    expect(unwritable.code).toBe(1);
    expect(unwritable.lines.at(-1)).toMatchObject({ type: 'done', turns: 1 });
  });
});
