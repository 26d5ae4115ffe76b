import fc from 'fast-check';
import type { RealtimeServerEvent } from 'openai/resources/realtime/realtime';
import { describe, expect, it } from 'vitest';
import { parseEvent } from './parse-event.ts';

const say = (event: RealtimeServerEvent) => parseEvent(JSON.stringify(event));

describe('parsing what a server says', () => {
  it('reads the events of the openai package', () => {
    const parsed = say({
      type: 'response.output_audio.delta',
      event_id: 'e',
      response_id: 'r',
      item_id: 'i',
      output_index: 0,
      content_index: 0,
      delta: 'AAAA',
    });
    expect(parsed).toMatchObject({ kind: 'event', event: { item_id: 'i', delta: 'AAAA' } });
  });

  it('reads usage whose every field is missing', () => {
    const parsed = say({
      type: 'response.done',
      event_id: 'e',
      response: { id: 'r', status: 'completed', usage: {} },
    });
    expect(parsed.kind).toBe('event');
  });

  it.each([
    [
      'conversation.item.created',
      'conversation.item.added',
      { item: { id: 'i', type: 'message' } },
    ],
    ['response.audio.delta', 'response.output_audio.delta', { item_id: 'i', delta: '' }],
    ['response.text.delta', 'response.output_text.delta', { item_id: 'i', delta: 'x' }],
    ['response.audio.done', 'response.output_audio.done', { item_id: 'i' }],
  ])('takes the old name %s for %s', (old, name, rest) => {
    const parsed = parseEvent(JSON.stringify({ type: old, ...rest }));
    expect(parsed).toMatchObject({ kind: 'event', event: { type: name } });
  });

  it('ignores what it does not know and tells apart what is malformed', () => {
    expect(parseEvent('{"type":"rate_limits.updated"}').kind).toBe('ignored');
    expect(parseEvent('{"type":"response.output_audio.delta"}').kind).toBe('malformed');
    expect(parseEvent('{').kind).toBe('malformed');
    expect(parseEvent('[]').kind).toBe('malformed');
  });

  it('tolerates nulls where servers send them', () => {
    const event = { type: 'response.done', response: { id: null, metadata: null, usage: null } };
    expect(parseEvent(JSON.stringify(event)).kind).toBe('event');
  });

  it('keeps keys out of what errors say', () => {
    const message = 'Incorrect API key provided: sk-proj-abcdef.';
    const parsed = parseEvent(JSON.stringify({ type: 'error', error: { message } }));
    expect(JSON.stringify(parsed)).not.toContain('abcdef');
    const error = { message: 'Bad key 0123456789abcdef' };
    const response = { id: 'r', status: 'failed', status_details: { error } };
    const clean = (text: string) => text.replace('0123456789abcdef', '…');
    const failed = parseEvent(JSON.stringify({ type: 'response.done', response }), clean);
    expect(JSON.stringify(failed)).not.toContain('abcdef');
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void parseEvent(text)));
    const type = fc.constantFrom('error', 'response.done', 'conversation.item.added');
    const event = fc.record({ type, item: fc.anything(), response: fc.anything() });
    fc.assert(
      fc.property(event, (value) => {
        const text = safeJson(value);
        if (text !== null) expect(parseEvent(text).kind).not.toBe('ignored');
      }),
    );
  });
});

function safeJson(value: unknown): string | null {
  try {
    return JSON.stringify(value);
  } catch {
    return null;
  }
}
