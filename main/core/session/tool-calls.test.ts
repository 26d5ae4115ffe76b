import { describe, expect, it } from 'vitest';
import { shop as scenario, settled, TestStage } from './testing-conductor.ts';
import { MAX_CALLS_A_TURN } from './tool-calls.ts';

const order = { item: 'strawberries', quantity: 400, address: '12 Harbour Street' };

async function stageWithCall(name: string, args: unknown): Promise<TestStage> {
  const stage = new TestStage();
  stage.scenario = scenario;
  stage.settings = { ...stage.settings, scenario: scenario.id };
  const line = await stage.live();
  line.say({ type: 'response.created', response: { id: 'r' } });
  call(stage, { id: 'f1', name, args });
  line.say({ type: 'response.done', response: { id: 'r', status: 'completed' } });
  await settled();
  return stage;
}

function call(stage: TestStage, { id, name, args }: { id: string; name: string; args: unknown }) {
  const text = typeof args === 'string' ? args : JSON.stringify(args);
  const item = { id, type: 'function_call', call_id: `call_${id}`, name, arguments: text };
  stage.line.say({ type: 'response.output_item.done', response_id: 'r', item });
}

const outputs = (stage: TestStage): unknown[] =>
  stage.line.sent.flatMap((event) =>
    event.type === 'conversation.item.create' && event.item.type === 'function_call_output'
      ? [JSON.parse(event.item.output)]
      : [],
  );

describe('a call that writes', () => {
  it('asks with the exact arguments and runs only when it is allowed', async () => {
    const stage = await stageWithCall('place_order', order);
    const [item] = stage.conductor.conversation.transcript.items;
    expect(item).toMatchObject({
      status: 'asking',
      arguments: [
        { name: 'item', value: 'strawberries' },
        { name: 'quantity', value: '400' },
        { name: 'address', value: '12 Harbour Street' },
      ],
    });
    expect(outputs(stage)).toEqual([]);
    stage.conductor.decide('f1', true);
    await settled();
    expect(outputs(stage)).toEqual([{ status: 'confirmed', order: 1, ...order }]);
    expect(stage.line.types.at(-1)).toBe('response.create');
  });

  it('tells the model when the learner declines, and runs nothing', async () => {
    const stage = await stageWithCall('place_order', order);
    stage.conductor.decide('f1', false);
    await settled();
    expect(outputs(stage)).toEqual([{ status: 'declined', error: 'The learner declined.' }]);
    expect(() => stage.conductor.decide('f1', true)).toThrow();
  });

  it('is declined when the session ends before an answer', async () => {
    const stage = await stageWithCall('place_order', order);
    stage.conductor.stop();
    await settled();
    expect(outputs(stage)).toEqual([]);
    expect(stage.conductor.conversation.transcript.items[0]).toMatchObject({ status: 'declined' });
  });
});

describe('what a model gets wrong', () => {
  it.each([
    { what: 'another name', name: 'delete_all', args: order, error: 'There is no tool named' },
    { what: 'no JSON', name: 'place_order', args: '{"item": ', error: 'not JSON' },
    { what: 'a gap', name: 'place_order', args: { item: 'x' }, error: 'Bad arguments: quantity' },
    { what: 'a wrong number', name: 'place_order', args: { ...order, quantity: -3 }, error: 'qua' },
  ])('$what comes back as a short error', async ({ name, args, error }) => {
    const stage = await stageWithCall(name, args);
    expect(outputs(stage)[0]).toMatchObject({ status: 'failed' });
    expect(JSON.stringify(outputs(stage)[0])).toContain(error);
    expect(stage.line.types.at(-1)).toBe('response.create');
  });

  it('stops a model that calls for ever', async () => {
    const stage = await stageWithCall('nothing', {});
    const creates = () => stage.line.types.filter((type) => type === 'response.create').length;
    for (let round = 2; round <= MAX_CALLS_A_TURN + 3; round += 1) {
      call(stage, { id: `f${round}`, name: 'nothing', args: {} });
      stage.line.say({ type: 'response.done', response: { id: 'r', status: 'completed' } });
      await settled();
    }
    const capped = creates();
    call(stage, { id: 'last', name: 'nothing', args: {} });
    stage.line.say({ type: 'response.done', response: { id: 'r', status: 'completed' } });
    await settled();
    expect(creates()).toBe(capped);
    stage.conductor.say('Stop that.');
    stage.line.say({ type: 'response.done', response: { id: 'r', status: 'completed' } });
    expect(creates()).toBeGreaterThan(capped);
  });
});
