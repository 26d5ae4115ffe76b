import { describe, expect, it } from 'vitest';
import { Failure } from '../../../contract/failure.ts';
import { MOST_PAUSES, pausesIn } from './pauses.ts';
import { settled, TestStage } from './testing-conductor.ts';
import { TurnListener } from './turn-listener.ts';

/** A tone of 440 Hz at about -14 dB under full scale. */
function tone(milliseconds: number): Int16Array {
  return Int16Array.from({ length: milliseconds * 24 }, (_, index) =>
    Math.round(9000 * Math.sin((index * 440 * 2 * Math.PI) / 24_000)),
  );
}

function joined(...pieces: readonly Int16Array[]): Int16Array {
  return Int16Array.from(pieces.flatMap((piece) => [...piece]));
}

const silence = (milliseconds: number): Int16Array => new Int16Array(milliseconds * 24);

describe('the pauses of a sound', () => {
  it('are silences of 700 ms and more between sounds', () => {
    const at = (milliseconds: number) => Array<number>(milliseconds / 10).fill(-20);
    const none = (milliseconds: number) => Array<number>(milliseconds / 10).fill(-90);
    expect(pausesIn([...at(500), ...none(690), ...at(500)])).toEqual([]);
    expect(pausesIn([...none(2000), ...at(500), ...none(700), ...at(500), ...none(2000)])).toEqual([
      { atMilliseconds: 2500, milliseconds: 700 },
    ]);
    expect(pausesIn([])).toEqual([]);
    expect(pausesIn(none(5000))).toEqual([]);
  });

  it('are the longest ones of very many, in order', () => {
    const sound = Array<number>(20).fill(-20);
    const levels = Array.from({ length: MOST_PAUSES + 6 }, (_, index) => [
      ...sound,
      ...Array<number>(70 + index).fill(-90),
    ]).flat();
    const found = pausesIn([...levels, ...sound]);
    expect(found).toHaveLength(MOST_PAUSES);
    expect(found[0]?.milliseconds).toBe(760);
    expect(found.at(-1)?.milliseconds).toBe(1390);
  });
});

describe('a listener', () => {
  it('knows speech from silence, a hum of the mains and a click', () => {
    const spoken = (...pieces: Int16Array[]): boolean => {
      const listener = new TurnListener();
      listener.push(joined(...pieces));
      return listener.spoken;
    };
    expect(spoken(silence(500), tone(300))).toBe(true);
    expect(spoken(silence(500), tone(40), silence(500))).toBe(false);
    const hum = Int16Array.from({ length: 48_000 }, (_, index) =>
      Math.round(300 * Math.sin((index * 50 * 2 * Math.PI) / 24_000)),
    );
    expect(spoken(hum)).toBe(false);
    expect(spoken(silence(5000))).toBe(false);
  });
});

describe('a turn that is spoken', () => {
  it('is one turn, with twenty seconds of silence in it, and tells afterwards where that was', async () => {
    const stage = new TestStage();
    const line = await stage.live();
    line.sent.length = 0;
    stage.conductor.beginTurn();
    stage.speak(22_000, joined(tone(1000), silence(20_000), tone(1000)));
    expect(line.types).toEqual([]);
    expect(line.samples).toBe(22_000 * 24);
    stage.release();
    expect(line.types).toEqual(['input_audio_buffer.commit', 'response.create']);
    line.say({ type: 'input_audio_buffer.committed', item_id: 'u1', previous_item_id: null });
    const delivery = stage.conductor.conversation.transcript.message('u1')?.delivery;
    expect(delivery?.milliseconds).toBe(22_000);
    expect(delivery?.hesitations).toHaveLength(1);
    const [pause] = delivery?.hesitations ?? [];
    // The filter rings for a frame.
    expect(Math.abs((pause?.atMilliseconds ?? 0) - 1000)).toBeLessThanOrEqual(10);
    expect(Math.abs((pause?.milliseconds ?? 0) - 20_000)).toBeLessThanOrEqual(10);
  });

  it('keeps its pauses to itself: a help question, a dropped turn and a refused one leave none', async () => {
    const stage = new TestStage();
    const line = await stage.live();
    const paused = joined(tone(500), silence(1000), tone(500));
    stage.conductor.beginTurn();
    stage.speak(2000, paused);
    stage.conductor.endTurn(true);
    stage.clock.advance(500);
    stage.conductor.beginTurn();
    stage.speak(2000, paused);
    stage.release();
    const commit = line.sent.findLast(({ type }) => type === 'input_audio_buffer.commit');
    const event_id = commit?.event_id ?? '';
    const error = { code: 'input_audio_buffer_commit_empty', message: '', event_id };
    line.say({ type: 'error', error });
    stage.conductor.beginTurn();
    stage.speak(500, tone(500));
    stage.release();
    line.say({ type: 'input_audio_buffer.committed', item_id: 'u3', previous_item_id: null });
    expect(stage.conductor.conversation.transcript.message('u3')?.delivery).toEqual({
      milliseconds: 500,
      hesitations: [],
    });
  });
});

describe('a turn whose connection is lost', () => {
  it('keeps its pauses when it is spoken again, and takes none of another turn', async () => {
    const stage = new TestStage();
    const line = await stage.live();
    stage.conductor.beginTurn();
    stage.speak(2000, joined(tone(500), silence(1000), tone(500)));
    stage.release();
    line.close(new Failure('connection_lost', 'Gone.'));
    await settled();
    stage.clock.advance(5000);
    await settled();
    expect(stage.line).not.toBe(line);
    stage.line.open();
    stage.line.say({ type: 'session.created', session: {} });
    stage.line.say({ type: 'input_audio_buffer.committed', item_id: 'u1', previous_item_id: null });
    const { items } = stage.conductor.conversation.transcript;
    const [first] = items.filter((item) => item.kind === 'message' && item.speaker === 'learner');
    expect(first?.kind === 'message' ? first.delivery?.hesitations : null).toHaveLength(1);
  });
});
