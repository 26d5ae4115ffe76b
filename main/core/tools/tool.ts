import type { RealtimeFunctionTool } from 'openai/resources/realtime/realtime';
import { z } from 'zod';

/** What running a tool does to the world; everything but `none` and `reads` asks first. */
export type Effect = 'none' | 'reads' | 'writes' | 'network';

/** A function that a model may call, with all that the broker needs to keep it in bounds. */
export interface Tool {
  readonly name: string;
  readonly description: string;
  readonly parameters: z.ZodObject;
  readonly effect: Effect;
  readonly timeLimitMilliseconds: number;
  /** The most characters that go back to the model. */
  readonly outputLimit: number;
  /** `input` has passed `parameters`. What it returns goes to the model as JSON. */
  run(input: unknown, signal: AbortSignal): Promise<unknown>;
}

/** A tool as its author writes it: `run` gets the parsed arguments, typed. */
export interface ToolDefinition<P extends z.ZodObject> extends Omit<Tool, 'parameters' | 'run'> {
  readonly parameters: P;
  run(input: z.infer<P>, signal: AbortSignal): Promise<unknown>;
}

/** Checks the definition and makes it a `Tool`. */
export function defineTool<P extends z.ZodObject>(definition: ToolDefinition<P>): Tool {
  const { parameters } = definition;
  return {
    ...definition,
    run: (input, signal) => definition.run(parameters.parse(input), signal),
  };
}

/** The declaration that goes into the session. */
export function declarationOf(tool: Tool): RealtimeFunctionTool {
  const { $schema: _, ...parameters } = z.toJSONSchema(tool.parameters);
  return { type: 'function', name: tool.name, description: tool.description, parameters };
}
