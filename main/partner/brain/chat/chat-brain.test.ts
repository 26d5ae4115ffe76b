import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Synthesizer } from '../../speech/synthesizer.ts';
import { scriptedSynthesizer, tone } from '../../testing/scripted-voice.ts';
import { TestPartner } from '../../testing/test-partner.ts';
import { SentenceSplitter } from './sentences.ts';

/** A chat endpoint that answers with the given deltas, and keeps what it was asked. */
class ScriptedEndpoint {
  readonly asked: { headers: Record<string, unknown>; body: Record<string, unknown> }[] = [];
  readonly #server: Server;
  /** Set to make it hold its answer open. */
  hold = false;
  #closed: () => void = () => {};
  #reached: () => void = () => {};
  readonly reached = new Promise<void>((resolve) => {
    this.#reached = resolve;
  });
  readonly abandoned = new Promise<void>((resolve) => {
    this.#closed = resolve;
  });

  constructor(answers: readonly (readonly object[] | number)[]) {
    let turn = 0;
    this.#server = createServer((request, response) => {
      let text = '';
      request.on('data', (data) => {
        text += String(data);
      });
      request.on('end', () => {
        this.asked.push({
          headers: request.headers,
          body: JSON.parse(text) as Record<string, unknown>,
        });
        const answer = answers[turn++] ?? 500;
        if (typeof answer === 'number') {
          response.writeHead(answer).end('{"error":{"message":"secret detail"}}');
          return;
        }
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        for (const delta of answer) {
          response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta }] })}\n\n`);
        }
        response.on('close', () => this.#closed());
        response.flushHeaders();
        this.#reached();
        if (!this.hold) response.end('data: [DONE]\n\n');
      });
    });
  }

  listen(): Promise<string> {
    return new Promise((resolve) => {
      this.#server.listen(0, '127.0.0.1', () => {
        const { port } = this.#server.address() as AddressInfo;
        resolve(`http://127.0.0.1:${port}/v1`);
      });
    });
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

let house: TestPartner;
/** Names of the voices that were spoken with, in order. */
const voices: string[] = [];
let endpoint: ScriptedEndpoint;
afterEach(async () => {
  await house.dispose();
  endpoint.close();
});

async function talker(
  answers: readonly (readonly object[] | number)[],
  query?: string,
  sees = false,
) {
  endpoint = new ScriptedEndpoint(answers);
  const chat = { baseUrl: await endpoint.listen(), model: 'small', key: 'chat-key', sees };
  voices.length = 0;
  const synthesizer: Synthesizer = {
    speak(text, voice) {
      voices.push(voice.name);
      return scriptedSynthesizer.speak(text, voice);
    },
  };
  house = await TestPartner.start({ chat, synthesizer });
  return house.talker(query);
}

const tools = [
  {
    type: 'function' as const,
    name: 'weather',
    description: 'Tells it',
    parameters: { type: 'object' },
  },
];

describe('a picture for the chat brain', () => {
  const image_url = 'data:image/png;base64,iVBORw0KGgo=';

  async function asked(sees: boolean): Promise<unknown> {
    const client = await talker([[{ content: 'I see.' }]], undefined, sees);
    client.send(
      {
        type: 'conversation.item.create',
        item: {
          type: 'message',
          role: 'user',
          content: [
            { type: 'input_image', image_url },
            { type: 'input_text', text: 'What is this?' },
          ],
        },
      },
      { type: 'response.create' },
    );
    await client.next('response.done');
    const messages = endpoint.asked[0]?.body.messages;
    return Array.isArray(messages) ? messages.at(-1)?.content : null;
  }

  it('is passed on to an endpoint that sees', async () => {
    expect(await asked(true)).toEqual([
      { type: 'image_url', image_url: { url: image_url, detail: 'auto' } },
      { type: 'text', text: 'What is this?' },
    ]);
  });

  it('is told of to one that does not', async () => {
    const content = await asked(false);
    expect(content).toMatch(/cannot see.*say so.*\nWhat is this\?/i);
    expect(content).not.toContain('base64');
  });
});

describe('the chat brain', () => {
  it('speaks what the endpoint streams, as one message', async () => {
    const client = await talker([
      [{ content: 'Hello the' }, { content: 're. How are' }, { content: ' you?' }],
    ]);
    client.send({
      type: 'session.update',
      session: { type: 'realtime', instructions: 'Be kind.' },
    });
    client.send({
      type: 'conversation.item.create',
      item: { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Hi' }] },
    });
    client.send({ type: 'input_audio_buffer.append', audio: tone(1, 1200) });
    client.send({ type: 'input_audio_buffer.commit' }, { type: 'response.create' });
    const failed = await client.next('conversation.item.input_audio_transcription.failed');
    expect(failed.error.code).toBe('transcription_unavailable');
    const { response } = await client.next('response.done');
    expect(response).toMatchObject({
      status: 'completed',
      output: [{ content: [{ transcript: 'Hello there. How are you?' }] }],
    });
    const item_id = response.output?.[0]?.id ?? '';
    client.send(
      { type: 'conversation.item.truncate', item_id, content_index: 0, audio_end_ms: 300 },
      { type: 'conversation.item.retrieve', item_id },
    );
    expect(
      (await client.next('conversation.item.retrieved')).item,
      'a cut in the second sentence',
    ).toMatchObject({ content: [{ transcript: 'Hello there. How' }] });
    expect(endpoint.asked[0]).toMatchObject({
      headers: { authorization: 'Bearer chat-key' },
      body: {
        model: 'small',
        stream: true,
        messages: [
          { role: 'system', content: 'Be kind.' },
          { role: 'user', content: 'Hi' },
          { role: 'user', content: '[1.2 seconds of speech without a transcript]' },
        ],
      },
    });
    expect(endpoint.asked[0]?.body).not.toHaveProperty('tools');
  });

  it('gives help in two languages, each sentence in the voice of its script', async () => {
    const client = await talker(
      [[{ content: '你可以這樣說。 Could you help me, please? 這是請求幫忙。' }]],
      '?scenario=strawberries.en',
    );
    const audio = tone(1, 1200);
    client.send({
      type: 'response.create',
      response: {
        conversation: 'none',
        instructions: 'Help.',
        input: [{ type: 'message', role: 'user', content: [{ type: 'input_audio', audio }] }],
        metadata: { purpose: 'help', language: 'zh-Hant' },
      },
    });
    await client.next('response.done');
    expect(voices).toEqual(['cmn', 'en-us', 'cmn']);
    expect(endpoint.asked[0]?.body.messages).toEqual([
      { role: 'system', content: 'Help.' },
      { role: 'user', content: '[1.2 seconds of speech without a transcript]' },
    ]);
  });

  it('calls tools, and gives their outputs back', async () => {
    const fn = (piece: object) => ({ tool_calls: [{ index: 0, function: piece }] });
    const client = await talker([
      [
        { content: 'One moment.' },
        fn({ name: 'weather', arguments: '{"city"' }),
        fn({ arguments: ':"Rome"}' }),
      ],
      [{ content: 'It is sunny.' }],
    ]);
    client.send({ type: 'session.update', session: { type: 'realtime', tools } });
    client.send({ type: 'response.create' });
    const { response } = await client.next('response.done');
    const [message, call] = response.output ?? [];
    expect(message).toMatchObject({ content: [{ transcript: 'One moment.' }] });
    expect(call).toMatchObject({ name: 'weather', arguments: '{"city":"Rome"}' });
    const call_id = call?.type === 'function_call' ? (call.call_id ?? '') : '';
    client.send({
      type: 'conversation.item.create',
      item: { type: 'function_call_output', call_id, output: 'sunny' },
    });
    client.send({ type: 'response.create' });
    await client.next('response.done');
    expect(endpoint.asked[1]?.body).toMatchObject({
      tools: [{ type: 'function', function: { name: 'weather', parameters: { type: 'object' } } }],
      messages: [
        { role: 'system' },
        { role: 'assistant', content: 'One moment.' },
        { role: 'assistant', tool_calls: [{ id: call_id, function: { name: 'weather' } }] },
        { role: 'tool', tool_call_id: call_id, content: 'sunny' },
      ],
    });
  });

  it('plays a scenario with its instructions', async () => {
    const client = await talker([[{ content: 'Hi.' }]], '?scenario=strawberries.en');
    client.send({ type: 'response.create' });
    await client.next('response.done');
    expect(JSON.stringify(endpoint.asked[0]?.body)).toContain('You are Rosa');
  });

  it('fails the response, without the endpoint’s own words, where the endpoint fails', async () => {
    const client = await talker([503]);
    client.send({ type: 'response.create' });
    const { response } = await client.next('response.done');
    expect(response).toMatchObject({
      status: 'failed',
      status_details: {
        error: {
          code: 'chat_endpoint_failed',
          message: 'The chat endpoint answered with status 503.',
        },
      },
    });
  });

  it('lets the endpoint go when it is cancelled before the first word', async () => {
    endpoint = new ScriptedEndpoint([[]]);
    endpoint.hold = true;
    house = await TestPartner.start({ chat: { baseUrl: await endpoint.listen(), model: 'small' } });
    const client = await house.talker();
    client.send({ type: 'response.create' });
    await endpoint.reached;
    client.send({ type: 'response.cancel' });
    expect((await client.next('response.done')).response).toMatchObject({
      status: 'cancelled',
      output: [],
    });
    await endpoint.abandoned;
    client.send({ type: 'input_audio_buffer.clear' });
    await client.next('input_audio_buffer.cleared');
    expect(client.types.filter((type) => type === 'response.done')).toHaveLength(1);
  });

  it('lets the endpoint go when it is cancelled', async () => {
    endpoint = new ScriptedEndpoint([[{ content: 'A first sentence. ' }]]);
    endpoint.hold = true;
    house = await TestPartner.start({ chat: { baseUrl: await endpoint.listen(), model: 'small' } });
    const client = await house.talker();
    client.send({ type: 'response.create' });
    await client.next('response.output_audio.delta');
    client.send({ type: 'response.cancel' });
    expect((await client.next('response.done')).response.status).toBe('cancelled');
    await endpoint.abandoned;
    client.send({ type: 'input_audio_buffer.clear' });
    await client.next('input_audio_buffer.cleared');
    expect(client.types.filter((type) => type === 'response.done')).toHaveLength(1);
  });
});

describe('sentences', () => {
  it.each([
    ['Hello. How are you? Fine', ['Hello.', 'How are you?'], 'Fine'],
    ['It costs 3.50 euros. "Really?" Yes!', ['It costs 3.50 euros.', '"Really?"'], 'Yes!'],
    ['你好。今天好吗？很好', ['你好。', '今天好吗？'], '很好'],
    ['one\ntwo\n', ['one', 'two'], ''],
  ])('of %j', (text, sentences, rest) => {
    const splitter = new SentenceSplitter();
    expect(splitter.push(text)).toEqual(sentences);
    expect(splitter.end()).toBe(rest);
  });

  it('lose nothing but spaces, however they come', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 30 })), (pieces) => {
        const splitter = new SentenceSplitter();
        const sentences = [...pieces.flatMap((piece) => splitter.push(piece)), splitter.end()];
        const plain = (text: string) => text.replace(/\s/gu, '');
        expect(plain(sentences.join(''))).toBe(plain(pieces.join('')));
      }),
    );
    expect(new SentenceSplitter().push('x'.repeat(1000)).map(({ length }) => length)).toEqual([
      400, 400,
    ]);
  });
});
