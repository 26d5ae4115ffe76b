import type { RealtimeClientEvent } from 'openai/resources/realtime/realtime';
import { afterEach, describe, expect, it } from 'vitest';
import type { TestClient } from '../testing/test-client.ts';
import { TestPartner } from '../testing/test-partner.ts';

let house: TestPartner;
afterEach(async () => {
  await house.dispose();
  expect(house.faults).toEqual([]);
});

function typed(text: string): RealtimeClientEvent {
  return {
    type: 'conversation.item.create',
    item: { type: 'message', role: 'user', content: [{ type: 'input_text', text }] },
  };
}

async function started(): Promise<TestClient> {
  house = await TestPartner.start();
  return house.talker();
}

/** Types of events since the last `response.created`, runs of one type as one. */
function runs(client: TestClient): string[] {
  const from = client.types.lastIndexOf('response.created');
  return client.types.slice(from).filter((type, index, all) => type !== all[index - 1]);
}

describe('an answer', () => {
  it('comes in the order of the real one', async () => {
    const client = await started();
    client.send(typed('one two three four'), { type: 'response.create' });
    await client.next('rate_limits.updated');
    expect(runs(client)).toEqual([
      'response.created',
      'response.output_item.added',
      'conversation.item.added',
      'response.content_part.added',
      'response.output_audio_transcript.delta',
      'response.output_audio.delta',
      'response.output_audio_transcript.delta',
      'response.output_audio.delta',
      'response.output_audio.done',
      'response.output_audio_transcript.done',
      'response.content_part.done',
      'conversation.item.done',
      'response.output_item.done',
      'response.done',
      'rate_limits.updated',
    ]);
  });

  it('gives its words and its samples once each, in deltas of 200 ms', async () => {
    const client = await started();
    client.send(typed('one two three four'), { type: 'response.create' });
    const { response } = await client.next('response.done');
    const deltas = client.events.flatMap((event) =>
      event.type === 'response.output_audio.delta'
        ? [Buffer.from(event.delta, 'base64').length]
        : [],
    );
    expect(deltas.map((bytes) => bytes / 48)).toEqual([200, 200]);
    const words = client.events.flatMap((event) =>
      event.type === 'response.output_audio_transcript.delta' ? [event.delta] : [],
    );
    expect(words).toEqual(['one', ' two', ' three', ' four']);
    expect(response).toMatchObject({
      status: 'completed',
      status_details: { type: 'completed' },
      output: [{ content: [{ type: 'output_audio', transcript: 'one two three four' }] }],
      usage: { output_token_details: { audio_tokens: 8, text_tokens: 4 } },
    });
  });

  it('is text alone where text is asked for', async () => {
    const client = await started();
    const response = { output_modalities: ['text' as const] };
    client.send(typed('one two'), { type: 'response.create', response });
    const done = await client.next('response.done');
    await client.next('rate_limits.updated');
    expect(runs(client)).toEqual([
      'response.created',
      'response.output_item.added',
      'conversation.item.added',
      'response.content_part.added',
      'response.output_text.delta',
      'response.output_text.done',
      'response.content_part.done',
      'conversation.item.done',
      'response.output_item.done',
      'response.done',
      'rate_limits.updated',
    ]);
    expect(done.response.output).toMatchObject([
      { content: [{ type: 'output_text', text: 'one two' }] },
    ]);
    expect(done.response.usage?.output_token_details).toEqual({ text_tokens: 2, audio_tokens: 0 });
  });

  it('ends where the output may not be longer', async () => {
    const client = await started();
    const words = Array.from({ length: 40 }, () => 'word').join(' ');
    client.send(typed(words), { type: 'response.create', response: { max_output_tokens: 30 } });
    const { response } = await client.next('response.done');
    expect(response).toMatchObject({
      status: 'incomplete',
      status_details: { reason: 'max_output_tokens' },
      output: [{ status: 'incomplete' }],
    });
    expect(response.usage?.output_tokens).toBeLessThan(40);
  });

  it('calls a tool that is offered, and reads its output back', async () => {
    const client = await started();
    const tools = [{ type: 'function' as const, name: 'add', parameters: {} }];
    client.send({ type: 'session.update', session: { type: 'realtime', tools } });
    client.send(typed('call add {"a": 1}'), { type: 'response.create' });
    const { response } = await client.next('response.done');
    await client.next('rate_limits.updated');
    expect(runs(client)).toEqual([
      'response.created',
      'response.output_item.added',
      'conversation.item.added',
      'response.function_call_arguments.delta',
      'response.function_call_arguments.done',
      'conversation.item.done',
      'response.output_item.done',
      'response.done',
      'rate_limits.updated',
    ]);
    const call = response.output?.[0];
    expect(call).toMatchObject({ type: 'function_call', name: 'add', arguments: '{"a": 1}' });
    const call_id = call?.type === 'function_call' ? (call.call_id ?? '') : '';
    client.send({
      type: 'conversation.item.create',
      item: { type: 'function_call_output', call_id, output: '2' },
    });
    client.send({ type: 'response.create' });
    const read = await client.next('response.output_audio_transcript.done');
    expect(read.transcript).toBe('The tool answered: 2');
    client.send(typed('call steal {}'), { type: 'response.create' });
    const refused = await client.next('response.output_audio_transcript.done');
    expect(refused.transcript).toBe('No tool called steal is offered to me.');
  });
});

describe('a response that is running', () => {
  /** A partner whose clock stands still, so that an answer stays at its first delta. */
  async function stopped(): Promise<TestClient> {
    house = await TestPartner.start({ speed: 1 });
    const client = await house.talker();
    client.send(typed('one two three four'), { type: 'response.create' });
    await client.next('response.output_audio.delta');
    return client;
  }

  it('is the only one of the conversation', async () => {
    const client = await stopped();
    expect(await client.refused({ type: 'response.create', event_id: 'second' })).toMatchObject({
      code: 'conversation_already_has_active_response',
      event_id: 'second',
    });
  });

  it('ends at a cancel with what it gave so far', async () => {
    const client = await stopped();
    client.send({ type: 'response.cancel' });
    const { response } = await client.next('response.done');
    expect(response).toMatchObject({
      status: 'cancelled',
      status_details: { type: 'cancelled', reason: 'client_cancelled' },
      output: [{ status: 'incomplete', content: [{ transcript: 'one two' }] }],
      usage: { output_token_details: { audio_tokens: 4 } },
    });
    expect(await client.refused({ type: 'response.cancel' })).toMatchObject({
      code: 'response_cancel_not_active',
      message: 'Cancellation failed: no active response found',
    });
    house.clock.advance(60_000);
    client.send({ type: 'response.create' });
    await client.next('response.created');
    expect(client.types.filter((type) => type === 'response.done')).toHaveLength(1);
  });

  it('can be truncated right after its cancel', async () => {
    const client = await stopped();
    const item_id = client.events.flatMap((event) =>
      event.type === 'response.output_item.added' ? [event.item.id ?? ''] : [],
    )[0];
    client.send(
      { type: 'response.cancel' },
      {
        type: 'conversation.item.truncate',
        item_id: item_id ?? '',
        content_index: 0,
        audio_end_ms: 20,
      },
    );
    await client.next('conversation.item.truncated');
    expect(client.types).not.toContain('error');
  });

  it('keeps nothing of what it says after a truncation', async () => {
    const client = await stopped();
    const from = client.events.find((event) => event.type === 'response.output_item.added');
    const item_id = from?.type === 'response.output_item.added' ? (from.item.id ?? '') : '';
    client.send({
      type: 'conversation.item.truncate',
      item_id,
      content_index: 0,
      audio_end_ms: 30,
    });
    await client.next('conversation.item.truncated');
    house.clock.advance(200);
    await client.next('response.output_audio.delta');
    client.send({ type: 'response.cancel' });
    expect(JSON.stringify((await client.next('response.done')).response.output)).toContain(
      '"transcript":""',
    );
  });

  it('leaves room for others beside the conversation, which leave no trace in it', async () => {
    const client = await stopped();
    client.send({
      type: 'response.create',
      response: {
        conversation: 'none',
        metadata: { topic: 'spelling' },
        output_modalities: ['text'],
        input: [
          { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'aside' }] },
        ],
      },
    });
    const { response } = await client.next('response.done');
    expect(response).toMatchObject({
      status: 'completed',
      conversation_id: null,
      metadata: { topic: 'spelling' },
      output: [{ content: [{ text: 'aside' }] }],
    });
    expect(client.types.filter((type) => type === 'conversation.item.added')).toHaveLength(2);
    expect(await client.refused({ type: 'response.create' }), 'the first still runs').toMatchObject(
      {
        code: 'conversation_already_has_active_response',
      },
    );
    client.send(typed('x'));
    const { previous_item_id } = await client.next('conversation.item.done');
    expect(previous_item_id).not.toBe(response.output?.[0]?.id);
  });
});

describe('the bill', () => {
  it('counts the whole conversation again, and what of it was cached', async () => {
    const client = await started();
    const instructions = 'word '.repeat(1100);
    client.send({ type: 'session.update', session: { type: 'realtime', instructions } });
    const usages = [];
    for (const text of ['one', 'two']) {
      client.send(typed(text), { type: 'response.create' });
      usages.push((await client.next('response.done')).response.usage);
    }
    expect(usages[0]).toMatchObject({
      input_tokens: 1104,
      input_token_details: { text_tokens: 1104, audio_tokens: 0, cached_tokens: 0 },
    });
    // The first turn (3 + 1), its answer (3 + 2 of audio + 1), and the second turn (3 + 1).
    expect(usages[1]).toMatchObject({
      input_tokens: 1114,
      input_token_details: { audio_tokens: 2, cached_tokens: 1024 },
    });
  });
});
