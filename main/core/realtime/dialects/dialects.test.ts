import { describe, expect, it } from 'vitest';
import type { ClientEvent } from '../client-event.ts';
import { parseEvent } from '../parse-event.ts';
import type { ErrorBody, ServerEvent } from '../server-event.ts';
import { toBeta } from './beta.ts';
import { MissingEvents } from './missing-events.ts';
import { refusalOf } from './refusals.ts';
import { ServerTurns } from './server-turns.ts';
import { sessionShapeSchema } from './session-shape.ts';

const shape = (session: unknown) => sessionShapeSchema.parse(session).shape;

describe('the shape of a session', () => {
  it.each([
    [{ type: 'realtime' }, 'ga'],
    [{ audio: { input: {} } }, 'ga'],
    [{ output_modalities: ['audio'] }, 'ga'],
    [{ type: 'realtime', modalities: ['text'], audio: {} }, 'ga'],
    [{ modalities: ['text', 'audio'], type: null, audio: null }, 'beta'],
    [{ input_audio_format: 'pcm16' }, 'beta'],
    [{ id: 's', model: 'm' }, null],
    [{}, null],
    [null, null],
    [undefined, null],
    ['realtime', null],
  ])('of %o is %s', (session, expected) => expect(shape(session)).toBe(expected));

  it('tells whether PCM16 is spoken already', () => {
    const formats = { input_audio_format: 'pcm16', output_audio_format: 'pcm16' };
    expect(sessionShapeSchema.parse(formats).isPcm16).toBe(true);
    expect(sessionShapeSchema.parse({ ...formats, output_audio_format: 'g711' }).isPcm16).toBe(
      false,
    );
  });
});

const error = (change: Partial<ErrorBody>): ErrorBody => ({
  message: '',
  type: 'invalid_request_error',
  code: null,
  param: null,
  event_id: null,
  ...change,
});

describe('what an error says', () => {
  it.each([
    ['Unknown or invalid event: input_audio_buffer.commit', 'input_audio_buffer.commit'],
    ["Unsupported event type 'conversation.item.truncate'", 'conversation.item.truncate'],
    ['input_audio_buffer.clear is not implemented', 'input_audio_buffer.clear'],
  ])('of an event: %s', (message, type) => {
    expect(refusalOf(error({ message }))).toEqual({ kind: 'unknown_event', type });
  });

  it.each([
    { message: "Unknown parameter: 'session.audio'.", param: 'session.audio' },
    { message: "Missing required parameter: 'session.type'.", param: 'session.type' },
    {
      message: '1 validation error for SessionUpdate: session.audio Extra inputs are not permitted',
    },
  ])('of a session that is not understood: %o', (change) => {
    expect(refusalOf(error(change))).toEqual({ kind: 'shape' });
  });

  it('of a field that stays as it is', () => {
    const message = 'Specifying `session.input_audio_format` is not supported.';
    expect(refusalOf(error({ message }))).toEqual({ kind: 'field' });
  });

  it.each([
    {
      message: 'Error committing input audio buffer: buffer too small.',
      code: 'input_audio_buffer_commit_empty',
    },
    { message: 'Incorrect API key provided.', code: 'invalid_api_key' },
    { message: 'Audio content of 300ms is already shorter than 500ms', code: 'invalid_value' },
    { message: 'You exceeded your current quota', code: 'insufficient_quota' },
    { message: 'Unknown model.' },
  ])('of anything else is nothing of the kind: %o', (change) => {
    expect(refusalOf(error(change))).toBeNull();
  });
});

describe('the shape of 2024', () => {
  const session = {
    type: 'realtime',
    instructions: 'Sell.',
    tools: [{ type: 'function', name: 'order', parameters: {} }],
    tool_choice: 'auto',
    output_modalities: ['audio'],
    audio: {
      input: {
        format: { type: 'audio/pcm', rate: 24_000 },
        transcription: { model: 'whisper-1', language: 'en' },
        turn_detection: null,
      },
      output: { format: { type: 'audio/pcm', rate: 24_000 }, voice: 'alloy', speed: 0.9 },
    },
  } as const;
  const update = { type: 'session.update', session } as unknown as ClientEvent;

  it('is flat', () => {
    expect(toBeta(update, true)).toEqual({
      type: 'session.update',
      session: {
        modalities: ['text', 'audio'],
        instructions: 'Sell.',
        voice: 'alloy',
        input_audio_format: 'pcm16',
        output_audio_format: 'pcm16',
        input_audio_transcription: { model: 'whisper-1', language: 'en' },
        turn_detection: null,
        tools: session.tools,
        tool_choice: 'auto',
        speed: 0.9,
      },
    });
  });

  it('says no more than it was told, and no format that is there', () => {
    const speed: ClientEvent = {
      type: 'session.update',
      session: { type: 'realtime', audio: { output: { speed: 1.1 } } },
    };
    expect(toBeta(speed, true)).toEqual({ type: 'session.update', session: { speed: 1.1 } });
    expect(JSON.stringify(toBeta(update, false))).not.toContain('pcm16');
  });

  it('has other names for an assistant’s words, and for a response’s', () => {
    const item: ClientEvent = {
      type: 'conversation.item.create',
      item: {
        type: 'message',
        role: 'assistant',
        id: 'a',
        content: [{ type: 'output_text', text: 'Hi' }],
      },
    };
    expect(toBeta(item, true)).toMatchObject({
      item: { role: 'assistant', id: 'a', content: [{ type: 'text', text: 'Hi' }] },
    });
    const response: ClientEvent = {
      type: 'response.create',
      event_id: 'e',
      response: { conversation: 'none', output_modalities: ['text'], max_output_tokens: 9 },
    };
    expect(toBeta(response, true)).toEqual({
      type: 'response.create',
      event_id: 'e',
      response: { conversation: 'none', modalities: ['text'], max_response_output_tokens: 9 },
    });
  });
});

function event(value: object): ServerEvent {
  const parsed = parseEvent(JSON.stringify(value));
  if (parsed.kind !== 'event') throw new Error(`${parsed.kind}: ${JSON.stringify(value)}`);
  return parsed.event;
}

describe('missing events', () => {
  const types = (missing: MissingEvents, value: object) =>
    missing.fill(event(value)).map(({ type }) => type);

  it('are made up once', () => {
    const missing = new MissingEvents(false);
    const delta = {
      type: 'response.output_audio.delta',
      response_id: 'r',
      item_id: 'i',
      delta: '',
    };
    expect(types(missing, delta)).toEqual([
      'response.created',
      'response.output_item.added',
      'response.output_audio.delta',
    ]);
    expect(types(missing, { ...delta, content_index: 7 })).toEqual(['response.output_audio.delta']);
    expect(missing.fill(event({ ...delta, content_index: 7 }))[0]).toMatchObject({
      content_index: 0,
    });
  });

  it('are none where a server sends them all', () => {
    const missing = new MissingEvents(false);
    const item = { id: 'i', type: 'message', role: 'assistant' };
    const all = [
      { type: 'response.created', response: { id: 'r' } },
      { type: 'response.output_item.added', response_id: 'r', item },
      {
        type: 'response.output_audio.delta',
        response_id: 'r',
        item_id: 'i',
        content_index: 1,
        delta: '',
      },
      { type: 'response.output_item.done', response_id: 'r', item },
      { type: 'input_audio_buffer.committed', item_id: 'u' },
      {
        type: 'conversation.item.input_audio_transcription.completed',
        item_id: 'u',
        transcript: 'x',
      },
      { type: 'response.done', response: { id: 'r' } },
    ];
    for (const value of all) expect(missing.fill(event(value))).toEqual([event(value)]);
  });

  it('tell of a call once, whether or not its item came', () => {
    const done = { type: 'response.function_call_arguments.done', response_id: 'r', item_id: 'i' };
    const call = { ...done, call_id: 'c', name: 'order', arguments: '{}' };
    const end = { type: 'response.done', response: { id: 'r' } };
    const missing = new MissingEvents(false);
    missing.fill(event(call));
    expect(missing.fill(event(end))[0]).toMatchObject({
      type: 'response.output_item.done',
      item: { id: 'call_c', type: 'function_call', name: 'order', call_id: 'c', arguments: '{}' },
    });
    const whole = new MissingEvents(false);
    whole.fill(event(call));
    const item = { id: 'i', type: 'function_call', call_id: 'c', name: 'order', arguments: '{}' };
    whole.fill(event({ type: 'response.output_item.done', response_id: 'r', item }));
    expect(types(whole, end)).toEqual(['response.done']);
  });
});

describe('turns that the server ends', () => {
  const commit: ClientEvent = { type: 'input_audio_buffer.commit' };
  const ask: ClientEvent = { type: 'response.create', event_id: 'e1' };

  it('are ended by silence, and answered unasked', () => {
    const turns = new ServerTurns();
    expect(turns.move(commit)).toEqual({ kind: 'silence' });
    expect(turns.move(ask)).toEqual({ kind: 'withhold', eventId: 'e1' });
    expect(turns.move(ask)).toEqual({ kind: 'send', event: ask });
  });

  it('leave help, and what is written, to be asked for', () => {
    const turns = new ServerTurns();
    turns.move(commit);
    const help: ClientEvent = { type: 'response.create', response: { conversation: 'none' } };
    expect(turns.move(help).kind).toBe('send');
    const content = [{ type: 'input_text' as const, text: 'x' }];
    turns.move({
      type: 'conversation.item.create',
      item: { type: 'message', role: 'user', content },
    });
    expect(turns.move(ask).kind).toBe('send');
  });

  it('are never without detection', () => {
    const turns = new ServerTurns();
    const update = (turn_detection: null | { type: 'semantic_vad' }): ClientEvent => ({
      type: 'session.update',
      session: { type: 'realtime', audio: { input: { turn_detection } } },
    });
    expect(JSON.stringify(turns.move(update(null)))).toContain('server_vad');
    expect(turns.ignoresSpeech).toBe(true);
    expect(JSON.stringify(turns.move(update({ type: 'semantic_vad' })))).toContain('semantic_vad');
    expect(turns.ignoresSpeech).toBe(false);
  });
});
