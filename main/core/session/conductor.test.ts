import { describe, expect, it } from 'vitest';
import { Failure } from '../../../contract/failure.ts';
import { TestStage } from './testing-conductor.ts';

describe('a push-to-talk turn', () => {
  it('sends what was held, then asks for one answer', async () => {
    const stage = new TestStage();
    const line = await stage.live();
    stage.conductor.beginTurn();
    expect(stage.phase).toBe('listening');
    stage.speak(400);
    expect(line.samples).toBe(9600);
    stage.release();
    expect(line.types.slice(-2)).toEqual(['input_audio_buffer.commit', 'response.create']);
    expect(stage.phase).toBe('thinking');
  });

  it('waits for the audio that is still on its way when the key goes up', async () => {
    const stage = new TestStage();
    const line = await stage.live();
    stage.conductor.beginTurn();
    stage.speak(300);
    const stream = stage.conductor.stream ?? 0;
    stage.conductor.endTurn(false);
    expect(line.types).not.toContain('input_audio_buffer.commit');
    const late = {
      kind: 'microphone',
      stream,
      sequence: 30,
      samples: new Int16Array(240),
    } as const;
    stage.conductor.microphoneFrame({ ...late, last: true });
    expect(line.types).toContain('input_audio_buffer.commit');
    expect(stage.log.lines).toEqual([]);
  });

  it('goes on without a last frame when the page stays silent', async () => {
    const stage = new TestStage();
    const line = await stage.live();
    stage.conductor.beginTurn();
    stage.speak(300);
    stage.conductor.endTurn(false);
    stage.clock.advance(500);
    expect(line.types).toContain('input_audio_buffer.commit');
  });

  it('drops a slip of the key and says why', async () => {
    const stage = new TestStage();
    const line = await stage.live();
    stage.conductor.beginTurn();
    stage.speak(90);
    stage.release();
    expect(line.types.at(-1)).toBe('input_audio_buffer.clear');
    expect(line.types).not.toContain('response.create');
    expect(stage.payloads('notice')[0]?.failure.code).toBe('too_short');
  });

  it('drops a slip of the key though 300 ms of pre-roll came with it', async () => {
    const stage = new TestStage();
    const line = await stage.live();
    stage.conductor.beginTurn();
    const stream = stage.conductor.stream ?? 0;
    const samples = new Int16Array(7200);
    stage.conductor.microphoneFrame({
      kind: 'microphone',
      stream,
      sequence: 0,
      last: false,
      samples,
    });
    stage.clock.advance(60);
    stage.release();
    expect(line.types).not.toContain('input_audio_buffer.commit');
  });

  it('drops a long hold that carried no audio', async () => {
    const stage = new TestStage();
    const line = await stage.live();
    stage.conductor.beginTurn();
    stage.clock.advance(900);
    stage.release();
    expect(line.types).not.toContain('input_audio_buffer.commit');
  });

  it.each([
    ['microphone_missing', 'input_audio_buffer.clear'],
    ['microphone_silent', 'response.create'],
    ['device_lost', 'response.create'],
  ] as const)('told of %s, says so and ends in %s', async (code, last) => {
    const stage = new TestStage();
    const line = await stage.live();
    stage.conductor.beginTurn();
    stage.speak(300);
    const stream = stage.conductor.stream ?? 0;
    stage.conductor.microphoneFailed({ code, text: '' });
    if (stage.conductor.stream !== null) stage.conductor.endTurn(false);
    const frame = { kind: 'microphone', sequence: 30, samples: new Int16Array() } as const;
    stage.conductor.microphoneFrame({ ...frame, stream, last: true });
    expect(stage.payloads('notice')[0]?.failure.code).toBe(code);
    expect(line.types.at(-1)).toBe(last);
  });

  it('takes no audio of another stream, and counts what is missing', async () => {
    const stage = new TestStage();
    const line = await stage.live();
    stage.conductor.beginTurn();
    const stream = stage.conductor.stream ?? 0;
    const frame = { kind: 'microphone', last: false, samples: new Int16Array(240) } as const;
    stage.conductor.microphoneFrame({ ...frame, stream: stream + 1, sequence: 0 });
    expect(line.samples).toBe(0);
    stage.conductor.microphoneFrame({ ...frame, stream, sequence: 3 });
    expect(line.samples).toBe(240);
    expect(stage.log.lines[0]?.details).toEqual({ frames: 3 });
  });
});

describe('barge-in', () => {
  it('falls silent, cancels, and truncates at the milliseconds played', async () => {
    const stage = new TestStage();
    const line = await stage.live();
    stage.answering('a', 4000);
    expect(stage.phase).toBe('speaking');
    stage.played(1, 1000);
    stage.conductor.beginTurn();
    const flush = stage.payloads('speaker.flush')[0]?.flush ?? -1;
    expect(line.types.at(-1)).toBe('response.cancel');
    stage.played(1, 1234, flush);
    expect(line.sent.at(-1)).toEqual({
      type: 'conversation.item.truncate',
      item_id: 'a',
      content_index: 0,
      audio_end_ms: 1234,
    });
    const item = stage.conductor.conversation.transcript.message('a');
    expect(item?.status).toBe('interrupted');
    expect('Good morning, how can I help you?'.startsWith(item?.text ?? '-')).toBe(true);
  });

  it('truncates without a cancel when the answer is complete and still playing', async () => {
    const stage = new TestStage();
    const line = await stage.live();
    stage.answer('a', 4000);
    stage.conductor.beginTurn();
    stage.played(1, 500, 1);
    expect(line.types).not.toContain('response.cancel');
    expect(line.types.at(-1)).toBe('conversation.item.truncate');
  });

  it('never truncates at 0: what nobody heard is taken back', async () => {
    const stage = new TestStage();
    const line = await stage.live();
    stage.answering('a', 4000);
    stage.conductor.beginTurn();
    stage.played(1, 0, 1);
    expect(line.types).not.toContain('conversation.item.truncate');
    expect(line.sent.at(-1)).toEqual({ type: 'conversation.item.delete', item_id: 'a' });
    expect(stage.conductor.conversation.transcript.items).toEqual([]);
  });

  it('plays nothing of what still arrives of a cancelled answer', async () => {
    const stage = new TestStage();
    const line = await stage.live();
    stage.answering('a', 1000);
    stage.conductor.stopResponse();
    const before = stage.frames.length;
    const delta = Buffer.alloc(4800).toString('base64');
    line.say({ type: 'response.output_audio.delta', response_id: 'r_a', item_id: 'a', delta });
    line.say({ type: 'response.output_audio.delta', response_id: 'r_a', item_id: 'b', delta });
    expect(stage.frames.length).toBe(before);
  });

  it('takes the last report when the page does not answer', async () => {
    const stage = new TestStage();
    const line = await stage.live();
    stage.answering('a', 4000);
    stage.played(1, 700);
    stage.conductor.beginTurn();
    stage.clock.advance(500);
    expect(line.sent.at(-1)).toMatchObject({ audio_end_ms: 700 });
  });

  it('asks for the next answer only when the cancelled one has ended', async () => {
    const stage = new TestStage();
    const line = await stage.live();
    stage.answering('a', 4000);
    stage.conductor.beginTurn();
    stage.speak(300);
    stage.release();
    expect(line.types).not.toContain('response.create');
    line.say({ type: 'response.done', response: { id: 'r_a', status: 'cancelled' } });
    expect(line.types.at(-1)).toBe('response.create');
  });
});

describe('hands-free', () => {
  it('keeps the microphone open, and cuts the partner off when the server hears speech', async () => {
    const stage = new TestStage();
    stage.settings = { ...stage.settings, mode: 'hands_free' };
    const line = await stage.live();
    expect(stage.conductor.stream).not.toBeNull();
    stage.answering('a', 3000);
    line.say({ type: 'input_audio_buffer.speech_started', item_id: 'u' });
    expect(stage.phase).toBe('listening');
    stage.played(1, 800, 1);
    expect(line.types).not.toContain('response.cancel');
    expect(line.sent.at(-1)).toMatchObject({ audio_end_ms: 800 });
  });

  it('closes the microphone while muted', async () => {
    const stage = new TestStage();
    stage.settings = { ...stage.settings, mode: 'hands_free' };
    await stage.live();
    stage.conductor.mute(true);
    expect(stage.conductor.stream).toBeNull();
    stage.conductor.mute(false);
    expect(stage.conductor.stream).not.toBeNull();
    // What was said while it was muted was not meant for anybody.
    const gates = stage.payloads('microphone.gate');
    expect(gates.at(-1)?.preRoll).toBe(false);
    stage.settings = { ...stage.settings, mode: 'push_to_talk' };
    stage.conductor.mute(true);
    stage.conductor.beginTurn();
    expect(stage.payloads('microphone.gate').at(-1)?.preRoll).toBe(true);
  });
});

describe('a page that goes', () => {
  it('takes an open turn with it', async () => {
    const stage = new TestStage();
    const line = await stage.live();
    stage.conductor.beginTurn();
    stage.speak(300);
    stage.conductor.pageLeft();
    expect(line.types.at(-1)).toBe('input_audio_buffer.clear');
    expect(stage.phase).toBe('idle');
  });

  it('leaves hands-free listening for the page that comes after it', async () => {
    const stage = new TestStage();
    stage.settings = { ...stage.settings, mode: 'hands_free' };
    const line = await stage.live();
    stage.speak(100);
    stage.conductor.pageLeft();
    stage.speak(100);
    expect(line.types.at(-1)).toBe('input_audio_buffer.clear');
    expect(line.samples).toBe(2400);
    expect(stage.log.lines).toEqual([]);
  });

  it('settles what it had not played', async () => {
    const stage = new TestStage();
    await stage.live();
    stage.answer('a', 2000);
    expect(stage.phase).toBe('speaking');
    stage.conductor.pageLeft();
    expect(stage.phase).toBe('idle');
  });
});

describe('a connection that ends', () => {
  it('keeps the words, says why, and can go on from them', async () => {
    const stage = new TestStage();
    const first = await stage.live();
    stage.conductor.say('Hello there');
    stage.answer('a', 1000);
    stage.answering('b', 1000, 'And how');
    first.close(new Failure('forbidden', 'The server denied access (403)'));
    const { view } = stage.conductor;
    expect(view).toMatchObject({ phase: 'offline', resumable: true });
    expect(view.failure?.code).toBe('forbidden');
    expect(stage.conductor.conversation.transcript.message('b')?.status).toBe('failed');
    await stage.conductor.start(true);
    const seeded = stage.line.sent.filter(({ type }) => type === 'conversation.item.create');
    expect(seeded).toHaveLength(3);
    expect(stage.conductor.conversation.transcript.items).toHaveLength(3);
    expect(first.disposed).toBe(true);
    expect(first.listeners).toBe(0);
  });

  it('offers no replies while nothing listens, and the same ones when it goes on', async () => {
    const stage = new TestStage();
    const first = await stage.live();
    const replies = [{ id: 'a', text: 'Yes', meaning: { en: 'yes', 'zh-Hant': '是' } }];
    stage.conductor.say('Hello');
    stage.conductor.conversation.offer(replies);
    first.close(new Failure('quota', 'gone'));
    expect(stage.payloads('replies.offered').at(-1)?.replies).toEqual([]);
    await stage.conductor.start(true);
    expect(stage.payloads('replies.offered').at(-1)?.replies).toEqual(replies);
  });

  it('asks again for the answer that a turn is still owed', async () => {
    const stage = new TestStage();
    const first = await stage.live();
    stage.conductor.say('Are you there?');
    first.close(new Failure('quota', 'gone'));
    await stage.conductor.start(true);
    expect(stage.line.types.at(-1)).toBe('response.create');
  });

  it('does not go live when it was stopped while it started', async () => {
    const stage = new TestStage();
    const started = stage.conductor.start(false);
    stage.conductor.stop();
    await started;
    expect(stage.connect.made).toHaveLength(0);
    expect(stage.phase).toBe('offline');
  });

  it('says why it could not start', async () => {
    const stage = new TestStage();
    stage.refuse = new Failure('unreachable', 'Nothing listens there.');
    await expect(stage.conductor.start(false)).rejects.toThrow('Nothing listens there.');
    expect(stage.conductor.view.failure?.code).toBe('unreachable');
  });
});

describe('the transcript', () => {
  it('keeps the true order when the words of the learner come last', async () => {
    const stage = new TestStage();
    const line = await stage.live();
    line.say({ type: 'input_audio_buffer.committed', item_id: 'u', previous_item_id: null });
    stage.answering('a', 100, 'Four hundred?');
    line.say({
      type: 'conversation.item.input_audio_transcription.completed',
      item_id: 'u',
      transcript: 'Four hundred strawberries, please.',
    });
    const items = stage.conductor.conversation.transcript.items;
    expect(items.map((item) => item.kind === 'message' && item.text)).toEqual([
      'Four hundred strawberries, please.',
      'Four hundred?',
    ]);
  });

  it('settles a transcription that failed', async () => {
    const stage = new TestStage();
    const line = await stage.live();
    line.say({ type: 'input_audio_buffer.committed', item_id: 'u', previous_item_id: null });
    line.say({
      type: 'conversation.item.input_audio_transcription.failed',
      item_id: 'u',
      error: { message: 'unintelligible' },
    });
    const item = stage.conductor.conversation.transcript.message('u');
    expect(item).toMatchObject({ status: 'failed', failure: { code: 'not_understood' } });
  });

  it('takes a turn and all behind it back when another was meant', async () => {
    const stage = new TestStage();
    const line = await stage.live();
    line.say({ type: 'input_audio_buffer.committed', item_id: 'u', previous_item_id: null });
    stage.answer('a', 100);
    stage.played(1, 100);
    stage.conductor.correct('u', 'I meant this');
    const deleted = line.sent.flatMap((e) =>
      e.type === 'conversation.item.delete' ? [e.item_id] : [],
    );
    expect(deleted).toEqual(['a', 'u']);
    const items = stage.conductor.conversation.transcript.items;
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ text: 'I meant this', status: 'final' });
    expect(() => stage.conductor.correct('a', 'x')).toThrow('not in the transcript');
  });
});
