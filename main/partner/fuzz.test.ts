import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientEventSchema } from './protocol/client-event.ts';
import type { TestClient } from './testing/test-client.ts';
import { TestPartner } from './testing/test-partner.ts';

let house: TestPartner;
let client: TestClient;
beforeAll(async () => {
  house = await TestPartner.start();
  client = await house.talker('?scenario=strawberries.en');
});
afterAll(() => house.dispose());

const types = clientEventSchema.options.map((option) => option.shape.type.value);
const names = [
  'session',
  'audio',
  'item',
  'item_id',
  'response',
  'content',
  'type',
  'role',
  'tools',
  'input',
  'turn_detection',
  'content_index',
  'audio_end_ms',
  'previous_item_id',
  'event_id',
  'metadata',
  '__proto__',
  'constructor',
];
const values = fc.oneof(
  fc.constantFrom(
    'realtime',
    'message',
    'user',
    'assistant',
    'input_text',
    'input_audio',
    'AAAA',
    'root',
  ),
  fc.integer(),
  fc.constant(null),
  fc.string({ maxLength: 12 }),
);
const { body } = fc.letrec<{ body: unknown }>((tie) => ({
  body: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    values,
    fc.dictionary(fc.constantFrom(...names), tie('body'), { maxKeys: 5 }),
    fc.array(tie('body'), { maxLength: 3 }),
  ),
}));
const event = fc
  .tuple(fc.constantFrom(...types), fc.dictionary(fc.constantFrom(...names), body, { maxKeys: 5 }))
  .map(([type, rest]) => JSON.stringify({ ...rest, type }));
const message = fc.oneof(event, fc.json(), fc.string());

describe('whatever is sent', () => {
  it('is answered or taken, never fatal', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 5 }), async (messages) => {
        for (const text of messages) client.raw(text);
        client.raw('{"type":"input_audio_buffer.clear"}');
        await client.next('input_audio_buffer.cleared');
      }),
      { numRuns: 300 },
    );
    expect(client.socket.readyState).toBe(client.socket.OPEN);
    const errors = client.events.filter((each) => each.type === 'error');
    expect(errors.length).toBeGreaterThan(100);
    expect(errors.filter((each) => each.error.type !== 'invalid_request_error')).toEqual([]);
    expect(house.faults).toEqual([]);
  });

  it('is let go where it is larger than a message may be', async () => {
    const other = await house.talker();
    other.raw(`{"type":"input_audio_buffer.append","audio":"${'A'.repeat(21 * 1024 * 1024)}"}`);
    expect((await other.closed).code).toBe(1009);
  });
});
