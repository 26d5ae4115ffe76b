import type { Broker } from '../tools/broker.ts';
import type { Conversation } from './conversation.ts';
import type { LiveSession } from './live-session.ts';
import { ToolCalls } from './tool-calls.ts';

/** What runs the calls of a conversation. */
export interface ConversationTools {
  readonly broker: Broker;
  /** Names of the tools that it may call. */
  readonly allowed: readonly string[];
  /** The session of the moment, which learns what became of a call. */
  readonly live: () => LiveSession | null;
}

/**
 * The calls of a session. They outlive its connections: one that waits for the learner goes on
 * waiting, and its output goes to the connection that is there then.
 */
export function toolCallsOf(conversation: Conversation, tools: ConversationTools): ToolCalls {
  const { broker, allowed, live } = tools;
  return new ToolCalls({
    broker,
    allowed,
    transcript: conversation.transcript,
    made: conversation.madeCalls,
    output: (item, callId, output) => live()?.toolOutput(item, callId, output),
    settled: () => live()?.toolsSettled(),
  });
}
