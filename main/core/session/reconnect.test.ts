import { describe, expect, it } from 'vitest';
import { settled, shop, TestStage } from './testing-conductor.ts';
import { again, lost, told } from './testing-reconnect.ts';

/** A spoken turn of 400 ms, its commit sent. */
function speakTurn(stage: TestStage): void {
  stage.conductor.beginTurn();
  stage.speak(400);
  stage.release();
}

const committed = (item_id: string) => ({
  type: 'input_audio_buffer.committed',
  item_id,
  previous_item_id: null,
});

const heard = (item_id: string, transcript: string) => ({
  type: 'conversation.item.input_audio_transcription.completed',
  item_id,
  transcript,
});

describe('a socket that dies', () => {
  it('while nothing goes on: everything is said again, and nothing is asked for', async () => {
    const stage = new TestStage();
    const first = await stage.live();
    stage.conductor.say('Hello');
    stage.answer('a', 100, 'Good day.');
    stage.played(1, 100);
    first.close(lost());
    expect(stage.conductor.view).toMatchObject({
      phase: 'idle',
      failure: null,
      link: { state: 'recovering', attempt: 1, retrySeconds: null },
    });
    const second = await again(stage);
    expect(told(second)).toEqual(['user: Hello', 'assistant: Good day.']);
    expect(stage.conductor.view.link.state).toBe('steady');
    expect(first.disposed).toBe(true);
    expect(first.listeners).toBe(0);
  });

  it('while the key is held: the turn goes on, and its beginning is said again', async () => {
    const stage = new TestStage();
    const first = await stage.live();
    stage.conductor.beginTurn();
    stage.speak(300);
    first.close(lost());
    expect(stage.phase).toBe('listening');
    stage.speak(200);
    const second = await again(stage);
    expect(second.samples).toBe(500 * 24);
    stage.speak(100);
    expect(second.samples).toBe(600 * 24);
    stage.release();
    expect(told(second)).toEqual(['audio', 'answer!']);
    second.say(committed('u'));
    expect(stage.conductor.conversation.transcript.items).toHaveLength(1);
  });

  it('after the commit and before the server has it: the audio is sent once more', async () => {
    const stage = new TestStage();
    const first = await stage.live();
    speakTurn(stage);
    first.close(lost());
    // The turn has its place at once, and is waited for.
    const [item] = stage.conductor.conversation.transcript.items;
    expect(item).toMatchObject({ speaker: 'learner', status: 'pending' });
    expect(stage.phase).toBe('thinking');
    const second = await again(stage);
    expect(told(second)).toEqual(['audio', 'answer!']);
    second.say(committed('u'));
    second.say(heard('u', 'Four apples.'));
    expect(stage.conductor.conversation.transcript.items).toEqual([
      expect.objectContaining({ id: item?.id, text: 'Four apples.', status: 'final' }),
    ]);
  });

  it('after the server has it and before its words: the audio takes the same place', async () => {
    const stage = new TestStage();
    const first = await stage.live();
    speakTurn(stage);
    first.say(committed('u'));
    first.say({
      type: 'conversation.item.input_audio_transcription.delta',
      item_id: 'u',
      delta: 'Four ',
    });
    stage.answer('a', 100, 'Four of what?');
    first.close(lost());
    const second = await again(stage);
    expect(told(second)).toEqual(['audio', 'assistant: Four of what?']);
    second.say(committed('item_1'));
    second.say(heard('item_1', 'Four apples.'));
    const { items } = stage.conductor.conversation.transcript;
    expect(items.map((item) => item.kind === 'message' && item.text)).toEqual([
      'Four apples.',
      'Four of what?',
    ]);
  });

  it('before the answer begins: it is asked for again', async () => {
    const stage = new TestStage();
    const first = await stage.live();
    stage.conductor.say('Are you there?');
    first.close(lost());
    expect(told(await again(stage))).toEqual(['user: Are you there?', 'answer!']);
  });

  it('in the middle of an answer: what was heard stands, marked, and the rest is asked for', async () => {
    const stage = new TestStage();
    const first = await stage.live();
    stage.conductor.say('Tell me.');
    stage.answering('a', 1000, 'Once upon a');
    first.close(lost());
    expect(stage.conductor.conversation.transcript.message('a')).toMatchObject({
      text: 'Once upon a',
      status: 'failed',
      failure: { code: 'connection_lost' },
    });
    // What has come plays out.
    expect(stage.payloads('speaker.flush')).toEqual([]);
    expect(stage.frames.at(-1)?.last).toBe(true);
    const second = await again(stage);
    expect(told(second)).toEqual(['user: Tell me.', 'assistant: Once upon a', 'answer!']);
  });

  it('before anything of the answer was heard: it leaves no trace', async () => {
    const stage = new TestStage();
    const first = await stage.live();
    stage.conductor.say('Tell me.');
    const response_id = 'r';
    first.say({ type: 'response.created', response: { id: response_id } });
    const item = { id: 'a', type: 'message', role: 'assistant', content: [] };
    first.say({ type: 'response.output_item.added', response_id, item });
    const words = { response_id, item_id: 'a', content_index: 0 };
    first.say({ type: 'response.output_audio_transcript.delta', ...words, delta: 'Once' });
    first.close(lost());
    expect(told(await again(stage))).toEqual(['user: Tell me.', 'answer!']);
    expect(stage.conductor.conversation.transcript.items).toHaveLength(1);
  });

  it('after the answer and before it was heard to its end: it plays on, and is not asked for', async () => {
    const stage = new TestStage();
    const first = await stage.live();
    stage.conductor.say('Tell me.');
    stage.answer('a', 4000, 'One two three four.');
    first.close(lost());
    expect(stage.phase).toBe('speaking');
    const second = await again(stage);
    expect(told(second)).toEqual(['user: Tell me.', 'assistant: One two three four.']);
    // Cut off now, there is no audio to truncate: the text is replaced by what was heard.
    stage.conductor.beginTurn();
    stage.played(1, 2000, 1);
    expect(second.types).not.toContain('conversation.item.truncate');
    const [gone, back] = second.sent.slice(-2);
    expect(gone).toMatchObject({ type: 'conversation.item.delete' });
    expect(back).toMatchObject({ item: { content: [{ text: 'One two' }] } });
  });

  it('between a barge-in and its truncation: what was heard is what is said again', async () => {
    const stage = new TestStage();
    const first = await stage.live();
    stage.conductor.say('Tell me.');
    stage.answer('a', 4000, 'One two three four.');
    stage.conductor.beginTurn();
    first.close(lost());
    stage.played(1, 2000, 1);
    const second = await again(stage);
    expect(told(second)).toEqual(['user: Tell me.', 'assistant: One two']);
    expect(stage.conductor.conversation.transcript.message('a')?.status).toBe('interrupted');
  });

  it('after the learner has stopped the answer: it is not asked for again', async () => {
    const stage = new TestStage();
    const first = await stage.live();
    stage.conductor.say('Tell me.');
    stage.answering('a', 1000);
    stage.conductor.stopResponse();
    stage.played(1, 0, 1);
    first.close(lost());
    expect(told(await again(stage))).toEqual(['user: Tell me.']);
  });

  it('while a call asks the learner: it goes on asking, and its output goes to the next', async () => {
    const stage = new TestStage();
    stage.scenario = shop;
    stage.settings = { ...stage.settings, scenario: shop.id };
    const first = await stage.live();
    stage.answer('a', 100, 'Shall I?');
    const call = {
      id: 'c',
      type: 'function_call',
      name: 'place_order',
      call_id: 'k',
      arguments: '{"item":"strawberries","quantity":2,"address":"here"}',
    };
    first.say({ type: 'response.created', response: { id: 'r' } });
    first.say({ type: 'response.output_item.done', response_id: 'r', item: call });
    first.say({ type: 'response.done', response: { id: 'r', status: 'completed' } });
    await settled();
    const item = () => stage.conductor.conversation.transcript.get('c');
    expect(item()).toMatchObject({ status: 'asking' });
    first.close(lost());
    const second = await again(stage);
    expect(item()).toMatchObject({ status: 'asking' });
    expect(told(second)).toEqual(['assistant: Shall I?', 'call place_order']);
    stage.conductor.decide('c', true);
    await settled();
    stage.clock.advance(5000);
    await settled();
    expect(item()).toMatchObject({ status: 'done' });
    expect(told(second).slice(-2)).toEqual(['output', 'answer!']);
    const calls = second.sent.flatMap((event) =>
      event.type === 'conversation.item.create' && 'call_id' in event.item
        ? [event.item.call_id]
        : [],
    );
    expect(new Set(calls).size).toBe(1);
  });

  it('while a call asks: an answer given before the next connection goes into it', async () => {
    const stage = new TestStage();
    stage.scenario = shop;
    stage.settings = { ...stage.settings, scenario: shop.id };
    const first = await stage.live();
    stage.answer('a', 100, 'Yes?');
    stage.played(1, 100);
    stage.conductor.say('Two, please.');
    const call = {
      id: 'c',
      type: 'function_call',
      name: 'place_order',
      call_id: 'k',
      arguments: '{"item":"strawberries","quantity":2,"address":"here"}',
    };
    first.say({ type: 'response.created', response: { id: 'r' } });
    first.say({ type: 'response.output_item.done', response_id: 'r', item: call });
    await settled();
    first.close(lost());
    stage.conductor.decide('c', false);
    const second = await again(stage);
    expect(told(second)).toEqual([
      'assistant: Yes?',
      'user: Two, please.',
      'call place_order',
      'output',
      'answer!',
    ]);
  });

  it('while another one is being made: nothing is said twice', async () => {
    const stage = new TestStage();
    const first = await stage.live();
    speakTurn(stage);
    first.close(lost());
    const second = await again(stage);
    second.close(lost());
    stage.conductor.say('And two pears.');
    stage.clock.advance(300);
    const third = await again(stage);
    expect(third).not.toBe(second);
    expect(told(third)).toEqual(['audio', 'user: And two pears.', 'answer!']);
    third.say(committed('u'));
    third.say(heard('u', 'Four apples.'));
    third.close(lost());
    const fourth = await again(stage);
    expect(told(fourth)).toEqual(['user: Four apples.', 'user: And two pears.', 'answer!']);
  });

  it('says a turn that was spoken without a connection, in its order', async () => {
    const stage = new TestStage();
    const first = await stage.live();
    first.close(lost());
    speakTurn(stage);
    stage.conductor.say('And two pears.');
    const second = await again(stage);
    expect(told(second)).toEqual(['audio', 'user: And two pears.', 'answer!']);
    expect(second.sent.some((event) => event.type === 'input_audio_buffer.commit')).toBe(true);
  });

  it('keeps a turn whose words could not be made out as audio', async () => {
    const stage = new TestStage();
    const first = await stage.live();
    speakTurn(stage);
    first.say(committed('u'));
    first.say({
      type: 'conversation.item.input_audio_transcription.failed',
      item_id: 'u',
      error: { message: 'unintelligible' },
    });
    stage.answer('a', 100, 'Pardon?');
    first.close(lost());
    const second = await again(stage);
    expect(told(second)).toEqual(['audio', 'assistant: Pardon?']);
    expect(stage.conductor.conversation.transcript.message('u')?.status).toBe('failed');
  });
});

describe('names', () => {
  it('of a server that counts anew do not run into those of the one before', async () => {
    const stage = new TestStage();
    const first = await stage.live();
    speakTurn(stage);
    first.say(committed('item_1'));
    first.say(heard('item_1', 'Four apples.'));
    stage.answer('item_2', 100, 'Here you are.');
    stage.played(1, 100);
    first.close(lost());
    const second = await again(stage);
    const seeds = second.sent.flatMap((event) =>
      event.type === 'conversation.item.create' ? [event.item.id] : [],
    );
    expect(seeds).not.toContain('item_1');
    speakTurn(stage);
    second.say(committed('item_1'));
    second.say(heard('item_1', 'And a pear.'));
    stage.answer('item_2', 4000, 'A pear.');
    const { items } = stage.conductor.conversation.transcript;
    expect(items.map((item) => item.kind === 'message' && item.text)).toEqual([
      'Four apples.',
      'Here you are.',
      'And a pear.',
      'A pear.',
    ]);
    // The server is spoken to in its own names.
    stage.conductor.beginTurn();
    stage.played(2, 1000, 1);
    expect(second.sent.at(-1)).toMatchObject({
      type: 'conversation.item.truncate',
      item_id: 'item_2',
    });
  });

  it('and order of what is said again are the same on every connection', async () => {
    const stage = new TestStage();
    const first = await stage.live();
    stage.conductor.say('Hello');
    stage.answer('a', 100, 'Good day.');
    stage.played(1, 100);
    first.close(lost());
    const second = await again(stage);
    // As a server does, it repeats what it was told.
    for (const event of second.sent) {
      if (event.type !== 'conversation.item.create') continue;
      second.say({ type: 'conversation.item.added', item: { ...event.item } });
    }
    second.close(lost());
    const third = await again(stage);
    expect(stage.conductor.conversation.transcript.items).toHaveLength(2);
    expect(JSON.stringify(third.sent)).toBe(JSON.stringify(second.sent));
  });
});

describe('hands-free', () => {
  it('says again what the server had not made a turn of', async () => {
    const stage = new TestStage();
    stage.settings = { ...stage.settings, mode: 'hands_free' };
    const first = await stage.live();
    stage.speak(1000);
    first.say({ type: 'input_audio_buffer.speech_started', item_id: 'u', audio_start_ms: 400 });
    first.close(lost());
    stage.speak(200);
    const second = await again(stage);
    expect(second.samples).toBe(800 * 24);
  });

  it('says a turn that has no words yet again, while the server listens for none', async () => {
    const stage = new TestStage();
    stage.settings = { ...stage.settings, mode: 'hands_free' };
    const first = await stage.live();
    stage.speak(1000);
    first.say({ type: 'input_audio_buffer.speech_started', item_id: 'u', audio_start_ms: 400 });
    first.say({ type: 'input_audio_buffer.speech_stopped', item_id: 'u', audio_end_ms: 900 });
    first.say(committed('u'));
    first.close(lost());
    const second = await again(stage);
    const detection = second.sent.flatMap((event): unknown[] =>
      event.type === 'session.update' && event.session.type === 'realtime'
        ? [event.session.audio?.input?.turn_detection ?? null]
        : [event.type],
    );
    expect(detection.slice(0, 4)).toEqual([
      expect.objectContaining({ type: 'server_vad' }),
      null,
      'input_audio_buffer.commit',
      expect.objectContaining({ type: 'server_vad' }),
    ]);
    // What is left is the tenth of a second after the turn.
    expect(second.samples).toBe(100 * 24);
    expect(told(second)).toEqual(['audio', 'answer!']);
  });
});
