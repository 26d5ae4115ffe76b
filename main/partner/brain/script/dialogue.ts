import type { Guided, Scenario, Step } from '../../../../contract/scenario.ts';
import { fill, type Variables } from '../../../scenarios/fill.ts';
import { hasPicture, type Item, type OutputItem, textOfUser } from '../../conversation/item.ts';
import { matchReply, type OfferedReply } from './match-reply.ts';

/** Where a guided conversation stands. */
export interface Standing {
  readonly step: string;
  readonly variables: Variables;
  /** Steps entered since the partner last spoke, in order; empty when it has said all it had to say. */
  readonly entered: readonly string[];
  /** True where the learner's last words were not one of the replies. */
  readonly misheard: boolean;
  /** Id of the call of this step that waits for its output, or null. */
  readonly pendingCall: string | null;
  /** Calls that could not be made, as no tool of that name is offered, since the partner last spoke. */
  readonly missingTools: readonly string[];
}

/** A scenario that has a script. */
export type GuidedScenario = Scenario & { readonly guided: Guided };

/** A scenario's script, and the names of the tools that the session offers. */
export interface Script {
  readonly guided: Guided;
  readonly tools: ReadonlySet<string>;
}

/**
 * Follows the dialogue through the conversation's items. It depends on nothing else, so that deleting,
 * truncating or seeding items rewinds or restores it.
 */
export function follow(script: Script, items: readonly Item[]): Standing {
  const opening = enter(script, beginning, script.guided.start);
  return items.reduce((standing, item) => next(script, standing, item), opening);
}

/** The replies that are offered where the conversation stands, their variables filled in. */
export function offeredReplies(guided: Guided, standing: Standing): readonly OfferedReply[] {
  const step = stepOf(guided, standing.step);
  if (step.call !== undefined) return [];
  return step.replies.map(({ id, text }) => ({ id, text: fill(text, standing.variables) }));
}

/** The step of that name; throws on one that the script does not have. */
export function stepOf(guided: Guided, name: string): Step {
  const step = guided.steps[name];
  if (step === undefined) throw new Error(`The scenario has no step “${name}”.`);
  return step;
}

const beginning: Standing = {
  step: '',
  variables: {},
  entered: [],
  misheard: false,
  pendingCall: null,
  missingTools: [],
};

function next(script: Script, standing: Standing, item: Item): Standing {
  switch (item.kind) {
    case 'assistant':
      return { ...standing, entered: [], missingTools: [], misheard: false };
    case 'user':
      // A picture without words is no reply, nor a wrong one: the line before it still stands.
      if (hasPicture(item) && textOfUser(item) === null) return standing;
      return reply(script, standing, textOfUser(item));
    case 'call': {
      const { call } = stepOf(script.guided, standing.step);
      return call?.name === item.name ? { ...standing, pendingCall: item.callId } : standing;
    }
    case 'output':
      return item.callId === standing.pendingCall ? decide(script, standing, item) : standing;
    default:
      return standing;
  }
}

function reply(script: Script, standing: Standing, text: string | null): Standing {
  const step = stepOf(script.guided, standing.step);
  const offered = offeredReplies(script.guided, standing);
  if (offered.length === 0) return standing;
  const matched = text === null ? null : matchReply(text, offered);
  const chosen = step.replies.find(({ id }) => id === matched?.id);
  if (chosen !== undefined) {
    const variables = { ...standing.variables, ...chosen.set };
    return enter(script, { ...answered(standing), variables }, chosen.next);
  }
  // Before the partner has opened the conversation, a greeting of any kind is no mistake.
  const isOpening = standing.entered.includes(script.guided.start);
  return { ...standing, misheard: !isOpening };
}

function decide(script: Script, standing: Standing, item: OutputItem): Standing {
  const { call } = stepOf(script.guided, standing.step);
  if (call === undefined) return standing;
  const name = isConfirmed(item.output) ? call.confirmed : call.declined;
  return enter(script, answered(standing), name);
}

/** Who answers has heard what came before, even where those items are gone. */
function answered(standing: Standing): Standing {
  return { ...standing, entered: [], missingTools: [] };
}

function isConfirmed(output: string): boolean {
  try {
    const value: unknown = JSON.parse(output);
    return (
      typeof value === 'object' && value !== null && Reflect.get(value, 'status') === 'confirmed'
    );
  } catch {
    return false;
  }
}

function enter(script: Script, from: Standing, name: string): Standing {
  const entered = [...from.entered, name];
  const standing = { ...from, step: name, entered, misheard: false, pendingCall: null };
  const { call } = stepOf(script.guided, name);
  if (call === undefined || script.tools.has(call.name)) return standing;
  // A script whose declined step calls the same missing tool again would go round for ever.
  if (from.missingTools.length >= 8) return standing;
  const missingTools = [...from.missingTools, call.name];
  return enter(script, { ...standing, missingTools }, call.declined);
}
