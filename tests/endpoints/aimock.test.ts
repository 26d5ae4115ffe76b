import { type ChatCompletionRequest, LLMock } from '@copilotkit/aimock';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ownProfile } from '../../contract/profiles.ts';
import { Lesson } from '../dialects/lesson.ts';

let mock: LLMock;
let lesson: Lesson | null = null;
beforeEach(async () => {
  mock = new LLMock({ port: 0 });
  const order = { item: 'strawberries', quantity: 400, address: 'Rose Garden Hotel' };
  const isOpening = ({ messages }: ChatCompletionRequest): boolean =>
    messages.every(({ role }) => role === 'system');
  mock.on({ predicate: isOpening }, { content: 'Good morning!' });
  mock.onMessage('How much are they?', { content: 'Two pounds fifty a punnet.' });
  mock.on(
    { userMessage: 'I take four hundred.', hasToolResult: false },
    {
      toolCalls: [{ name: 'place_order', arguments: JSON.stringify(order) }],
    },
  );
  mock.on({ hasToolResult: true }, { content: 'It is ordered.' });
  await mock.start();
});
afterEach(async () => {
  await lesson?.dispose();
  lesson = null;
  await mock.stop();
});

async function at(): Promise<Lesson> {
  const url = `${mock.url.replace(/^http/, 'ws')}/v1/realtime`;
  lesson = await Lesson.at(ownProfile('mock', { kind: 'custom', url, auth: 'none' }));
  return lesson;
}

it('holds a conversation in writing with a tool at a foreign server', async () => {
  const talk = await at();
  await talk.start();
  await talk.ends('partner: Good morning!');
  await talk.core.handlers['turn.text']({ text: 'How much are they?' });
  await talk.ends('partner: Two pounds fifty a punnet.');
  await talk.core.handlers['turn.text']({ text: 'I take four hundred.' });
  await talk.until(() => talk.said.includes('tool: asking'));
  const call = talk.transcript.find((item) => item.kind === 'tool');
  await talk.core.handlers['tool.decide']({ item: call?.id ?? '', allow: true });
  await talk.ends('partner: It is ordered.');
  expect(talk.said).toContain('tool: done');
  expect(talk.notices).toEqual([]);
});

it('is told by a trial that the foreign server has words and no voice', async () => {
  const talk = await at();
  mock.onMessage('Say: hello.', { content: 'Hello.' });
  const report = await talk.core.handlers['endpoint.test']({ profile: 'mock' });
  const outcomes = Object.fromEntries(report.steps.map(({ step, outcome }) => [step, outcome]));
  expect(outcomes).toMatchObject({
    upgrade: 'good',
    greeting: 'good',
    settings: 'good',
    answer: 'good',
    sound: 'failed',
  });
  expect(report).toMatchObject({ dialect: 'ga', usable: false });
});
