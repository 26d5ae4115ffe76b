import { describe, expect, it } from 'vitest';
import { emptySnapshot } from '../../../contract/events/empty-snapshot.ts';
import { snapshotSchema } from '../../../contract/events/events.ts';
import { MOST_PICTURES, MOST_THUMBNAILS } from '../pictures/picture-shelf.ts';
import { samplePicture } from '../pictures/sample-images.ts';
import { TestStage } from './testing-conductor.ts';

/** The items that the server was told to make. */
function created({ line }: TestStage) {
  return line.sent.flatMap((event) =>
    event.type === 'conversation.item.create' ? [event.item] : [],
  );
}

describe('a picture in the conversation', () => {
  it('is sent with its words behind it, is answered, and stands in the transcript as a thumbnail', async () => {
    const stage = new TestStage();
    const line = await stage.live();
    line.sent.length = 0;
    const picture = samplePicture();
    stage.conductor.show(picture, 'What is this called?');
    expect(line.types).toEqual(['conversation.item.create', 'response.create']);
    expect(created(stage)).toMatchObject([
      {
        type: 'message',
        role: 'user',
        content: [
          { type: 'input_image', image_url: picture.image },
          { type: 'input_text', text: 'What is this called?' },
        ],
      },
    ]);
    const [item] = stage.conductor.conversation.transcript.items;
    expect(item).toMatchObject({
      text: 'What is this called?',
      spoken: false,
      status: 'final',
      picture: { thumbnail: picture.thumbnail, width: 800, height: 600 },
    });
    expect(JSON.stringify(stage.events)).not.toContain(picture.image);
  });

  it('may come without words, and cuts an answer off as any turn does', async () => {
    const stage = new TestStage();
    const line = await stage.live();
    stage.answering('a', 2000);
    stage.played(1, 300);
    line.sent.length = 0;
    stage.conductor.show(samplePicture(), '');
    expect(line.types).toEqual(['response.cancel']);
    stage.played(1, 320, 1);
    line.say({ type: 'response.done', response: { id: 'r_a', status: 'cancelled' } });
    expect(line.types).toEqual([
      'response.cancel',
      'conversation.item.truncate',
      'conversation.item.create',
      'response.create',
    ]);
    expect(created(stage)).toMatchObject([{ content: [{ type: 'input_image' }] }]);
  });

  it('is refused before anything happens when it is none', async () => {
    const stage = new TestStage();
    const line = await stage.live();
    line.sent.length = 0;
    const picture = { ...samplePicture(), image: 'data:image/png;base64,AAAA' };
    expect(() => stage.conductor.show(picture, '')).toThrow(/shown/);
    expect(line.types).toEqual([]);
    expect(stage.conductor.conversation.transcript.items).toEqual([]);
  });

  it('is shown to the next connection again while it is kept, and told of afterwards', async () => {
    const stage = new TestStage();
    await stage.live();
    const pictures = Array.from({ length: MOST_PICTURES + 1 }, (_, index) =>
      samplePicture({ width: 100 + index, height: 100 }),
    );
    for (const picture of pictures) stage.conductor.show(picture, '');
    stage.conductor.stop();
    await stage.conductor.start(true);
    const contents = created(stage).map((item) => item.type === 'message' && item.content);
    expect(contents).toEqual([
      [{ type: 'input_text', text: '[picture]' }],
      ...pictures.slice(1).map(({ image }) => [{ type: 'input_image', image_url: image }]),
    ]);
    // The last turn was not answered yet.
    expect(stage.line.types.at(-1)).toBe('response.create');
  });

  it('leaves the snapshot small, however many are shown', async () => {
    const stage = new TestStage();
    await stage.live();
    for (let index = 0; index < MOST_THUMBNAILS + 5; index += 1) {
      stage.conductor.show(samplePicture(), `Number ${index}`);
    }
    const transcript = [...stage.conductor.conversation.transcript.items];
    const kept = transcript.map((item) => item.kind === 'message' && item.picture?.thumbnail);
    expect(kept.filter((thumbnail) => thumbnail === null)).toHaveLength(5);
    expect(kept.slice(0, 5).every((thumbnail) => thumbnail === null)).toBe(true);
    expect(snapshotSchema.safeParse({ ...emptySnapshot, transcript }).success).toBe(true);
  });
});
