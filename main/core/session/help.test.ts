import { describe, expect, it } from 'vitest';
import type { AsideItem } from '../../../contract/session.ts';
import type { ScriptedConnection } from '../realtime/scripted-connection.ts';
import { LONGEST_QUESTION_SECONDS } from './question-audio.ts';
import { shop, TestStage } from './testing-conductor.ts';

/** What was asked for beside the conversation, newest last. */
function requests(line: ScriptedConnection) {
  return line.sent.flatMap((event) =>
    event.type === 'response.create' && event.response !== undefined ? [event.response] : [],
  );
}

function asides(stage: TestStage): readonly AsideItem[] {
  const { items } = stage.conductor.conversation.transcript;
  return items.filter((item) => item.kind === 'aside');
}

/** The server announces the help that was asked for last. */
function announce(line: ScriptedConnection, id = 'h'): void {
  const metadata = requests(line).at(-1)?.metadata ?? null;
  line.say({ type: 'response.created', response: { id, conversation_id: null, metadata } });
}

const words = (id = 'h') => ({ response_id: id, item_id: `${id}_a`, content_index: 0 });

/** Some of the answer comes: an item, words, and 500 ms of sound. */
function answering(line: ScriptedConnection, text = '你可以說'): void {
  const item = { id: 'h_a', type: 'message', role: 'assistant', content: [] };
  line.say({ type: 'response.output_item.added', response_id: 'h', item });
  line.say({ type: 'response.output_audio_transcript.delta', ...words(), delta: text });
  const delta = Buffer.alloc(500 * 48).toString('base64');
  line.say({ type: 'response.output_audio.delta', ...words(), delta });
}

function done(line: ScriptedConnection, more: object = {}): void {
  line.say({ type: 'response.done', response: { id: 'h', status: 'completed', ...more } });
}

/** A role-play in which the partner has spoken and was heard, and nothing else was sent. */
async function talking(mode: 'push_to_talk' | 'hands_free' = 'push_to_talk') {
  const stage = new TestStage();
  stage.scenario = shop;
  stage.settings = { ...stage.settings, scenario: shop.id, mode, level: 'B1' };
  const line = await stage.live();
  stage.answer('a', 1000);
  stage.played(1, 1000);
  line.sent.length = 0;
  return { stage, line };
}

describe('a question to the help key', () => {
  it('goes out of band with the last words and its sound, and never into the input buffer', async () => {
    const { stage, line } = await talking();
    stage.conductor.beginHelp();
    expect(stage.conductor.view).toMatchObject({ phase: 'listening', helping: true });
    stage.speak(300);
    stage.letGoOfHelp();
    expect(line.types).toEqual(['response.create']);
    expect(line.samples).toBe(0);
    const [request] = requests(line);
    const audio = Buffer.alloc(300 * 48).toString('base64');
    expect(request).toMatchObject({
      conversation: 'none',
      output_modalities: ['audio'],
      tools: [],
      tool_choice: 'none',
      metadata: { purpose: 'help', id: asides(stage)[0]?.id, language: 'zh-Hant' },
      input: [{ role: 'assistant' }, { role: 'user' }],
    });
    expect(JSON.stringify(request?.input)).toContain(audio);
    expect(JSON.stringify(request?.input)).toContain('Good morning');
    expect(request?.instructions).toMatch(/Chinese.*\(zh-Hant\)/);
    expect(request?.instructions).toContain('English (en) at level B1');
  });

  it('is answered in an aside behind the last words, is heard, and moves nothing', async () => {
    const { stage, line } = await talking();
    stage.ask(300);
    announce(line);
    answering(line);
    expect(asides(stage)).toMatchObject([{ status: 'partial', text: '你可以說' }]);
    expect(stage.conductor.view).toMatchObject({ phase: 'speaking', helping: true });
    done(line, { usage: { input_tokens: 50, output_tokens: 20 } });
    expect(asides(stage)).toMatchObject([{ status: 'final', failure: null }]);
    expect(stage.frames.at(-1)).toMatchObject({ last: true });
    stage.played(2, 500);
    expect(stage.conductor.view).toMatchObject({ phase: 'idle', helping: false });
    expect(stage.conductor.conversation.total).toMatchObject({ inputText: 50, outputText: 20 });
    expect(line.types).toEqual(['response.create']);
    const kinds = stage.conductor.conversation.transcript.items.map(({ kind }) => kind);
    expect(kinds).toEqual(['message', 'aside']);
  });

  it('cuts the partner off first, and waits until its response has ended', async () => {
    const { stage, line } = await talking();
    stage.answering('b', 2000);
    stage.conductor.beginHelp();
    expect(line.types).toEqual(['response.cancel']);
    stage.played(2, 700, 1);
    expect(line.sent.at(-1)).toMatchObject({ item_id: 'b', audio_end_ms: 700 });
    stage.speak(300);
    stage.letGoOfHelp();
    expect(requests(line)).toEqual([]);
    line.say({ type: 'response.done', response: { id: 'r_b', status: 'cancelled' } });
    expect(requests(line)).toHaveLength(1);
  });

  it('that is a slip of the key is not asked', async () => {
    const { stage, line } = await talking();
    stage.ask(50);
    expect(line.types).toEqual([]);
    expect(asides(stage)).toEqual([]);
    expect(stage.payloads('notice').at(-1)?.failure.code).toBe('too_short');
  });

  it('that is dropped is not asked, and leaves nothing for the next one', async () => {
    const { stage, line } = await talking();
    stage.conductor.beginHelp();
    stage.speak(500);
    stage.letGoOfHelp(true);
    expect(line.types).toEqual([]);
    stage.ask(200);
    const audio = Buffer.alloc(200 * 48).toString('base64');
    expect(JSON.stringify(requests(line))).toContain(`"audio":"${audio}"`);
  });

  it('keeps its first minute, and says once that the rest is dropped', async () => {
    const { stage, line } = await talking();
    stage.ask((LONGEST_QUESTION_SECONDS + 2) * 1000);
    const audio = Buffer.alloc(LONGEST_QUESTION_SECONDS * 48_000).toString('base64');
    expect(JSON.stringify(requests(line))).toContain(`"audio":"${audio}"`);
    const told = stage.payloads('notice').filter(({ failure }) => failure.code === 'overflow');
    expect(told).toHaveLength(1);
  });

  it('needs a session, and waits until that is open', async () => {
    const stage = new TestStage();
    expect(() => stage.conductor.beginHelp()).toThrow('No session');
    await stage.conductor.start(false);
    stage.conductor.beginHelp();
    expect(stage.phase).toBe('connecting');
    expect(stage.line.types).toEqual(['session.update']);
  });
});

describe('two keys at once', () => {
  it('have the microphone for the one that came first, until it is let go', async () => {
    const { stage, line } = await talking();
    stage.conductor.beginHelp();
    stage.speak(200);
    stage.conductor.beginTurn();
    stage.conductor.endTurn(false);
    expect(stage.phase).toBe('listening');
    stage.letGoOfHelp();
    expect(line.types).toEqual(['response.create']);
    announce(line);
    stage.conductor.beginTurn();
    stage.conductor.beginHelp();
    stage.conductor.endHelp(false);
    expect(stage.conductor.view).toMatchObject({ phase: 'listening', helping: false });
  });
});

describe('help that is stopped', () => {
  it.each(['a talk key', 'Escape'])(
    'by %s is cancelled by its id, and only flushed',
    async (by) => {
      const { stage, line } = await talking();
      stage.ask(300);
      announce(line);
      answering(line);
      line.sent.length = 0;
      if (by === 'Escape') stage.conductor.stopResponse();
      else stage.conductor.beginTurn();
      expect(line.sent).toEqual([{ type: 'response.cancel', response_id: 'h' }]);
      expect(stage.payloads('speaker.flush')).toHaveLength(1);
      stage.played(2, 200, 1);
      const frames = stage.frames.length;
      answering(line, '太晚了');
      done(line, { status: 'cancelled' });
      expect(stage.frames).toHaveLength(frames);
      expect(asides(stage)).toMatchObject([{ status: 'interrupted', text: '你可以說' }]);
      expect(line.types).toEqual(['response.cancel']);
      expect(stage.conductor.view.helping).toBe(false);
    },
  );

  it('before the server announced it is cancelled when it does, and leaves no aside', async () => {
    const { stage, line } = await talking();
    stage.ask(300);
    stage.conductor.beginTurn();
    expect(line.types).toEqual(['response.create']);
    expect(asides(stage)).toEqual([]);
    stage.speak(300);
    stage.release();
    expect(line.types.at(-1)).toBe('input_audio_buffer.commit');
    announce(line);
    expect(line.sent.at(-1)).toEqual({ type: 'response.cancel', response_id: 'h' });
    answering(line);
    expect(stage.frames.filter(({ stream }) => stream > 1)).toEqual([]);
    done(line, { status: 'cancelled' });
    expect(line.sent.at(-1)).toMatchObject({ type: 'response.create' });
    expect(requests(line)).toHaveLength(1);
  });

  it('before it could be asked is never asked, and leaves no aside', async () => {
    const { stage, line } = await talking();
    stage.answering('b', 2000);
    stage.ask(300);
    expect(asides(stage)).toMatchObject([{ status: 'pending' }]);
    stage.conductor.stopResponse();
    line.say({ type: 'response.done', response: { id: 'r_b', status: 'cancelled' } });
    expect(asides(stage)).toEqual([]);
    expect(requests(line)).toEqual([]);
    expect(stage.conductor.view.helping).toBe(false);
  });

  it('and was followed by another question is not mixed up with that one', async () => {
    const { stage, line } = await talking();
    stage.ask(300);
    announce(line);
    answering(line, 'first');
    stage.ask(300);
    stage.played(2, 100, 1);
    line.say({ type: 'response.output_audio_transcript.delta', ...words(), delta: ' late' });
    done(line, { status: 'cancelled' });
    announce(line, 'k');
    line.say({ type: 'response.output_audio_transcript.delta', ...words(), delta: ' later' });
    line.say({ type: 'response.output_audio_transcript.delta', ...words('k'), delta: 'second' });
    expect(asides(stage).map(({ text }) => text)).toEqual(['first', 'second']);
  });
});

describe('a server', () => {
  it('that refuses help settles the aside with its reason, and no notice', async () => {
    const { stage, line } = await talking();
    stage.ask(300);
    const { event_id = '' } = line.sent.at(-1) ?? {};
    line.say({ type: 'error', error: { message: 'No such thing', code: 'x', event_id } });
    expect(asides(stage)).toMatchObject([
      { status: 'failed', failure: { code: 'endpoint_error', text: 'No such thing' } },
    ]);
    expect(stage.payloads('notice')).toEqual([]);
    expect(stage.phase).toBe('idle');
  });

  it('that fails at it settles the aside as well', async () => {
    const { stage, line } = await talking();
    stage.ask(300);
    announce(line);
    const error = { message: 'No quota', code: 'insufficient_quota' };
    done(line, { status: 'failed', status_details: { error } });
    expect(asides(stage)).toMatchObject([{ status: 'failed', failure: { code: 'quota' } }]);
    expect(stage.payloads('notice')).toEqual([]);
  });

  it('that is busy with an answer of its own is asked again behind it', async () => {
    const { stage, line } = await talking();
    stage.ask(300);
    const { event_id = '' } = line.sent.at(-1) ?? {};
    const code = 'conversation_already_has_active_response';
    line.say({ type: 'error', error: { message: 'Busy', code, event_id } });
    line.say({ type: 'response.done', response: { id: 'theirs', status: 'completed' } });
    expect(requests(line)).toHaveLength(2);
    expect(requests(line)[1]).toEqual(requests(line)[0]);
    expect(asides(stage)).toMatchObject([{ status: 'pending' }]);
  });

  it('that knows no out-of-band responses has its items deleted from the conversation', async () => {
    const { stage, line } = await talking();
    stage.ask(300);
    // It gives no metadata back, and adds the item before it says whose it is.
    line.say({ type: 'response.created', response: { id: 'h' } });
    const item = { id: 'h_a', type: 'message', role: 'assistant', content: [] };
    line.say({ type: 'conversation.item.created', previous_item_id: 'a', item });
    answering(line);
    line.say({ type: 'conversation.item.done', previous_item_id: 'a', item });
    done(line);
    expect(line.sent.slice(1)).toEqual([{ type: 'conversation.item.delete', item_id: 'h_a' }]);
    const kinds = stage.conductor.conversation.transcript.items.map(({ kind }) => kind);
    expect(kinds).toEqual(['message', 'aside']);
    expect(asides(stage)).toMatchObject([{ status: 'final', text: '你可以說' }]);
  });

  it('that is lost in the middle leaves the aside failed, and is not seeded with it', async () => {
    const { stage, line } = await talking();
    stage.ask(300);
    announce(line);
    answering(line);
    stage.conductor.stop();
    expect(asides(stage)).toMatchObject([{ status: 'failed', text: '你可以說' }]);
    await stage.conductor.start(true);
    expect(stage.line).not.toBe(line);
    expect(stage.line.types).toEqual(['session.update', 'conversation.item.create']);
  });
});

describe('the role-play', () => {
  it('goes on behind the aside, although the server places it behind the words before', async () => {
    const { stage, line } = await talking();
    stage.ask(300);
    announce(line);
    answering(line);
    done(line);
    line.say({ type: 'input_audio_buffer.committed', item_id: 'u', previous_item_id: 'a' });
    const ids = stage.conductor.conversation.transcript.items.map(({ id }) => id);
    expect(ids).toEqual(['a', asides(stage)[0]?.id, 'u']);
  });

  it('takes turns back without the help that was given between them', async () => {
    const { stage, line } = await talking();
    line.say({ type: 'input_audio_buffer.committed', item_id: 'u', previous_item_id: 'a' });
    stage.ask(300);
    announce(line);
    answering(line);
    done(line);
    stage.conductor.correct('u', 'Four, please');
    expect(asides(stage)).toHaveLength(1);
    const deleted = line.sent.filter(({ type }) => type === 'conversation.item.delete');
    expect(deleted).toEqual([{ type: 'conversation.item.delete', item_id: 'u' }]);
    expect(() => stage.conductor.correct(asides(stage)[0]?.id ?? '', 'x')).toThrow();
  });
});

describe('help in hands-free listening', () => {
  it('closes the server’s ear while it is asked, and opens it again', async () => {
    const { stage, line } = await talking('hands_free');
    const listening = stage.conductor.stream;
    stage.conductor.beginHelp();
    expect(line.types).toEqual(['input_audio_buffer.clear']);
    expect(stage.conductor.stream).not.toBe(listening);
    const gates = stage.payloads('microphone.gate').length;
    stage.conductor.mute(true);
    stage.conductor.mute(false);
    expect(stage.payloads('microphone.gate')).toHaveLength(gates);
    stage.speak(300);
    stage.letGoOfHelp();
    expect(line.samples).toBe(0);
    expect(line.types.at(-1)).toBe('response.create');
    expect(stage.conductor.view).toMatchObject({ phase: 'thinking', helping: true });
    stage.speak(100);
    expect(line.samples).toBe(2400);
  });

  it('ends when the learner speaks over it, and the server’s own answer is heard', async () => {
    const { stage, line } = await talking('hands_free');
    stage.ask(300);
    announce(line);
    answering(line);
    line.say({ type: 'input_audio_buffer.speech_started', item_id: 'u' });
    expect(line.sent.at(-1)).toEqual({ type: 'response.cancel', response_id: 'h' });
    line.say({ type: 'input_audio_buffer.speech_stopped', item_id: 'u' });
    const before = stage.frames.length;
    stage.answering('b', 500);
    answering(line, ' late');
    done(line, { status: 'cancelled' });
    expect(stage.frames.length).toBeGreaterThan(before);
    expect(stage.conductor.conversation.transcript.message('b')?.status).toBe('partial');
    expect(asides(stage)).toMatchObject([{ status: 'interrupted', text: '你可以說' }]);
    expect(stage.phase).toBe('speaking');
  });
});
