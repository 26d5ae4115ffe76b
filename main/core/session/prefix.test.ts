import type { RealtimeClientEvent } from 'openai/resources/realtime/realtime';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../../contract/failure.ts';
import { settled, shop, TestStage } from './testing-conductor.ts';

type Update = Extract<RealtimeClientEvent, { type: 'session.update' }>;

/** Instructions and tools of a `session.update`, in bytes; null where it leaves both alone. */
function prefixOf({ session }: Update): string | null {
  if (!('instructions' in session) && !('tools' in session)) return null;
  const { instructions, tools } = session as { instructions?: string; tools?: unknown };
  return JSON.stringify({ instructions, tools });
}

function updates(stage: TestStage): Update[] {
  return stage.connect.made.flatMap(({ sent }) =>
    sent.filter((event): event is Update => event.type === 'session.update'),
  );
}

function seeds(stage: TestStage, connection: number): string[] {
  const sent = stage.connect.made[connection]?.sent ?? [];
  const first = sent.findIndex(({ type }) => type === 'response.create');
  return sent
    .slice(0, first === -1 ? undefined : first)
    .filter(({ type }) => type === 'conversation.item.create')
    .map((event) => JSON.stringify(event));
}

/** An answer that is heard to its end: only what was not heard is ever taken back. */
function answer(stage: TestStage, id: string, text: string): void {
  stage.answer(id, 500, text);
  stage.played(stage.frames.at(-1)?.stream ?? 0, 500);
}

/** A learner's turn and the answer to it. */
function turn(stage: TestStage, number: number): void {
  const { line } = stage;
  stage.conductor.beginTurn();
  stage.speak(300);
  stage.release();
  const item_id = `l${number}`;
  line.say({ type: 'input_audio_buffer.committed', item_id, previous_item_id: null });
  answer(stage, `p${number}`, `Answer number ${number}.`);
  line.say({
    type: 'conversation.item.input_audio_transcription.completed',
    item_id,
    transcript: `Turn number ${number}.`,
  });
}

/** Changes everything that can be changed while a session is open, one after the other. */
function changeSettings(stage: TestStage): void {
  const changes = [
    { speed: 0.8 },
    { mode: 'hands_free' },
    { mode: 'push_to_talk' },
    { voice: 'cedar' },
    { language: 'es', level: 'C1', nativeLanguage: 'zh-Hant' },
    { model: 'gpt-realtime-2.1-mini' },
    { budget: { minutes: 10, dollars: 1 } },
  ] as const;
  for (const change of changes) {
    const before = stage.settings;
    stage.settings = { ...before, ...change };
    stage.conductor.reconfigure(before, stage.settings);
  }
}

async function reconnect(stage: TestStage): Promise<void> {
  stage.line.close(new Failure('connection_lost', 'gone'));
  await settled();
  stage.line.open();
  stage.line.say({ type: 'session.created', session: {} });
}

describe.each([
  ['a role-play', shop],
  ['a free conversation', null],
])('the beginning of every prompt of %s', (_name, scenario) => {
  async function lesson(): Promise<TestStage> {
    const stage = new TestStage();
    stage.scenario = scenario;
    stage.settings = { ...stage.settings, scenario: scenario?.id ?? null };
    await stage.live();
    if (scenario !== null) answer(stage, 'p0', 'Good morning.');
    turn(stage, 1);
    turn(stage, 2);
    changeSettings(stage);
    turn(stage, 3);
    await reconnect(stage);
    turn(stage, 4);
    await reconnect(stage);
    return stage;
  }

  it('stays byte for byte the same over turns, settings and connections', async () => {
    const stage = await lesson();
    const prefixes = updates(stage).map(prefixOf);
    expect(stage.connect.made).toHaveLength(3);
    expect(prefixes.filter((prefix) => prefix !== null)).toHaveLength(3);
    expect(new Set(prefixes.filter((prefix) => prefix !== null)).size).toBe(1);
  });

  it('is followed by a history that only grows at its end', async () => {
    const stage = await lesson();
    const types = stage.connect.made.flatMap((connection) => connection.types);
    expect(types).not.toContain('conversation.item.delete');
    const sent = stage.connect.made.flatMap((connection) => connection.sent);
    expect(sent.filter((event) => 'previous_item_id' in event)).toEqual([]);
    const [second, third] = [seeds(stage, 1), seeds(stage, 2)];
    expect(second.length).toBeGreaterThanOrEqual(6);
    expect(third.slice(0, second.length)).toEqual(second);
    expect(third.length).toBe(second.length + 2);
  });
});

describe('another conversation', () => {
  it('begins with what the settings say by then', async () => {
    const stage = new TestStage();
    await stage.live();
    changeSettings(stage);
    await stage.live();
    expect(
      new Set(
        updates(stage)
          .map(prefixOf)
          .filter((prefix) => prefix !== null),
      ).size,
    ).toBe(2);
  });
});
