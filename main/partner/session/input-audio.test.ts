import type { RealtimeAudioInputTurnDetection } from 'openai/resources/realtime/realtime';
import { afterEach, describe, expect, it } from 'vitest';
import { tone } from '../testing/scripted-voice.ts';
import type { TestClient } from '../testing/test-client.ts';
import { TestPartner } from '../testing/test-partner.ts';

let house: TestPartner;
afterEach(async () => {
  await house.dispose();
  expect(house.faults).toEqual([]);
});

function hear(client: TestClient, value: number, milliseconds: number): void {
  client.send({ type: 'input_audio_buffer.append', audio: tone(value, milliseconds) });
}

/** A client in the guided scene whose turns the server finds. */
async function detecting(
  detection: Partial<RealtimeAudioInputTurnDetection.ServerVad> = {},
  speed = Number.POSITIVE_INFINITY,
): Promise<TestClient> {
  house = await TestPartner.start({ speed });
  const client = await house.talker('?scenario=strawberries.en');
  const turn_detection = { type: 'server_vad' as const, silence_duration_ms: 200, ...detection };
  client.send({
    type: 'session.update',
    session: { type: 'realtime', audio: { input: { turn_detection } } },
  });
  await client.next('session.updated');
  return client;
}

describe('push to talk', () => {
  it('refuses to commit less than 100 ms', async () => {
    house = await TestPartner.start();
    const client = await house.talker();
    hear(client, 1, 40);
    expect(await client.refused({ type: 'input_audio_buffer.commit' })).toMatchObject({
      code: 'input_audio_buffer_commit_empty',
      message:
        'Error committing input audio buffer: buffer too small. Expected at least 100ms of audio, but buffer only has 40.00ms of audio.',
    });
    hear(client, 1, 60);
    client.send({ type: 'input_audio_buffer.commit' });
    await client.next('input_audio_buffer.committed');
    expect(await client.refused({ type: 'input_audio_buffer.commit' })).toMatchObject({
      message: expect.stringContaining('0.00ms'),
    });
  });

  it('forgets what is cleared', async () => {
    house = await TestPartner.start();
    const client = await house.talker();
    hear(client, 1, 500);
    client.send({ type: 'input_audio_buffer.clear' });
    await client.next('input_audio_buffer.cleared');
    expect((await client.refused({ type: 'input_audio_buffer.commit' })).code).toBe(
      'input_audio_buffer_commit_empty',
    );
  });

  it('makes an item of the audio, recognises the reply and bills its seconds', async () => {
    house = await TestPartner.start();
    const client = await house.talker('?scenario=strawberries.en');
    client.send({ type: 'response.create' });
    await client.next('response.done');
    hear(client, 2, 1500);
    client.send({ type: 'input_audio_buffer.commit' }, { type: 'response.create' });
    const { item_id, previous_item_id } = await client.next('input_audio_buffer.committed');
    expect(previous_item_id).toMatch(/^item_/);
    expect((await client.next('conversation.item.added')).item).toMatchObject({
      id: item_id,
      content: [{ type: 'input_audio', transcript: null }],
    });
    expect(
      await client.next('conversation.item.input_audio_transcription.completed'),
    ).toMatchObject({
      item_id,
      content_index: 0,
      transcript: 'Hello Rosa, how much are your strawberries with chocolate?',
      usage: { type: 'duration', seconds: 1.5 },
    });
    const { response } = await client.next('response.done');
    client.send({ type: 'conversation.item.retrieve', item_id });
    expect(JSON.stringify((await client.next('conversation.item.retrieved')).item)).toContain(
      'Hello Rosa',
    );
    expect(response.metadata).toEqual({
      scenario: 'strawberries.en',
      step: 'price',
      lines: 'price',
    });
    expect(response.usage?.input_token_details?.audio_tokens).toBeGreaterThan(15);
  });

  it('says so where no reply was recognised, and stays where it was', async () => {
    house = await TestPartner.start();
    const client = await house.talker('?scenario=strawberries.en');
    client.send({ type: 'response.create' });
    await client.next('response.done');
    hear(client, 99, 1000);
    client.send({ type: 'input_audio_buffer.commit' }, { type: 'response.create' });
    const failed = await client.next('conversation.item.input_audio_transcription.failed');
    expect(failed.error.code).toBe('audio_unintelligible');
    const { transcript } = await client.next('response.output_audio_transcript.done');
    expect(transcript).toContain('Could you say that once more');
    expect((await client.next('response.done')).response.metadata).toEqual({
      scenario: 'strawberries.en',
      step: 'greeting',
      misheard: 'true',
    });
  });

  it('listens to audio in an item of the client as well', async () => {
    house = await TestPartner.start();
    const client = await house.talker('?scenario=strawberries.en');
    client.send({
      type: 'conversation.item.create',
      item: {
        type: 'message',
        role: 'user',
        content: [{ type: 'input_audio', audio: tone(1, 300) }],
      },
    });
    const heard = await client.next('conversation.item.input_audio_transcription.completed');
    expect(heard.transcript).toContain('I would like to order');
  });
});

describe('turns that the server finds', () => {
  it('begin with the padding, end after the silence, and are answered', async () => {
    const client = await detecting();
    hear(client, 0, 1000);
    hear(client, 1, 600);
    const started = await client.next('input_audio_buffer.speech_started');
    expect(started.audio_start_ms).toBe(700);
    hear(client, 0, 400);
    const stopped = await client.next('input_audio_buffer.speech_stopped');
    expect(stopped).toMatchObject({ audio_end_ms: 1800, item_id: started.item_id });
    const committed = await client.next('input_audio_buffer.committed');
    expect(committed.item_id).toBe(started.item_id);
    await client.next('response.done');
    client.send({ type: 'conversation.item.retrieve', item_id: started.item_id });
    const { item } = await client.next('conversation.item.retrieved');
    const part = 'content' in item ? (item.content[0] as { audio: string }) : { audio: '' };
    expect(Buffer.from(part.audio, 'base64').length / 48).toBe(1100);
  });

  it('are dated from the beginning of the session', async () => {
    const client = await detecting();
    hear(client, 0, 800);
    client.send({ type: 'input_audio_buffer.clear' });
    await client.next('input_audio_buffer.cleared');
    hear(client, 0, 500);
    hear(client, 1, 100);
    expect((await client.next('input_audio_buffer.speech_started')).audio_start_ms).toBe(1000);
  });

  it('are found one after another in one piece of audio', async () => {
    const client = await detecting({ create_response: false });
    const turn = [tone(0, 500), tone(1, 300), tone(0, 300)].map((text) =>
      Buffer.from(text, 'base64'),
    );
    const audio = Buffer.concat([...turn, ...turn]).toString('base64');
    client.send({ type: 'input_audio_buffer.append', audio });
    for (const end of [1000, 2100]) {
      expect(await client.next('input_audio_buffer.speech_stopped')).toMatchObject({
        audio_end_ms: end,
      });
    }
    client.send({ type: 'input_audio_buffer.clear' });
    await client.next('input_audio_buffer.cleared');
    expect(client.types).not.toContain('response.created');
  });

  it('interrupt the answer that is being given', async () => {
    const client = await detecting({}, 1);
    client.send({ type: 'response.create' });
    await client.next('response.output_audio.delta');
    hear(client, 1, 100);
    await client.next('input_audio_buffer.speech_started');
    expect((await client.next('response.done')).response).toMatchObject({
      status: 'cancelled',
      status_details: { reason: 'turn_detected' },
    });
  });

  it('let the answer go on where they are told to', async () => {
    const client = await detecting({ interrupt_response: false, create_response: false }, 1);
    client.send({ type: 'response.create' });
    await client.next('response.output_audio.delta');
    hear(client, 1, 100);
    await client.next('input_audio_buffer.speech_started');
    client.send({ type: 'response.cancel' });
    expect((await client.next('response.done')).response.status_details?.reason).toBe(
      'client_cancelled',
    );
  });

  it('are asked for after a silence that is too long', async () => {
    const client = await detecting({ idle_timeout_ms: 6000 });
    client.send({ type: 'response.create' });
    const { response } = await client.next('response.done');
    const words = JSON.stringify(response.output).match(/transcript":"([^"]*)/)?.[1] ?? '';
    house.clock.advance(words.split(' ').length * 100 + 5999);
    hear(client, 0, 500);
    client.send({ type: 'conversation.item.retrieve', item_id: response.output?.[0]?.id ?? '' });
    await client.next('conversation.item.retrieved');
    expect(client.types).not.toContain('input_audio_buffer.timeout_triggered');
    house.clock.advance(1);
    expect(await client.next('input_audio_buffer.timeout_triggered')).toMatchObject({
      audio_start_ms: 0,
      audio_end_ms: 500,
    });
    await client.next('input_audio_buffer.committed');
    await client.next('response.done');
  });
});
