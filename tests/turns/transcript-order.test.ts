import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TranscriptItem } from '../../contract/session.ts';
import { TestStage } from '../../main/core/session/testing-conductor.ts';
import { placeItem, removeItems } from '../../renderer/stores/transcript.ts';

type Said = { type: string } & Record<string, unknown>;

const transcription = 'conversation.item.input_audio_transcription';
const TURNS = 4;

/** What a server says of one turn in its order, up to the end of its answer. */
function turn(index: number): readonly Said[] {
  const [mine, theirs, response] = [`u${index}`, `a${index}`, `r${index}`];
  const before = index === 0 ? null : `a${index - 1}`;
  const item = { id: theirs, type: 'message', role: 'assistant', content: [] };
  const part = { response_id: response, item_id: theirs, content_index: 0 };
  return [
    { type: 'input_audio_buffer.committed', item_id: mine, previous_item_id: before },
    {
      type: 'conversation.item.added',
      previous_item_id: before,
      item: { id: mine, type: 'message', role: 'user', content: [{ type: 'input_audio' }] },
    },
    { type: 'response.created', response: { id: response } },
    { type: 'response.output_item.added', response_id: response, item },
    { type: 'conversation.item.added', previous_item_id: mine, item },
    { type: 'response.output_audio_transcript.delta', ...part, delta: `Answer ` },
    { type: 'response.output_audio_transcript.delta', ...part, delta: `${index}` },
    { type: 'response.output_audio_transcript.done', ...part, transcript: `Answer ${index}` },
    { type: 'response.output_item.done', response_id: response, item },
    { type: 'response.done', response: { id: response, status: 'completed' } },
  ];
}

/** What it says of the learner's words; every third turn cannot be made out. */
function words(index: number): readonly Said[] {
  const item_id = `u${index}`;
  const delta = `${transcription}.delta`;
  if (index % 3 === 2) {
    return [{ type: `${transcription}.failed`, item_id, error: { message: 'No words.' } }];
  }
  return [
    { type: delta, item_id, delta: 'Word ' },
    { type: delta, item_id, delta: `${index}` },
    { type: `${transcription}.completed`, item_id, transcript: `Word ${index}.` },
  ];
}

/** What both the core and a page that follows its events make of what the server said. */
async function transcriptAfter(said: readonly Said[]) {
  const stage = new TestStage();
  const line = await stage.live();
  for (const event of said) line.say(event);
  let page: readonly TranscriptItem[] = [];
  for (const { name, payload } of stage.events) {
    if (name === 'transcript.changed') page = placeItem(page, payload.item, payload.after);
    if (name === 'transcript.removed') page = removeItems(page, payload.ids);
    if (name === 'transcript.appended') {
      page = page.map((item) =>
        item.id === payload.id && item.kind === 'message'
          ? { ...item, text: item.text + payload.text }
          : item,
      );
    }
  }
  const core = stage.conductor.conversation.transcript.items;
  return { core, page };
}

/** All streams, each in its own order; which of them goes on next is drawn. */
function interleaved(streams: readonly (readonly Said[])[], draws: readonly number[]): Said[] {
  const rest = streams.map((stream) => [...stream]);
  const said: Said[] = [];
  for (let step = 0; rest.some((stream) => stream.length > 0); step += 1) {
    const open = rest.filter((stream) => stream.length > 0);
    const next = open[(draws[step % draws.length] ?? 0) % open.length]?.shift();
    if (next !== undefined) said.push(next);
  }
  return said;
}

const indexes = Array.from({ length: TURNS }, (_, index) => index);
const draws = fc.array(fc.nat(), { minLength: 8, maxLength: 80 });
const inOrder = indexes.flatMap((index) => [...turn(index), ...words(index)]);

describe('the transcript of a conversation', () => {
  it('is told in order by a server that is in order', async () => {
    const { core } = await transcriptAfter(inOrder);
    expect(
      core.map((item) => (item.kind === 'message' ? [item.id, item.text, item.status] : [])),
    ).toEqual(
      indexes.flatMap((index) => [
        [
          `u${index}`,
          index % 3 === 2 ? '' : `Word ${index}.`,
          index % 3 === 2 ? 'failed' : 'final',
        ],
        [`a${index}`, `Answer ${index}`, 'final'],
      ]),
    );
  });

  it('is the same however late the learner’s words come: many turns later, or before their item', async () => {
    const expected = await transcriptAfter(inOrder);
    await fc.assert(
      fc.asyncProperty(draws, async (given) => {
        const streams = [indexes.flatMap(turn), ...indexes.map(words)];
        const told = await transcriptAfter(interleaved(streams, given));
        expect(told).toEqual(expected);
        expect(told.page).toEqual(told.core);
      }),
      { numRuns: 300 },
    );
  });

  it('is the same where items are announced in another order than they stand in', async () => {
    const announced = indexes.flatMap((index) => {
      const before = index === 0 ? null : `u${index - 1}`;
      const item = { id: `u${index}`, type: 'message', role: 'user', content: [] };
      return [
        [{ type: 'input_audio_buffer.committed', item_id: item.id, previous_item_id: before }],
        [{ type: 'conversation.item.added', previous_item_id: before, item }],
        [...words(index)],
      ];
    });
    const expected = await transcriptAfter(announced.flat());
    await fc.assert(
      fc.asyncProperty(draws, async (given) => {
        const told = await transcriptAfter(interleaved(announced, given));
        expect(told.core.map(({ id }) => id)).toEqual(indexes.map((index) => `u${index}`));
        expect(told).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('has no room for words of a turn that was taken back', async () => {
    const stage = new TestStage();
    const line = await stage.live();
    for (const event of inOrder.slice(0, 2)) line.say(event);
    stage.conductor.conversation.transcript.remove(['u0']);
    for (const event of words(0)) line.say(event);
    for (const event of inOrder.slice(0, 2)) line.say(event);
    expect(stage.conductor.conversation.transcript.items).toEqual([]);
  });
});
