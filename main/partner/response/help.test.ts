import type { RealtimeResponseCreateParams } from 'openai/resources/realtime/realtime';
import { afterEach, describe, expect, it } from 'vitest';
import { findScenario } from '../../scenarios/registry.ts';
import type { SpeechVoice, Synthesizer } from '../speech/synthesizer.ts';
import { scriptedSynthesizer, tone } from '../testing/scripted-voice.ts';
import type { TestClient } from '../testing/test-client.ts';
import { TestPartner } from '../testing/test-partner.ts';

let house: TestPartner;
let spoken: { text: string; voice: SpeechVoice }[];
afterEach(async () => {
  await house.dispose();
  expect(house.faults).toEqual([]);
});

const noting: Synthesizer = {
  speak(text, voice) {
    spoken.push({ text: text.trim(), voice });
    return scriptedSynthesizer.speak(text, voice);
  },
};

const guided = findScenario('strawberries.en')?.guided;

async function talker(query = '?scenario=strawberries.en'): Promise<TestClient> {
  spoken = [];
  house = await TestPartner.start({ synthesizer: noting });
  const client = await house.talker(query);
  client.send({ type: 'response.create' });
  await client.next('response.done');
  spoken.length = 0;
  return client;
}

function help(language: string, milliseconds = 2500): RealtimeResponseCreateParams {
  const audio = tone(7, milliseconds);
  return {
    conversation: 'none',
    input: [
      { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Hello' }] },
      { type: 'message', role: 'user', content: [{ type: 'input_audio', audio }] },
    ],
    instructions: 'Help.',
    output_modalities: ['audio'],
    tools: [],
    tool_choice: 'none',
    metadata: { purpose: 'help', id: 'x1', language },
  };
}

/** Types a turn, and waits for its answer. */
async function say(client: TestClient, text: string): Promise<void> {
  const content = [{ type: 'input_text' as const, text }];
  client.send(
    { type: 'conversation.item.create', item: { type: 'message', role: 'user', content } },
    { type: 'response.create' },
  );
  await client.next('response.done');
  spoken.length = 0;
}

/** Asks for help and gives what was said, with the response that said it. */
async function helped(client: TestClient, language: string) {
  spoken.length = 0;
  client.send({ type: 'response.create', response: help(language) });
  const { response } = await client.next('response.done');
  return { response, texts: spoken.map(({ text }) => text) };
}

describe('help beside a guided scene', () => {
  it('tells what was said and what can be said now, each in the voice of its language', async () => {
    const client = await talker();
    const { response, texts } = await helped(client, 'zh-Hant');
    const step = guided?.steps.greeting;
    const [first] = step?.replies ?? [];
    expect(texts[0]).toContain('聽不懂問題');
    expect(texts[1]).toContain(step?.meaning?.['zh-Hant']);
    expect(texts.slice(2)).toEqual([
      '現在你可以說：',
      first?.text,
      `意思是：${first?.meaning['zh-Hant']}`,
    ]);
    const voices = spoken.map(({ voice }) => voice.name);
    expect(voices).toEqual(['cmn', 'cmn', 'cmn', 'en-us', 'cmn']);
    expect(response.status).toBe('completed');
    expect(JSON.stringify(response.output)).toContain(first?.text);
  });

  it('follows the scene: a step on, it offers what that step offers', async () => {
    const client = await talker('?scenario=strawberries.es');
    await say(client, '¡Buenos días! Quisiera encargar unas fresas con chocolate.');
    const { texts } = await helped(client, 'fr');
    expect(texts[0]).toContain('I cannot understand questions');
    expect(texts).toContain('Necesito cuatrocientas fresas, por favor. Son para una boda.');
    expect(spoken.map(({ voice }) => voice.name)).toContain('es');
    expect(spoken[0]?.voice.name).toBe('en-us');
  });

  it('does not tell what a line means that is still to be said', async () => {
    spoken = [];
    house = await TestPartner.start({ synthesizer: noting });
    const { texts } = await helped(await house.talker('?scenario=strawberries.en'), 'en');
    expect(texts[1]).toBe('Here you can say:');
  });

  it('names the values in the lines of a scene, and the lines, to a client', async () => {
    const client = await talker();
    await say(client, guided?.steps.greeting?.replies[0]?.text ?? '');
    const content = [
      { type: 'input_text' as const, text: guided?.steps.quantity?.replies[0]?.text ?? '' },
    ];
    client.send(
      { type: 'conversation.item.create', item: { type: 'message', role: 'user', content } },
      { type: 'response.create' },
    );
    expect((await client.next('response.done')).response.metadata).toEqual({
      scenario: 'strawberries.en',
      step: 'address',
      lines: 'address',
      variables: '{"quantity":400,"total":"320 dollars"}',
    });
  });

  it('leaves no trace: no item, no step, and the scene goes on where it was', async () => {
    const client = await talker();
    const items = () => client.types.filter((type) => type.startsWith('conversation.item'));
    const before = items();
    const { response } = await helped(client, 'zh-Hant');
    expect(items()).toEqual(before);
    expect(response.conversation_id).toBeNull();
    expect(response.metadata).toEqual({ purpose: 'help', id: 'x1', language: 'zh-Hant' });
    client.send({ type: 'response.create' });
    expect((await client.next('response.done')).response.metadata).toMatchObject({
      step: 'greeting',
    });
  });

  it('is billed for its own context and its own sound', async () => {
    const client = await talker();
    const { response } = await helped(client, 'en');
    expect(response.usage?.input_token_details?.audio_tokens).toBe(25);
    // Instructions, and two items of three tokens of which one has a word.
    expect(response.usage?.input_token_details?.text_tokens).toBe(2 + 3 + 1 + 3);
    expect(response.usage?.output_token_details?.audio_tokens).toBeGreaterThan(20);
  });

  it('is cancelled by its id, and not without one', async () => {
    spoken = [];
    house = await TestPartner.start({ synthesizer: noting, speed: 1 });
    const client = await house.talker('?scenario=strawberries.en');
    client.send({ type: 'response.create', response: help('en') });
    const { response } = await client.next('response.created');
    expect(await client.refused({ type: 'response.cancel' })).toMatchObject({
      code: 'response_cancel_not_active',
    });
    client.send({ type: 'response.cancel', response_id: response.id ?? '' });
    expect((await client.next('response.done')).response.status).toBe('cancelled');
  });

  it('says that there is nothing to say while the screen asks', async () => {
    const client = await talker();
    const tools = [{ type: 'function' as const, name: 'place_order' }];
    client.send({ type: 'session.update', session: { type: 'realtime', tools } });
    for (const step of ['greeting', 'quantity', 'address', 'day', 'review']) {
      await say(client, guided?.steps[step]?.replies[0]?.text ?? '');
    }
    expect(client.types).toContain('response.function_call_arguments.done');
    const { texts } = await helped(client, 'en');
    expect(texts.at(-1)).toContain('waits for your decision');
    expect(texts.join(' ')).not.toContain('Here you can say');
  });

  it('says when the scene is over, and when it did not hear the learner', async () => {
    const client = await talker();
    const content = [{ type: 'input_text' as const, text: 'Turtles' }];
    client.send({
      type: 'conversation.item.create',
      item: { type: 'message', role: 'user', content },
    });
    expect((await helped(client, 'en')).texts[1]).toContain('did not recognise');
    await say(client, 'Hello Rosa, how much are your strawberries with chocolate?');
    await say(client, 'No, thank you, that is more than I can spend.');
    expect((await helped(client, 'en')).texts.at(-1)).toContain('at its end');
  });
});

describe('help without a scene', () => {
  it('says in the learner’s language that it heard, and cannot understand', async () => {
    const client = await talker('?model=practice-partner');
    const { texts } = await helped(client, 'zh-Hant');
    expect(texts).toHaveLength(1);
    expect(texts[0]).toMatch(/3秒.*没有语音模型/);
    expect(spoken[0]?.voice.name).toBe('cmn');
  });
});
