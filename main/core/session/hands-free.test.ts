import { describe, expect, it } from 'vitest';
import type { TurnDetection } from '../../../contract/settings.ts';
import { TestStage, transcribedBy } from './testing-conductor.ts';

type Silence = Extract<TurnDetection, { kind: 'server_vad' }>;

/** A hands-free session whose partner is in the middle of an answer. */
async function answering(change: Partial<Silence> = {}) {
  const stage = new TestStage();
  const { turnDetection } = stage.settings;
  stage.settings = {
    ...stage.settings,
    mode: 'hands_free',
    turnDetection: { ...(turnDetection as Silence), ...change },
  };
  const line = await stage.live();
  stage.answering('a', 2000);
  stage.played(1, 400);
  line.sent.length = 0;
  return { stage, line };
}

function pause(stage: TestStage): void {
  stage.line.say({ type: 'input_audio_buffer.speech_stopped', item_id: 'u' });
  stage.line.say({ type: 'input_audio_buffer.committed', item_id: 'u', previous_item_id: 'a' });
}

describe('hands-free talk', () => {
  it('is cut off by the learner’s voice, and answered by the server', async () => {
    const { stage, line } = await answering();
    line.say({ type: 'input_audio_buffer.speech_started', item_id: 'u' });
    expect(stage.payloads('speaker.flush')).toHaveLength(1);
    pause(stage);
    expect(line.types).not.toContain('response.create');
    expect(line.types).not.toContain('response.cancel');
  });

  it('goes on beside the learner’s voice, where that is not to interrupt', async () => {
    const { stage, line } = await answering({ interruptResponse: false });
    line.say({ type: 'input_audio_buffer.speech_started', item_id: 'u' });
    expect(stage.payloads('speaker.flush')).toEqual([]);
    expect(stage.phase).toBe('listening');
    const before = stage.frames.length;
    const words = { response_id: 'r_a', item_id: 'a', content_index: 0 };
    const delta = Buffer.alloc(4800).toString('base64');
    line.say({ type: 'response.output_audio.delta', ...words, delta });
    expect(stage.frames.length).toBeGreaterThan(before);
    pause(stage);
    line.say({ type: 'response.done', response: { id: 'r_a', status: 'completed' } });
    expect(line.types).toEqual([]);
  });

  it('is answered when it is asked to be, where a pause is not', async () => {
    const { stage, line } = await answering({ createResponse: false });
    line.say({ type: 'response.done', response: { id: 'r_a', status: 'completed' } });
    line.say({ type: 'input_audio_buffer.speech_started', item_id: 'u' });
    // What is asked for while the learner speaks waits for the end of it.
    stage.conductor.answer();
    expect(line.types).toEqual([]);
    pause(stage);
    expect(line.types).toEqual(['response.create']);
  });

  it('shows what the partner says into a silence, and no turn of the learner for it', async () => {
    const { stage, line } = await answering({ idleTimeoutMilliseconds: 5000 });
    line.say({ type: 'response.done', response: { id: 'r_a', status: 'completed' } });
    const item = {
      id: 'silent',
      type: 'message',
      role: 'user',
      content: [{ type: 'input_audio' }],
    };
    line.say({ type: 'input_audio_buffer.timeout_triggered', item_id: 'silent' });
    line.say({
      type: 'input_audio_buffer.committed',
      item_id: 'silent',
      previous_item_id: 'a',
    });
    line.say({ type: 'conversation.item.added', previous_item_id: 'a', item });
    stage.answer('b', 500, 'Are you still there?');
    line.say({
      type: 'conversation.item.input_audio_transcription.completed',
      item_id: 'silent',
      transcript: '',
    });
    const { items } = stage.conductor.conversation.transcript;
    expect(items.map((each) => each.kind === 'message' && each.text)).toEqual([
      'Good morning, how can I help you?',
      'Are you still there?',
    ]);
    expect(line.types).toEqual([]);
  });

  it('does not ask after a muted learner', async () => {
    const { stage, line } = await answering({ idleTimeoutMilliseconds: 5000 });
    const told = () =>
      line.sent.flatMap((event) =>
        event.type === 'session.update' ? [JSON.stringify(event.session)] : [],
      );
    stage.conductor.mute(true);
    expect(told().at(-1)).toContain('"idle_timeout_ms":null');
    stage.conductor.mute(false);
    expect(told().at(-1)).toContain('"idle_timeout_ms":5000');
    const plain = await answering();
    plain.stage.conductor.mute(true);
    expect(plain.line.types).not.toContain('session.update');
  });

  it('leaves a turn of which no transcript is made as it is: spoken, and over', async () => {
    const stage = new TestStage();
    stage.settings = { ...stage.settings, ...transcribedBy(null) };
    const line = await stage.live();
    line.say({ type: 'input_audio_buffer.committed', item_id: 'u', previous_item_id: null });
    expect(stage.conductor.conversation.transcript.message('u')).toMatchObject({
      status: 'final',
      spoken: true,
      text: '',
    });
  });
});
