import type { ConversationItem, RealtimeClientEvent } from 'openai/resources/realtime/realtime';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TestClient } from '../testing/test-client.ts';
import { TestPartner } from '../testing/test-partner.ts';

let house: TestPartner;
let client: TestClient;
beforeEach(async () => {
  house = await TestPartner.start();
  client = await house.talker();
});
afterEach(async () => {
  await house.dispose();
  expect(house.faults).toEqual([]);
});

function typed(text: string, id?: string): ConversationItem {
  const message = {
    type: 'message',
    role: 'user',
    content: [{ type: 'input_text', text }],
  } as const;
  return { ...message, content: [...message.content], ...(id === undefined ? {} : { id }) };
}

async function add(item: ConversationItem, after?: string): Promise<string | null> {
  client.send({
    type: 'conversation.item.create',
    item,
    ...(after === undefined ? {} : { previous_item_id: after }),
  });
  return (await client.next('conversation.item.done')).previous_item_id ?? null;
}

/** Lets the partner say this and returns the id of its message. */
async function spoken(text: string): Promise<string> {
  await add(typed(text));
  client.send({ type: 'response.create' });
  const { response } = await client.next('response.done');
  return response.output?.[0]?.id ?? '';
}

async function retrieve(id: string): Promise<ConversationItem> {
  client.send({ type: 'conversation.item.retrieve', item_id: id });
  return (await client.next('conversation.item.retrieved')).item;
}

describe('items', () => {
  it('keep the id that the client gives, or get one, and tell where they are', async () => {
    client.send({ type: 'conversation.item.create', item: typed('one', 'first') });
    expect(await client.next('conversation.item.added')).toMatchObject({
      previous_item_id: null,
      item: { id: 'first', object: 'realtime.item', status: 'completed', role: 'user' },
    });
    await client.next('conversation.item.done');
    expect(await add(typed('two'))).toBe('first');
    expect(await add(typed('zero', 'zeroth'), 'root')).toBeNull();
    expect(await add(typed('half'), 'zeroth')).toBe('zeroth');
  });

  it.each<[string, RealtimeClientEvent, object]>([
    [
      'a second one of the same id',
      { type: 'conversation.item.create', item: typed('again', 'known') },
      { code: 'item_create_duplicate_item_id' },
    ],
    [
      'a place that is nowhere',
      { type: 'conversation.item.create', item: typed('x'), previous_item_id: 'nowhere' },
      { code: 'item_create_invalid_previous_item_id', param: 'previous_item_id' },
    ],
    [
      'too long an id',
      { type: 'conversation.item.create', item: typed('x', 'i'.repeat(33)) },
      { code: 'string_above_max_length', param: 'item.id' },
    ],
    [
      'an output of no call',
      {
        type: 'conversation.item.create',
        item: { type: 'function_call_output', call_id: 'call_x', output: '' },
      },
      { code: 'invalid_tool_call_id' },
    ],
    [
      'assistant audio without its text',
      {
        type: 'conversation.item.create',
        item: {
          type: 'message',
          role: 'assistant',
          content: [{ type: 'output_audio', transcript: 'Hi' }],
        },
      },
      { code: 'missing_required_parameter', param: 'item.content[0].text' },
    ],
    [
      'to delete what is not there',
      { type: 'conversation.item.delete', item_id: 'x' },
      { code: 'item_delete_invalid_item_id', param: 'item_id' },
    ],
    [
      'to retrieve what is not there',
      { type: 'conversation.item.retrieve', item_id: 'x' },
      { code: 'item_retrieve_invalid_item_id' },
    ],
    [
      'to truncate what is not there',
      { type: 'conversation.item.truncate', item_id: 'x', content_index: 0, audio_end_ms: 0 },
      { code: 'item_truncate_invalid_item_id' },
    ],
    [
      'to truncate the learner',
      { type: 'conversation.item.truncate', item_id: 'known', content_index: 0, audio_end_ms: 0 },
      { message: 'Only model output audio messages can be truncated' },
    ],
  ])('refuse %s', async (_, event, error) => {
    await add(typed('known', 'known'));
    expect(await client.refused({ ...event, event_id: 'culprit' })).toMatchObject({
      type: 'invalid_request_error',
      event_id: 'culprit',
      ...error,
    });
  });

  it('are deleted', async () => {
    await add(typed('one', 'first'));
    await add(typed('two', 'second'));
    client.send({ type: 'conversation.item.delete', item_id: 'first' });
    expect(await client.next('conversation.item.deleted')).toMatchObject({ item_id: 'first' });
    expect(await add(typed('three'))).toBe('second');
    expect(await add(typed('four', 'first'), 'root')).toBeNull();
  });
});

describe('truncation', () => {
  it('drops the audio after the cut and every word that had not ended', async () => {
    const id = await spoken('one two three four');
    const truncate = (audio_end_ms: number): RealtimeClientEvent => ({
      type: 'conversation.item.truncate',
      item_id: id,
      content_index: 0,
      audio_end_ms,
    });
    expect(await retrieve(id)).toMatchObject({ content: [{ transcript: 'one two three four' }] });
    client.send(truncate(250));
    expect(await client.next('conversation.item.truncated')).toMatchObject({ audio_end_ms: 250 });
    const cut = await retrieve(id);
    expect(cut).toMatchObject({ content: [{ type: 'output_audio', transcript: 'one two' }] });
    const audio = 'content' in cut ? cut.content[0] : undefined;
    const bytes = Buffer.from((audio as { audio: string }).audio, 'base64').length;
    expect(bytes).toBe(250 * 24 * 2);
    expect(await client.refused(truncate(251))).toMatchObject({
      code: 'invalid_value',
      message: 'Audio content of 250ms is already shorter than 251ms',
    });
    client.send(truncate(200));
    await client.next('conversation.item.truncated');
    expect(await retrieve(id), 'a word that ends at the cut').toMatchObject({
      content: [{ transcript: 'one two' }],
    });
    client.send(truncate(0));
    await client.next('conversation.item.truncated');
    expect(await retrieve(id)).toMatchObject({ content: [{ transcript: '' }] });
  });

  it('counts in what the next response is billed', async () => {
    const id = await spoken('one two three four five six seven eight nine ten');
    client.send({ type: 'response.create' });
    const whole = (await client.next('response.done')).response.usage;
    client.send({
      type: 'conversation.item.truncate',
      item_id: id,
      content_index: 0,
      audio_end_ms: 100,
    });
    client.send({ type: 'response.create', response: { conversation: 'none' } });
    const cut = (await client.next('response.done')).response.usage;
    const second = 1000 / 50;
    expect(whole?.input_token_details?.audio_tokens).toBe(second);
    expect(cut?.input_token_details?.audio_tokens).toBe(second + 100 / 50);
  });
});
