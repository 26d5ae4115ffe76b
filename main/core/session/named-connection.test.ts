import { describe, expect, it } from 'vitest';
import { ScriptedConnection } from '../realtime/scripted-connection.ts';
import type { ServerEvent } from '../realtime/server-event.ts';
import { Names } from './item-names.ts';
import { KeptTurns } from './kept-turns.ts';
import { NamedConnection } from './named-connection.ts';

function named() {
  let ids = 0;
  const newId = () => `own_${++ids}`;
  const names = { items: new Names(newId), calls: new Names(newId) };
  const kept = new KeptTurns();
  const target = { kind: 'custom', url: 'ws://h', headers: {}, host: 'h', model: 'm' } as const;
  const connect = () => {
    const line = new ScriptedConnection(target);
    const connection = new NamedConnection(line, names, kept);
    const heard: ServerEvent[] = [];
    connection.onEvent((event) => heard.push(event));
    return { line, connection, heard };
  };
  return { connect, kept };
}

function speak(kept: KeptTurns, connection: NamedConnection): void {
  kept.append(new Int16Array(2400));
  kept.commit();
  connection.commit(null);
}

const committed = (item_id: string) => ({ type: 'input_audio_buffer.committed', item_id });
const added = (id: string) => ({
  type: 'conversation.item.added',
  item: { id, type: 'message', role: 'user', content: [{ type: 'input_audio' }] },
});

describe('a commit', () => {
  it.each([
    ['the commit', [committed('a'), added('a')]],
    ['the item', [added('a'), committed('a')]],
    [
      'its words alone',
      [
        {
          type: 'conversation.item.input_audio_transcription.completed',
          item_id: 'a',
          transcript: 'x',
        },
      ],
    ],
  ])('makes one item, where the server announces %s first', (_, events) => {
    const { connect, kept } = named();
    const { line, connection } = connect();
    speak(kept, connection);
    for (const event of events) line.say(event);
    expect(kept.turns.map(({ item }) => item)).toEqual(['a']);
  });

  it('makes the item that it is said to make, also when its name was used in a lie before', () => {
    const { connect, kept } = named();
    const { line, connection, heard } = connect();
    line.say({ type: 'response.output_audio.delta', item_id: 'item_1', delta: '' });
    connection.commit('mine');
    line.say(committed('item_1'));
    expect(heard.at(-1)).toMatchObject({ item_id: 'mine' });
    speak(kept, connection);
    expect(kept.turns.map(({ item }) => item)).toEqual([null]);
  });

  it('that is refused is forgotten, and the next one is not taken for it', () => {
    const { connect, kept } = named();
    const { line, connection } = connect();
    speak(kept, connection);
    speak(kept, connection);
    const [first] = line.sent;
    line.say({ type: 'error', error: { message: 'too short', event_id: first?.event_id } });
    line.say(committed('b'));
    expect(kept.turns.map(({ item }) => item)).toEqual(['b']);
  });
});

describe('names', () => {
  it('of calls are told apart too', () => {
    const { connect } = named();
    const call = { type: 'function_call', name: 'f', arguments: '{}' } as const;
    const first = connect();
    first.line.say({ type: 'response.output_item.done', item: { ...call, id: 'i', call_id: 'c' } });
    const second = connect();
    second.connection.seed({ ...call, id: 'i', call_id: 'c' });
    second.line.say({
      type: 'response.output_item.done',
      item: { ...call, id: 'i', call_id: 'c' },
    });
    const [again] = second.heard;
    if (again?.type !== 'response.output_item.done') throw new Error('No item.');
    expect(again.item.id).not.toBe('i');
    expect(again.item.call_id).not.toBe('c');
    // Each output goes to its own call, in the server's names.
    const output = (call_id: string) => {
      second.connection.send({
        type: 'conversation.item.create',
        item: { type: 'function_call_output', call_id, output: '' },
      });
      const sent = second.line.sent.at(-1);
      return sent?.type === 'conversation.item.create' && 'call_id' in sent.item
        ? sent.item.call_id
        : null;
    };
    expect(output(again.item.call_id ?? '')).toBe('c');
    expect(output('c')).not.toBe('c');
  });
});
