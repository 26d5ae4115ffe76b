import { afterEach, describe, expect, it } from 'vitest';
import { ownProfile } from '../../contract/profiles.ts';
import { type Answer, DialectServer } from './dialect-server.ts';
import { Lesson } from './lesson.ts';
import { laxBeta, speaches, strictBeta } from './manners/beta.ts';
import { ga, silentGa } from './manners/ga.ts';
import type { Manners } from './manners/manners.ts';
import { speechToSpeech } from './manners/speech-to-speech.ts';

const order = { item: 'strawberries', quantity: 400, address: 'Rose Garden Hotel' };
const script: readonly Answer[] = [
  { kind: 'words', text: 'Good morning!' },
  { kind: 'words', text: 'How many?' },
  { kind: 'endless', text: 'We have very many kinds of them, and' },
  { kind: 'words', text: 'Sorry, go on.' },
  { kind: 'call', name: 'place_order', arguments: JSON.stringify(order) },
  { kind: 'words', text: 'It is ordered.' },
];

let server: DialectServer;
let lesson: Lesson;
afterEach(async () => {
  await lesson.dispose();
  await server.close();
});

interface Opening {
  readonly serverTurns?: boolean;
  readonly answers?: readonly Answer[];
}

async function open(manners: Manners, opening: Opening = {}): Promise<void> {
  const { serverTurns = false, answers = script } = opening;
  server = new DialectServer(manners, answers);
  await server.listening();
  const custom = { kind: 'custom', url: server.url, auth: 'none' } as const;
  lesson = await Lesson.at(ownProfile('other', custom, { serverTurns }));
}

/** A greeting, a turn, one that is cut into, one more, and a call with its answer. */
async function hold(): Promise<void> {
  await lesson.start();
  await lesson.ends('partner: Good morning!');
  await lesson.speak();
  await lesson.ends('partner: How many?');
  await lesson.speak();
  await lesson.until(() => lesson.phase === 'speaking');
  await lesson.press();
  await lesson.speakAndRelease();
  await lesson.ends('partner: Sorry, go on.');
  await lesson.speak();
  await lesson.until(() => lesson.said.some((line) => line === 'tool: asking'));
  const call = lesson.transcript.find((item) => item.kind === 'tool');
  await lesson.core.handlers['tool.decide']({ item: call?.id ?? '', allow: true });
  await lesson.ends('partner: It is ordered.');
}

const whole = [
  'partner: Good morning!',
  'learner: Turn 1.',
  'partner: How many?',
  'learner: Turn 2.',
  'learner: Turn 3.',
  'partner: Sorry, go on.',
  'learner: Turn 4.',
  'tool: done',
  'partner: It is ordered.',
];
/** The answer that was cut into, whose heard part is a matter of the server's manners. */
const cutInto = /^partner: (?:We have|…)/;

describe.each([ga, silentGa, speaches, strictBeta, laxBeta])('$name', (manners) => {
  it('holds a conversation with barge-in and a tool', async () => {
    await open(manners);
    await hold();
    expect(lesson.said.filter((line) => !cutInto.test(line))).toEqual(whole);
    expect(lesson.said.filter((line) => cutInto.test(line))).toHaveLength(1);
    expect(lesson.notices).toEqual([]);
    expect(server.understood.length).toBeGreaterThan(0);
    const cuts = server.heard.filter(({ type }) => type === 'conversation.item.truncate');
    expect(cuts).toMatchObject([{ audio_end_ms: 300, content_index: 0 }]);
    expect(server.types.filter((type) => type === 'response.cancel')).toHaveLength(1);
  });
});

describe('Hugging Face speech-to-speech', () => {
  it('ends turns itself, as the profile says', async () => {
    await open(speechToSpeech(), { serverTurns: true });
    await hold();
    expect(lesson.notices).toEqual([]);
    expect(lesson.said.filter((line) => !cutInto.test(line))).toEqual(whole);
    expect(server.types).not.toContain('input_audio_buffer.commit');
    expect(server.understood.length).toBeGreaterThan(0);
    // The opening, and after the call: what follows a turn is answered unasked.
    expect(server.types.filter((type) => type === 'response.create')).toHaveLength(2);
  });

  it('is found out when the profile does not say so, at the price of one answer', async () => {
    const words = ['Good morning!', 'Too early.', 'One.', 'Two.', 'Three.'];
    const plain = words.map((text): Answer => ({ kind: 'words', text }));
    await open(speechToSpeech(), { answers: plain });
    await lesson.start();
    await lesson.ends('partner: Good morning!');
    await lesson.speak();
    await lesson.until(() => lesson.phase === 'idle' && server.left === 2);
    await lesson.speak();
    await lesson.ends('partner: Two.');
    await lesson.speak();
    await lesson.ends('partner: Three.');
    expect(lesson.notices).toEqual([]);
    expect(server.types.filter((type) => type.endsWith('.commit'))).toHaveLength(1);
    expect(server.types.filter((type) => type === 'response.create')).toHaveLength(2);
    expect(server.understood.length).toBe(1);
  });
});
