import { describe, expect, it } from 'vitest';
import { Failure } from '../../../contract/failure.ts';
import { shop as scenario, settled, TestStage } from './testing-conductor.ts';
import { MAX_TEXT } from './transcript.ts';

/** A session whose model has asked to place an order, and waits. */
async function asking(mode: 'push_to_talk' | 'hands_free' = 'push_to_talk') {
  const stage = new TestStage();
  stage.scenario = scenario;
  stage.settings = { ...stage.settings, scenario: scenario.id, mode };
  const line = await stage.live();
  line.say({ type: 'response.created', response: { id: 'r' } });
  ask(stage, 'f1');
  line.say({ type: 'response.done', response: { id: 'r', status: 'completed' } });
  await settled();
  line.sent.length = 0;
  return { stage, line };
}

function ask(stage: TestStage, id: string): void {
  const order = JSON.stringify({ item: 'strawberries', quantity: 4, address: 'here' });
  const call = { id, type: 'function_call', call_id: `call_${id}`, arguments: order };
  const item = { ...call, name: 'place_order' };
  stage.line.say({ type: 'response.output_item.done', response_id: 'r', item });
}

describe('a request', () => {
  it('is not taken for refused when the server had nothing to cancel any more', async () => {
    const stage = new TestStage();
    const line = await stage.live();
    stage.conductor.say('Hello');
    line.say({
      type: 'error',
      error: { message: 'no active response', code: 'response_cancel_not_active' },
    });
    expect(stage.phase).toBe('thinking');
  });
});

describe('the learner has the floor', () => {
  it('when the key goes down again before the last turn is sent: its answer is cut off', async () => {
    const stage = new TestStage();
    const line = await stage.live();
    stage.conductor.beginTurn();
    stage.speak(300);
    stage.conductor.endTurn(false);
    stage.conductor.beginTurn();
    expect(line.types.slice(-3)).toEqual([
      'input_audio_buffer.commit',
      'response.create',
      'response.cancel',
    ]);
    stage.answering('a', 500);
    expect(stage.frames).toEqual([]);
    expect(stage.phase).toBe('listening');
  });

  it('while a tool ends: the model goes on only when the turn is over', async () => {
    const { stage, line } = await asking();
    stage.conductor.beginTurn();
    stage.conductor.decide('f1', true);
    await settled();
    expect(line.types).toEqual(['conversation.item.create']);
    stage.speak(300);
    stage.release();
    expect(line.types.filter((type) => type === 'response.create')).toHaveLength(1);
  });

  it('and gives it back with a slip of the key', async () => {
    const { stage, line } = await asking();
    stage.conductor.beginTurn();
    stage.conductor.decide('f1', true);
    await settled();
    stage.speak(50);
    stage.release();
    expect(line.types.at(-1)).toBe('response.create');
  });

  it('hands-free, while the server hears speech, and it answers by itself', async () => {
    const { stage, line } = await asking('hands_free');
    line.say({ type: 'input_audio_buffer.speech_started', item_id: 'u' });
    stage.conductor.decide('f1', true);
    await settled();
    line.say({ type: 'input_audio_buffer.speech_stopped', item_id: 'u' });
    expect(line.types).not.toContain('response.create');
  });
});

describe('hands-free listening that stops in mid-sentence', () => {
  it.each(['mute', 'mode'] as const)('by %s leaves nothing behind', async (how) => {
    const stage = new TestStage();
    stage.settings = { ...stage.settings, mode: 'hands_free' };
    const line = await stage.live();
    line.say({ type: 'input_audio_buffer.speech_started', item_id: 'u' });
    expect(stage.phase).toBe('listening');
    if (how === 'mute') stage.conductor.mute(true);
    else {
      const before = stage.settings;
      stage.settings = { ...before, mode: 'push_to_talk' };
      stage.conductor.reconfigure(before, stage.settings);
    }
    expect(line.types).toContain('input_audio_buffer.clear');
    expect(stage.phase).toBe('idle');
  });
});

describe('taking a turn back', () => {
  it('in mid-answer truncates nothing that is gone', async () => {
    const stage = new TestStage();
    const line = await stage.live();
    line.say({ type: 'input_audio_buffer.committed', item_id: 'u', previous_item_id: null });
    stage.answering('a', 2000);
    stage.played(1, 500);
    stage.conductor.correct('u', 'I meant this');
    stage.played(1, 600, 1);
    expect(line.types).not.toContain('conversation.item.truncate');
    expect(line.types.slice(-4)).toEqual([
      'response.cancel',
      'conversation.item.delete',
      'conversation.item.delete',
      'conversation.item.create',
    ]);
  });

  it('ends a tool that asks, tells nobody, and holds up no later one', async () => {
    const { stage, line } = await asking();
    stage.conductor.say('Wait');
    const own = stage.conductor.conversation.transcript.items.at(-1)?.id ?? '';
    line.say({ type: 'response.created', response: { id: 'r' } });
    ask(stage, 'f2');
    line.say({ type: 'response.done', response: { id: 'r', status: 'completed' } });
    await settled();
    stage.conductor.correct(own, 'Go on');
    expect(() => stage.conductor.decide('f2', true)).toThrow();
    await settled();
    const outputs = line.sent.filter(
      (event) =>
        event.type === 'conversation.item.create' && event.item.type === 'function_call_output',
    );
    expect(outputs).toEqual([]);
  });

  it('of a tool whose turn has passed still lets the model go on when it is allowed', async () => {
    const { stage, line } = await asking();
    stage.conductor.say('Never mind that');
    line.say({ type: 'response.created', response: { id: 'r2' } });
    line.say({ type: 'response.done', response: { id: 'r2', status: 'completed' } });
    stage.conductor.decide('f1', true);
    await settled();
    expect(line.types.at(-1)).toBe('response.create');
  });
});

describe('words over an answer that plays', () => {
  it('are sent when the server knows how much was heard', async () => {
    const stage = new TestStage();
    const line = await stage.live();
    stage.answer('a', 3000);
    stage.conductor.say('Stop there');
    expect(line.types).not.toContain('response.create');
    stage.played(1, 1000, 1);
    expect(line.types.slice(-3)).toEqual([
      'conversation.item.truncate',
      'conversation.item.create',
      'response.create',
    ]);
  });

  it('keep their order when more follow before the page has answered', async () => {
    const stage = new TestStage();
    const line = await stage.live();
    stage.answer('a', 3000);
    stage.conductor.say('One');
    stage.conductor.say('Two');
    stage.played(1, 1000, 1);
    const said = line.sent.flatMap((event) =>
      event.type === 'conversation.item.create' && event.item.type === 'message'
        ? [JSON.stringify(event.item.content)]
        : [],
    );
    expect(said.map((text) => text.includes('One'))).toEqual([true, false]);
  });

  it('that nobody heard are not kept as if they had been', async () => {
    const stage = new TestStage();
    const line = await stage.live();
    stage.answering('a', 0, 'Never heard');
    stage.conductor.beginTurn();
    const done = { response_id: 'r_a', item_id: 'a', transcript: 'Never heard' };
    line.say({ type: 'response.output_audio_transcript.done', ...done });
    line.say({ type: 'response.done', response: { id: 'r_a', status: 'cancelled' } });
    expect(stage.conductor.conversation.transcript.items).toEqual([]);
    expect(line.sent.at(-1)).toEqual({ type: 'conversation.item.delete', item_id: 'a' });
  });
});

describe('a speed that is changed in mid-answer', () => {
  it('waits for its end', async () => {
    const stage = new TestStage();
    const line = await stage.live();
    stage.answering('a', 500);
    const before = stage.settings;
    stage.settings = { ...before, speed: 0.8 };
    stage.conductor.reconfigure(before, stage.settings);
    expect(line.types.filter((type) => type === 'session.update')).toHaveLength(1);
    line.say({ type: 'response.done', response: { id: 'r_a', status: 'completed' } });
    expect(line.types.at(-1)).toBe('session.update');
  });
});

describe('a page that is loaded again in mid-answer', () => {
  it('counts from nothing, and is believed', async () => {
    const stage = new TestStage();
    const line = await stage.live();
    stage.answering('a', 1000);
    stage.conductor.pageLeft();
    stage.conductor.pageCame();
    const delta = Buffer.alloc(500 * 48).toString('base64');
    line.say({ type: 'response.output_audio.delta', response_id: 'r_a', item_id: 'a', delta });
    line.say({ type: 'response.output_audio.done', response_id: 'r_a', item_id: 'a' });
    line.say({ type: 'response.done', response: { id: 'r_a', status: 'completed' } });
    expect(stage.phase).toBe('speaking');
    stage.played(1, 500);
    expect(stage.phase).toBe('idle');
  });

  it('is not waited for: what nobody plays is over', async () => {
    const stage = new TestStage();
    await stage.live();
    stage.conductor.pageLeft();
    stage.answer('a', 1000);
    expect(stage.phase).toBe('idle');
  });
});

describe('a conversation', () => {
  it('goes on in its own scenario, whatever was chosen meanwhile', async () => {
    const { stage } = await asking();
    stage.conductor.say('Hello');
    stage.line.close(new Failure('quota', 'gone'));
    stage.settings = { ...stage.settings, scenario: null };
    expect(stage.conductor.view).toMatchObject({ scenario: scenario.id, resumable: true });
    await stage.conductor.start(true);
    expect(JSON.stringify(stage.line.sent[0])).toContain('Sell.');
    await stage.conductor.start(false);
    expect(stage.conductor.view.scenario).toBeNull();
    expect(stage.payloads('usage.added').at(-1)?.total.inputText).toBe(0);
  });

  it('begins without a word of being offline', async () => {
    const { stage } = await asking();
    stage.events.length = 0;
    await stage.conductor.start(true);
    expect(stage.payloads('session.changed').map(({ phase }) => phase)).not.toContain('offline');
  });

  it('is heard again on a server that counts its items anew', async () => {
    const stage = new TestStage();
    await stage.live();
    stage.answer('item_1', 100);
    stage.played(1, 100);
    await stage.live();
    const before = stage.frames.length;
    stage.answering('item_1', 100);
    expect(stage.frames.slice(before).map(({ stream }) => stream)).toEqual([2]);
  });

  it('stays within what a page can be told, whatever a server says', async () => {
    const stage = new TestStage();
    const line = await stage.live();
    const usage = { input_token_details: { text_tokens: 1e20 } };
    const text = 'x'.repeat(5 * 1024 * 1024);
    stage.answering('a', 10, text);
    line.say({ type: 'response.done', response: { id: 'r_a', status: 'completed', usage } });
    const item = stage.conductor.conversation.transcript.message('a');
    expect(item?.text.length ?? 0).toBeLessThanOrEqual(MAX_TEXT);
    expect(Number.isSafeInteger(stage.conductor.conversation.total.inputText)).toBe(true);
  });
});

describe('a server that is not exact', () => {
  it('refuses a request without saying which, and the next one is made', async () => {
    const stage = new TestStage();
    const line = await stage.live();
    stage.conductor.say('One');
    line.say({ type: 'error', error: { message: 'no', code: 'server_error' } });
    stage.conductor.say('Two');
    expect(line.types.filter((type) => type === 'response.create')).toHaveLength(2);
  });

  it('begins an answer after its cancel, and is told again', async () => {
    const stage = new TestStage();
    const line = await stage.live();
    stage.conductor.say('One');
    stage.conductor.stopResponse();
    stage.answering('a', 500);
    expect(line.types.filter((type) => type === 'response.cancel')).toHaveLength(2);
    expect(stage.frames).toEqual([]);
  });
});
