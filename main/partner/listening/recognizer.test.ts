import { beforeAll, describe, expect, it } from 'vitest';
import { loadSynthesizer, type Synthesizer } from '../speech/synthesizer.ts';
import { evaluationSets } from './evaluation-sets.ts';
import {
  type Choice,
  createRecognizer,
  decide,
  type Recognition,
  type Recognizer,
} from './recognizer.ts';
import { added, decibelsOf, padded, whiteNoise } from './seeded-noise.ts';

let synthesizer: Synthesizer;
let recognizer: Recognizer;
beforeAll(async () => {
  synthesizer = await loadSynthesizer();
  recognizer = createRecognizer(synthesizer);
});

const english = { name: 'en-us', rate: 160 };
const order = choicesOf(evaluationSets.en[0] ?? []);

function choicesOf(texts: readonly string[]): Choice[] {
  return texts.map((text) => ({ id: text, text }));
}

function said(text: string, name: string, rate = 150): Int16Array {
  return padded(synthesizer.speak(text, { name, rate }).samples, 300);
}

function noisy(samples: Int16Array, ratio: number, seed: number): Int16Array {
  return added(samples, whiteNoise(samples.length, decibelsOf(samples) - ratio, seed));
}

// Seconds of signal processing: a busy machine must not fail them.
describe('recognizer', { timeout: 60_000 }, () => {
  // None of these speakers is a template voice.
  it.each([
    ['en-gb-scotland+m7', 'en', 'en-us'],
    ['en-029+f4', 'en', 'en-gb-x-rp'],
    ['es-419+m7', 'es', 'es'],
  ] as const)('knows what %s says, in noise', (speaker, language, voice) => {
    const sets = evaluationSets[language].slice(0, 2);
    for (const [index, set] of sets.entries()) {
      for (const text of set) {
        const sound = noisy(said(text, speaker), 10, index + 1);
        const result = recognizer.recognize(sound, choicesOf(set), { name: voice, rate: 160 });
        expect(result).toMatchObject({ kind: 'heard', id: text });
      }
    }
  });

  it.each([
    [
      'fr',
      'fr-be+m7',
      [
        'Je voudrais des fraises, s’il vous plaît.',
        'Avez-vous du pain frais ce matin ?',
        'Pardon, je me suis trompé de numéro.',
      ],
    ],
    [
      'de',
      'de+m7',
      [
        'Ich hätte gern vierhundert Erdbeeren.',
        'Haben Sie heute frisches Obst?',
        'Entschuldigung, ich habe mich verwählt.',
      ],
    ],
    [
      'it',
      'it+m7',
      [
        'Vorrei quattrocento fragole, per favore.',
        'Avete della frutta fresca oggi?',
        'Scusi, ho sbagliato numero.',
      ],
    ],
    [
      'cmn',
      'cmn+m7',
      ['你好，我想买四百个草莓。', '请问你们今天有新鲜的水果吗？', '对不起，我打错电话了。'],
    ],
  ])('knows replies in %s', (name, speaker, texts) => {
    for (const text of texts) {
      const result = recognizer.recognize(said(text, speaker), choicesOf(texts), {
        name,
        rate: 160,
      });
      expect(result).toMatchObject({ kind: 'heard', id: text });
    }
  });

  it('asks when something else was said', () => {
    for (const text of [
      'The cat sleeps under the old wooden table.',
      'Purple.',
      'Why would anybody do that?',
    ]) {
      const result = recognizer.recognize(said(text, 'en-gb-scotland+m7'), order, english);
      expect(result).toMatchObject({ kind: 'unsure' });
    }
  });

  it('hears silence in silence, in noise, in a click and in nothing', () => {
    const click = new Int16Array(24_000);
    click.set(whiteNoise(480, -10), 12_000);
    const sounds = [
      new Int16Array(48_000),
      whiteNoise(48_000, -40),
      whiteNoise(48_000, -15),
      click,
      new Int16Array(0),
    ];
    for (const sound of sounds) {
      expect(recognizer.recognize(sound, order, english)).toEqual({ kind: 'silence' });
    }
  });

  it.each([
    ['a key that clicks first', (sound: Int16Array) => added(sound, whiteNoise(480, -12))],
    ['a far microphone', (sound: Int16Array) => sound.map((value) => value / 40)],
    [
      'clipping',
      (sound: Int16Array) => sound.map((value) => Math.max(-9000, Math.min(9000, value * 2))),
    ],
    ['no pause around it', (sound: Int16Array) => sound.subarray(7200, -7200)],
    ['long pauses around it', (sound: Int16Array) => padded(sound, 3000)],
  ])('is not put off by %s', (_name, change) => {
    for (const { id } of order) {
      const sound = change(said(id, 'en-029+m7'));
      expect(recognizer.recognize(sound, order, english)).toMatchObject({ kind: 'heard', id });
    }
  });

  it('is less sure among replies that sound alike', () => {
    const alike = ['fourteen', 'forty', 'forty-one', 'fifteen'].map(
      (number) => `I would like ${number} apples, please.`,
    );
    const sound = said(alike[0] ?? '', 'en-029+m7');
    const [alone, among] = [alike.slice(0, 1), alike].map((texts) =>
      recognizer.recognize(sound, choicesOf(texts), english),
    );
    expect(alone).toMatchObject({ kind: 'heard' });
    expect(marginOf(among)).toBeLessThan(marginOf(alone) / 2);
  });

  it('needs no preparation', () => {
    const id = order[1]?.text ?? '';
    const fresh = createRecognizer(synthesizer);
    const sound = said(id, 'en-029+m7');
    expect(fresh.recognize(sound, order, english)).toMatchObject({ kind: 'heard', id });
  });

  it('copes with a single choice, none, and one without sound', () => {
    const text = order[0]?.text ?? '';
    const sound = said(text, 'en-029+m7');
    expect(recognizer.recognize(sound, order.slice(0, 1), english)).toMatchObject({
      kind: 'heard',
    });
    expect(recognizer.recognize(sound, [], english)).toEqual({ kind: 'silence' });
    const odd = [{ id: 'odd', text: '…' }, ...order];
    expect(recognizer.recognize(sound, odd, english)).toMatchObject({ kind: 'heard', id: text });
    expect(recognizer.recognize(sound, odd.slice(0, 1), english)).toMatchObject({ kind: 'unsure' });
  });
});

function marginOf(recognition: Recognition | undefined): number {
  return recognition === undefined || recognition.kind === 'silence' ? NaN : recognition.margin;
}

describe('decide', () => {
  it('takes the mean of the three nearest rivals', () => {
    const result = decide({ id: 'a', distance: 1 }, [9, 1.3, 1.2, 1.1]);
    expect(result.kind === 'heard' && result.margin).toBeCloseTo(0.2);
  });

  it('is unsure of a small or negative lead', () => {
    expect(decide({ id: 'a', distance: 1 }, [1.01, 1.02, 1.03]).kind).toBe('unsure');
    expect(decide({ id: 'a', distance: 1 }, [0.5]).kind).toBe('unsure');
  });
});
