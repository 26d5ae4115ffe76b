import { truncationFor } from '../usage/compaction.ts';
import type { NamedConnection } from './named-connection.ts';
import { owesAnswer } from './owed-answer.ts';
import { replay } from './replay.ts';
import {
  listeningUpdate,
  noTurnDetection,
  sessionConfig,
  sessionPrefix,
} from './session-config.ts';
import type { SessionPlan, SessionSurroundings } from './session-surroundings.ts';

/** A connection that is to hold a conversation. */
export interface TakingUp {
  readonly connection: NamedConnection;
  readonly around: SessionSurroundings;
  readonly plan: SessionPlan;
  /** Items that its server has heard of. */
  readonly known: Set<string>;
  /** Answers that its server knows as text only. */
  readonly asText: Set<string>;
}

/**
 * Configures a new connection and, where the plan keeps what was said, says all of it again: words,
 * turns that have none yet, and the beginning of the turn that is being spoken. Returns whether the
 * partner is to speak.
 */
export function takeUp(taking: TakingUp): boolean {
  const { connection, around, plan } = taking;
  const { settings, scenario, keep, target } = plan;
  const { kept } = around.conversation;
  const tools = around.broker.declarations(scenario?.tools ?? []);
  const detects = settings.mode === 'hands_free';
  // A server that listens for turns would find some in what is spoken again.
  const deaf = detects && keep && kept.turns.length > 0;
  const prefix = around.prefix(() => sessionPrefix({ settings, scenario, tools }));
  const truncation = truncationFor(target);
  const session = sessionConfig({ settings, scenario, prefix, truncation, endpoint: target });
  connection.send({ type: 'session.update', session });
  if (deaf) connection.send({ type: 'session.update', session: noTurnDetection });
  const listens = listeningUpdate({ settings, muted: false, withNoise: false });
  const owed = owes(taking);
  const samples = keep ? sayAgain(taking) : 0;
  if (deaf) connection.send({ type: 'session.update', session: listens });
  speakOn(taking, samples);
  return owed;
}

function sayAgain({ connection, around, known, asText }: TakingUp): number {
  const { conversation, transcript } = around;
  return replay(connection, {
    items: transcript.items,
    shelves: { calls: conversation.madeCalls, pictures: conversation.pictures },
    kept: conversation.kept,
    digest: conversation.digest,
    told(item) {
      const { id = '' } = item;
      known.add(id);
      if (item.type === 'message' && item.role === 'assistant') asText.add(id);
    },
    spokenAgain({ item, state }) {
      if (item === null) return;
      known.add(item);
      if (state === 'wordless') return;
      transcript.updateMessage(item, { status: 'pending', text: '', failure: null });
    },
  });
}

/** What is being said goes on: its beginning was said to another connection. */
function speakOn({ connection, around, plan }: TakingUp, behind: number): void {
  const { kept } = around.conversation;
  const detects = plan.settings.mode === 'hands_free';
  const heard = kept.hearAnew(plan.leg === 'away', behind);
  if (plan.leg === 'new') return;
  const begun = detects ? heard : plan.talking ? kept.open : null;
  for (const piece of begun?.pieces ?? []) connection.appendAudio(piece);
}

/** In a role-play the partner picks up the phone; a turn without an answer still wants one. */
function owes({ around, plan }: TakingUp): boolean {
  const { conversation, transcript } = around;
  const { kept, hushed } = conversation;
  if (hushed) return false;
  const items = plan.keep ? transcript.items : [];
  const isKept = (id: string): boolean => kept.of(id) !== undefined;
  const unplaced = plan.keep && kept.turns.some(({ item }) => item === null);
  const owed = unplaced || owesAnswer(items, { opens: plan.scenario !== null, isKept });
  return owed && (plan.leg !== 'open' || conversation.mayAskAgain());
}
