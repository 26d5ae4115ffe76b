import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ManualClock } from '../base/clock.ts';
import { Broker, type ToolContext } from './broker.ts';
import { defineTool, type ToolDefinition } from './tool.ts';

function stage(change: Partial<ToolDefinition<z.ZodObject>> = {}) {
  const clock = new ManualClock();
  const asked: unknown[] = [];
  const tool = defineTool({
    name: 'echo',
    description: 'Echo.',
    parameters: z.object({ text: z.string() }),
    effect: 'reads',
    timeLimitMilliseconds: 1000,
    outputLimit: 100,
    run: async (input) => input,
    ...change,
  });
  const context: ToolContext = {
    signal: new AbortController().signal,
    ask: async (named) => asked.push(named) < 0,
    started() {},
  };
  const broker = new Broker([tool], clock);
  const run = (allowed = ['echo']) =>
    broker.run({ name: 'echo', arguments: '{"text":"hi"}' }, allowed, context);
  return { clock, asked, broker, run };
}

describe('the broker', () => {
  it('runs a tool that only reads without asking', async () => {
    const { run, asked } = stage();
    expect(await run()).toEqual({ status: 'done', output: '{"text":"hi"}', milliseconds: 0 });
    expect(asked).toEqual([]);
  });

  it.each(['writes', 'network'] as const)(
    'asks before a tool that has the effect %s',
    async (e) => {
      const { run, asked } = stage({ effect: e });
      expect((await run()).status).toBe('declined');
      expect(asked).toEqual([[{ name: 'text', value: 'hi' }]]);
    },
  );

  it('takes an empty selection to mean none', async () => {
    const { run, broker } = stage();
    expect((await run([])).output).toContain('no tool named');
    expect(broker.declarations([])).toEqual([]);
    expect(broker.declarations(['echo', 'ghost'])).toHaveLength(1);
  });

  it('stops a tool that overruns, and tells it so', async () => {
    let aborted = false;
    const { run, clock } = stage({
      run: (_, signal) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            aborted = true;
            reject(new Error('stopped'));
          });
        }),
    });
    const outcome = run();
    await Promise.resolve();
    clock.advance(1000);
    expect((await outcome).output).toContain('took too long');
    expect(aborted).toBe(true);
  });

  it('caps what goes back to the model', async () => {
    const { run } = stage({ run: async () => 'x'.repeat(10_000) });
    expect((await run()).output.length).toBeLessThan(200);
  });

  it('hides the inside of an unexpected error', async () => {
    const { run } = stage({
      run: async () => {
        throw new Error('/home/user/secret.txt');
      },
    });
    const outcome = await run();
    expect(outcome.status).toBe('failed');
    expect(outcome.output).not.toContain('secret');
  });
});
