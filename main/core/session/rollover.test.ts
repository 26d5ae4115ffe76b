import { describe, expect, it } from 'vitest';
import { Failure } from '../../../contract/failure.ts';
import type { ScriptedConnection } from '../realtime/scripted-connection.ts';
import { hourLimits, limitsWithin, maySwitch } from './switch-moment.ts';
import { settled, TestStage } from './testing-conductor.ts';
import { lost, told } from './testing-reconnect.ts';

const MINUTE = 60_000;

async function pass(stage: TestStage, milliseconds: number): Promise<void> {
  stage.clock.advance(milliseconds);
  await settled();
}

/** A session five minutes before its end, in which something was said. */
async function almostAnHour(stage: TestStage): Promise<ScriptedConnection> {
  const line = await stage.live();
  stage.conductor.say('Hello');
  stage.answer('a', 100, 'Good day.');
  stage.played(1, 100);
  await pass(stage, 55 * MINUTE);
  return line;
}

describe('the seamless hour', () => {
  it('makes another connection before the end, and changes to it in a quiet moment', async () => {
    const stage = new TestStage();
    const first = await almostAnHour(stage);
    expect(stage.connect.made).toHaveLength(2);
    expect(stage.conductor.view).toMatchObject({ phase: 'idle', link: { state: 'switching' } });
    stage.line.open();
    await pass(stage, 250);
    expect(first.disposed).toBe(true);
    expect(told(stage.line)).toEqual(['user: Hello', 'assistant: Good day.']);
    expect(stage.conductor.view).toMatchObject({ phase: 'idle', link: { state: 'steady' } });
    const phases = stage.payloads('session.changed').map(({ phase }) => phase);
    expect(phases.slice(phases.indexOf('idle'))).not.toContain('connecting');
    expect(stage.payloads('session.changed').map(({ link }) => link.state)).not.toContain(
      'recovering',
    );
  });

  it('waits while the key is held, while something is played, and for an answer', async () => {
    const stage = new TestStage();
    const first = await almostAnHour(stage);
    stage.conductor.beginTurn();
    stage.line.open();
    stage.speak(1000);
    await settled();
    expect(first.disposed).toBe(false);
    stage.release();
    first.say({ type: 'input_audio_buffer.committed', item_id: 'u', previous_item_id: null });
    first.say({
      type: 'conversation.item.input_audio_transcription.completed',
      item_id: 'u',
      transcript: 'Four apples.',
    });
    await pass(stage, 1000);
    expect(first.disposed).toBe(false);
    speakAnswer(first);
    await pass(stage, 1000);
    expect(first.disposed).toBe(false);
    stage.played(2, 1000);
    await pass(stage, 250);
    expect(first.disposed).toBe(true);
    expect(told(stage.line).slice(-2)).toEqual(['user: Four apples.', 'assistant: Here.']);
  });

  it('takes the next end of a turn when no quiet moment comes', async () => {
    const stage = new TestStage();
    const first = await almostAnHour(stage);
    stage.line.open();
    speakAnswer(first);
    // The loudspeaker is never done.
    await pass(stage, 4 * MINUTE - 1000);
    expect(first.disposed).toBe(false);
    await pass(stage, 1000 + 250);
    expect(first.disposed).toBe(true);
    expect(stage.phase).toBe('speaking');
  });

  it('changes in the middle of a turn when nothing else is left, and loses nothing of it', async () => {
    const stage = new TestStage();
    const first = await almostAnHour(stage);
    stage.line.open();
    stage.conductor.beginTurn();
    stage.speak(500);
    await pass(stage, 5 * MINUTE - 5500);
    expect(first.disposed).toBe(true);
    expect(stage.line.samples).toBe(500 * 24);
    expect(stage.phase).toBe('listening');
  });

  it('has the next connection take over at once when the old one ends early', async () => {
    const stage = new TestStage();
    const first = await almostAnHour(stage);
    const second = stage.line;
    second.open();
    stage.conductor.say('One more thing.');
    first.close(lost());
    expect(told(second).slice(-2)).toEqual(['user: One more thing.', 'answer!']);
    expect(stage.conductor.view.link.state).toBe('steady');
    expect(stage.connect.made).toHaveLength(2);
  });

  it('tries again when the next connection fails, and comes back after an hour without one', async () => {
    const stage = new TestStage();
    const first = await almostAnHour(stage);
    stage.line.close(new Failure('unreachable', 'Nobody there.'));
    await pass(stage, 5000);
    expect(stage.connect.made).toHaveLength(3);
    stage.line.close(new Failure('unreachable', 'Nobody there.'));
    first.close(new Failure('session_expired', 'The hour is over.'));
    await settled();
    expect(stage.conductor.view.link).toMatchObject({ state: 'recovering', attempt: 1 });
    stage.line.open();
    expect(told(stage.line)).toEqual(['user: Hello', 'assistant: Good day.']);
  });

  it('believes a server that says when the session ends, if that makes sense', async () => {
    const stage = new TestStage();
    await stage.conductor.start(false);
    stage.line.open();
    stage.line.say({ type: 'session.created', session: { expires_at: 20 * 60 } });
    await pass(stage, 14 * MINUTE);
    expect(stage.connect.made).toHaveLength(1);
    await pass(stage, 1 * MINUTE);
    expect(stage.connect.made).toHaveLength(2);
    const later = new TestStage();
    await later.conductor.start(false);
    later.line.open();
    later.line.say({ type: 'session.created', session: { expires_at: 10_000_000 } });
    await pass(later, 55 * MINUTE);
    expect(later.connect.made).toHaveLength(2);
  });

  it('counts the next hour from when that connection was made, not from when it took over', async () => {
    const stage = new TestStage();
    await almostAnHour(stage);
    stage.line.open();
    stage.conductor.beginTurn();
    await pass(stage, 3 * MINUTE);
    stage.conductor.endTurn(true);
    await pass(stage, 1000);
    await pass(stage, 250);
    expect(stage.conductor.view.link.state).toBe('steady');
    await pass(stage, 52 * MINUTE - 1250 - 1);
    expect(stage.connect.made).toHaveLength(2);
    await pass(stage, 1);
    expect(stage.connect.made).toHaveLength(3);
  });

  it('hears when the next connection will end while that still waits', async () => {
    const stage = new TestStage();
    await almostAnHour(stage);
    stage.line.open();
    // 55 minutes have passed: this one lasts twenty.
    stage.line.say({ type: 'session.created', session: { expires_at: 75 * 60 } });
    await pass(stage, 250);
    await pass(stage, 15 * MINUTE - 250);
    expect(stage.connect.made).toHaveLength(3);
  });

  it('has an end that leaves nothing behind', async () => {
    const stage = new TestStage();
    await almostAnHour(stage);
    stage.line.open();
    const spare = stage.line;
    stage.conductor.stop();
    expect(spare.disposed).toBe(true);
    expect(stage.clock.pending).toBe(0);
  });
});

describe('a long conversation', () => {
  const talk = (stage: TestStage): void => {
    for (let turn = 0; turn < 30; turn += 1) {
      stage.conductor.say(`Turn ${turn} ${'x'.repeat(1000)}`);
      stage.answer(`a${turn}`, 10, `Answer ${turn}.`);
      stage.played(turn + 1, 10);
    }
  };

  const summary = (line: ScriptedConnection, text: string): void => {
    const metadata = { purpose: 'summary' };
    line.say({ type: 'response.created', response: { id: 's', metadata } });
    const place = { response_id: 's', item_id: 'x', content_index: 0 };
    line.say({ type: 'response.output_text.delta', ...place, delta: text });
    const usage = { input_token_details: { text_tokens: 900 }, output_token_details: null };
    line.say({
      type: 'response.done',
      response: { id: 's', metadata, status: 'completed', usage },
    });
  };

  it('is summed up by the model, beside it, and what is recent is said word for word', async () => {
    const stage = new TestStage();
    const first = await stage.live();
    talk(stage);
    await pass(stage, 55 * MINUTE);
    expect(first.sent.at(-1)).toMatchObject({
      type: 'response.create',
      response: {
        conversation: 'none',
        output_modalities: ['text'],
        metadata: { purpose: 'summary' },
      },
    });
    stage.line.open();
    await pass(stage, 1000);
    expect(first.disposed).toBe(false);
    expect(stage.phase).toBe('idle');
    summary(first, 'They counted.');
    await settled();
    expect(stage.payloads('usage.added').at(-1)?.response.inputText).toBe(900);
    await pass(stage, 250);
    expect(first.disposed).toBe(true);
    const words = told(stage.line);
    expect(words[0]).toMatch(/^system: .*\nThey counted\.$/s);
    expect(words.at(-1)).toBe('assistant: Answer 29.');
    expect(words.length).toBeLessThan(40);
    // Nothing of it is shown, and nothing of the transcript is gone.
    expect(stage.conductor.conversation.transcript.items).toHaveLength(60);
  });

  it('is summed up without the model when that does not answer in time', async () => {
    const stage = new TestStage();
    const first = await stage.live();
    talk(stage);
    await pass(stage, 55 * MINUTE);
    stage.line.open();
    await pass(stage, 20_000);
    await pass(stage, 250);
    expect(first.disposed).toBe(true);
    expect(told(stage.line)[0]).toContain('Learner: Turn 0');
  });

  it('begins the same on every later connection', async () => {
    const stage = new TestStage();
    const first = await stage.live();
    talk(stage);
    await pass(stage, 55 * MINUTE);
    stage.line.open();
    summary(first, 'They counted.');
    await settled();
    await pass(stage, 250);
    const second = stage.line;
    second.close(lost());
    await settled();
    stage.line.open();
    expect(JSON.stringify(stage.line.sent)).toBe(JSON.stringify(second.sent));
  });
});

describe('the moment', () => {
  const quiet = {
    capturing: false,
    hearing: false,
    answering: false,
    playing: false,
    unsettled: false,
    calling: false,
  };

  it.each(['capturing', 'hearing', 'answering', 'playing', 'unsettled', 'calling'] as const)(
    'is not calm while %s',
    (what) => {
      expect(maySwitch(quiet, 'calm')).toBe(true);
      expect(maySwitch({ ...quiet, [what]: true }, 'calm')).toBe(false);
      const turn = what === 'capturing' || what === 'hearing' || what === 'answering';
      expect(maySwitch({ ...quiet, [what]: true }, 'due')).toBe(!turn);
      expect(maySwitch({ ...quiet, [what]: true }, 'last')).toBe(true);
    },
  );

  it('comes in time in a session of a minute too', () => {
    const limits = limitsWithin(hourLimits, MINUTE);
    expect(limits).toEqual({ longest: MINUTE, lead: 30_000, margin: 6000, last: 500 });
    expect(limitsWithin(hourLimits, 60 * MINUTE)).toEqual(hourLimits);
  });
});

function speakAnswer(line: ScriptedConnection): void {
  const response_id = 'r_b';
  const item = { id: 'b', type: 'message', role: 'assistant', content: [] };
  const words = { response_id, item_id: 'b', content_index: 0 };
  line.say({ type: 'response.created', response: { id: response_id } });
  line.say({ type: 'response.output_item.added', response_id, item });
  line.say({ type: 'response.output_audio_transcript.delta', ...words, delta: 'Here.' });
  const delta = Buffer.alloc(48_000).toString('base64');
  line.say({ type: 'response.output_audio.delta', ...words, delta });
  line.say({ type: 'response.output_audio.done', ...words });
  line.say({ type: 'response.done', response: { id: response_id, status: 'completed' } });
}
