import type { RealtimeClientEvent } from 'openai/resources/realtime/realtime';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestPartner } from '../testing/test-partner.ts';

let house: TestPartner;
beforeEach(async () => {
  house = await TestPartner.start();
});
afterEach(async () => {
  await house.dispose();
  expect(house.faults).toEqual([]);
});

/** An event that the types would not let through. */
function broken(event: object): RealtimeClientEvent {
  return event as RealtimeClientEvent;
}

describe('session.update', () => {
  it('echoes the whole effective session, fields left out unchanged', async () => {
    const client = await house.talker();
    client.send({
      type: 'session.update',
      session: { type: 'realtime', instructions: 'Be brief.', audio: { output: { speed: 1.25 } } },
    });
    const { session } = await client.next('session.updated');
    expect(session).toMatchObject({
      id: expect.stringMatching(/^sess_/),
      instructions: 'Be brief.',
      audio: {
        input: { turn_detection: null, transcription: { model: 'whisper-1' } },
        output: { speed: 1.25, voice: 'marin' },
      },
    });
  });

  it.each([
    ['no type', {}, 'missing_required_parameter', 'session.type'],
    ['another type', { type: 'transcription' }, 'invalid_value', 'session.type'],
    [
      'an unknown field',
      { type: 'realtime', modalities: [] },
      'unknown_parameter',
      'session.modalities',
    ],
    [
      'a deep unknown field',
      { type: 'realtime', audio: { input: { enabled: true } } },
      'unknown_parameter',
      'session.audio.input.enabled',
    ],
    [
      'both modalities',
      { type: 'realtime', output_modalities: ['text', 'audio'] },
      'invalid_value',
      'session.output_modalities',
    ],
    ['a wrong type', { type: 'realtime', instructions: 3 }, 'invalid_type', 'session.instructions'],
    [
      'too fast a speech',
      { type: 'realtime', audio: { output: { speed: 2 } } },
      'invalid_value',
      'session.audio.output.speed',
    ],
    [
      'a tool without a name',
      { type: 'realtime', tools: [{ type: 'function' }] },
      'missing_required_parameter',
      'session.tools[0].name',
    ],
  ])('refuses %s and changes nothing', async (_, session, ...expected) => {
    const [code, param] = expected;
    const client = await house.talker();
    const error = await client.refused(
      broken({ type: 'session.update', event_id: 'mine', session }),
    );
    expect(error).toMatchObject({ type: 'invalid_request_error', code, param, event_id: 'mine' });
    client.send({ type: 'session.update', session: { type: 'realtime' } });
    const updated = (await client.next('session.updated')).session;
    expect(updated).toMatchObject({ output_modalities: ['audio'], tools: [] });
  });

  it('lets the voice change until it was heard', async () => {
    const client = await house.talker();
    const change = (voice: string): RealtimeClientEvent => ({
      type: 'session.update',
      session: { type: 'realtime', audio: { output: { voice } } },
    });
    client.send(change('cedar'));
    expect((await client.next('session.updated')).session).toMatchObject({
      audio: { output: { voice: 'cedar' } },
    });
    client.send({ type: 'response.create' });
    await client.next('response.done');
    expect(await client.refused(change('marin'))).toMatchObject({
      code: 'cannot_update_voice',
      message: "Cannot update a conversation's voice if assistant audio is present.",
    });
    client.send(change('cedar'));
    await client.next('session.updated');
  });
});

describe('a message that is no event', () => {
  it.each([
    ['no JSON', '{"type":', 'invalid_json', null],
    ['no object', '[1]', 'invalid_json', null],
    ['no type', '{}', 'missing_required_parameter', 'type'],
    ['an unknown type', '{"type":"session.destroy"}', 'invalid_value', 'type'],
    ['an old type', '{"type":"conversation.item.input"}', 'invalid_value', 'type'],
    ['no audio', '{"type":"input_audio_buffer.append"}', 'missing_required_parameter', 'audio'],
    ['bad audio', '{"type":"input_audio_buffer.append","audio":"%"}', 'invalid_value', 'audio'],
    ['WebRTC only', '{"type":"output_audio_buffer.clear"}', 'invalid_value', 'type'],
  ])('%s is refused and the session goes on', async (_, text, ...expected) => {
    const [code, param] = expected;
    const client = await house.talker();
    client.raw(text);
    expect((await client.next('error')).error).toMatchObject({ code, param });
    client.send({ type: 'input_audio_buffer.clear' });
    await client.next('input_audio_buffer.cleared');
  });
});
