import type { Scenario } from '../../contract/scenario.ts';
import type { Brain } from './brain/brain.ts';
import { ChatBrain, type ChatEndpoint } from './brain/chat/chat-brain.ts';
import { PlainBrain } from './brain/plain/plain-brain.ts';
import { ScriptBrain } from './brain/script/script-brain.ts';
import type { Recognizer } from './listening/recognizer.ts';

interface BrainChoice {
  readonly scenario: Scenario | undefined;
  readonly chat: ChatEndpoint | undefined;
  readonly recognizer: Recognizer;
}

/** The best brain there is: a chat endpoint, else the scenario's script, else the plain one. */
export function createBrain({ scenario, chat, recognizer }: BrainChoice): Brain {
  const guided = scenario?.guided;
  const script =
    scenario === undefined || guided === undefined
      ? undefined
      : new ScriptBrain({ ...scenario, guided }, recognizer);
  if (chat === undefined) return script ?? new PlainBrain();
  return new ChatBrain({
    endpoint: chat,
    ...(scenario === undefined ? {} : { scenario }),
  });
}
