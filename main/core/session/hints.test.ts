import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../../contract/scenario.ts';
import { shop, TestStage } from './testing-conductor.ts';

const guided: Scenario = {
  ...shop,
  guided: {
    start: 'ask',
    misheard: 'Pardon?',
    misheardMeaning: { en: 'She did not hear you.', 'zh-Hant': '她沒聽清楚。' },
    terms: { 'on Monday': { en: 'Monday', 'zh-Hant': '星期一' } },
    steps: {
      ask: {
        say: '{count}, {day}?',
        meaning: { en: '{count} for {day}?', 'zh-Hant': '{day}要{count}個嗎？' },
        replies: [],
      },
      end: { say: 'Bye.', replies: [] },
    },
  },
};

async function talking(partnerWords: 'shown' | 'on_hint') {
  const stage = new TestStage();
  stage.scenario = guided;
  stage.settings = { ...stage.settings, scenario: guided.id, partnerWords };
  const line = await stage.live();
  const says = (id: string, metadata: Record<string, string>): void => {
    line.say({ type: 'response.created', response: { id: `r_${id}`, metadata } });
    const item = { id, type: 'message', role: 'assistant', content: [] };
    line.say({ type: 'response.output_item.added', response_id: `r_${id}`, item });
    const words = { response_id: `r_${id}`, item_id: id, content_index: 0 };
    line.say({ type: 'response.output_audio_transcript.done', ...words, transcript: 'Words' });
    line.say({ type: 'response.done', response: { id: `r_${id}`, status: 'completed', metadata } });
  };
  const variables = JSON.stringify({ count: 4, day: 'on Monday' });
  const ask = { scenario: guided.id, step: 'ask', lines: 'ask', variables };
  return { stage, line, says, ask };
}

const rungs = (stage: TestStage) => ({
  view: stage.conductor.view.hint,
  items: stage.conductor.conversation.transcript.items.map((item) =>
    item.kind === 'message' ? item.hint : null,
  ),
});

describe('the hint ladder', () => {
  it('begins at the sound where words wait for a hint, and goes up one rung a press', async () => {
    const { stage, says, ask } = await talking('on_hint');
    expect(stage.conductor.view.hint).toBe('sound');
    says('a', ask);
    expect(rungs(stage)).toEqual({ view: 'sound', items: ['sound'] });
    stage.conductor.raiseHint(null);
    expect(rungs(stage)).toEqual({ view: 'text', items: ['text'] });
    stage.conductor.raiseHint(null);
    stage.conductor.raiseHint(null);
    expect(rungs(stage)).toEqual({ view: 'meaning', items: ['meaning'] });
  });

  it('begins at the words where they are shown', async () => {
    const { stage, says, ask } = await talking('shown');
    says('a', ask);
    expect(stage.conductor.view.hint).toBe('text');
    stage.conductor.raiseHint(null);
    expect(stage.conductor.view.hint).toBe('meaning');
  });

  it('begins anew with each message, told with the message, and leaves the older ones', async () => {
    const { stage, line, says, ask } = await talking('on_hint');
    says('a', ask);
    stage.conductor.raiseHint(null);
    stage.events.length = 0;
    line.say({ type: 'response.created', response: { id: 'r_b' } });
    const item = { id: 'b', type: 'message', role: 'assistant', content: [] };
    line.say({ type: 'response.output_item.added', response_id: 'r_b', item });
    expect(stage.payloads('session.changed').at(-1)?.hint).toBe('sound');
    expect(stage.payloads('transcript.changed')).toMatchObject([{ item: { hint: 'sound' } }]);
    expect(rungs(stage)).toEqual({ view: 'sound', items: ['text', 'sound'] });
    stage.conductor.raiseHint('a');
    expect(rungs(stage)).toEqual({ view: 'sound', items: ['meaning', 'sound'] });
  });

  it('ends at the words where their meaning is not known', async () => {
    const { stage, says } = await talking('on_hint');
    says('a', { scenario: guided.id, step: 'end', lines: 'end' });
    stage.conductor.raiseHint(null);
    stage.conductor.raiseHint(null);
    expect(stage.conductor.view.hint).toBe('text');
  });

  it('has nothing to raise on the learner’s side, or before anything was said', async () => {
    const { stage } = await talking('on_hint');
    stage.conductor.raiseHint(null);
    stage.conductor.say('Hello');
    const [item] = stage.conductor.conversation.transcript.items;
    stage.conductor.raiseHint(item?.id ?? '');
    expect(rungs(stage)).toEqual({ view: 'sound', items: ['text'] });
  });

  it('shows what was hidden when the learner wants the words shown', async () => {
    const { stage, says, ask } = await talking('on_hint');
    says('a', ask);
    const before = stage.settings;
    stage.settings = { ...before, partnerWords: 'shown' };
    stage.conductor.reconfigure(before, stage.settings);
    expect(rungs(stage)).toEqual({ view: 'text', items: ['text'] });
  });
});

describe('what a line means', () => {
  const meanings = async (metadata: Record<string, string>) => {
    const { stage, says } = await talking('shown');
    says('a', metadata);
    return stage.conductor.conversation.transcript.message('a')?.meaning;
  };
  const ours = { scenario: guided.id, step: 'ask' };

  it('has its variables filled in, by the names that they have in each language', async () => {
    const { stage, says, ask } = await talking('shown');
    says('a', ask);
    expect(stage.conductor.conversation.transcript.message('a')?.meaning).toEqual({
      en: '4 for Monday?',
      'zh-Hant': '星期一要4個嗎？',
    });
  });

  it('is that of the line that was said, also when the partner asks again', async () => {
    expect(await meanings({ ...ours, misheard: 'true' })).toEqual(guided.guided?.misheardMeaning);
  });

  it.each([
    ['nothing says which line', ours],
    ['the line is of another scenario', { scenario: 'x.en', lines: 'ask' }],
    ['a variable is missing', { ...ours, lines: 'ask', variables: '{"count":4}' }],
    ['the variables are no JSON', { ...ours, lines: 'ask', variables: '{' }],
    ['a step has none', { ...ours, lines: 'end' }],
    ['a step does not exist', { ...ours, lines: 'constructor' }],
  ])('is not known where %s', async (_, metadata) => {
    expect(await meanings(metadata)).toBeNull();
  });
});
