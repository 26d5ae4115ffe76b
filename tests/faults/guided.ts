import { TestPartner } from '../../main/partner/testing/test-partner.ts';
import { FrameProxy } from './frame-proxy.ts';
import { type Lesson, openLesson } from './lesson.ts';
import { between, pick, seededRandom } from './random.ts';
import { TcpProxy } from './tcp-proxy.ts';

/** What came of lessons with the practice partner, whose connection was ended again and again. */
export interface GuidedFigures {
  readonly disconnects: number;
  readonly lessons: number;
  readonly turns: number;
  readonly faults: readonly string[];
}

export interface GuidedPlan {
  readonly lessons: number;
  readonly seed: number;
}

/**
 * Goes through the guided role-play with the real partner: which reply was said decides where it
 * goes on, so a turn that is lost or doubled ends it somewhere else. What is compared is the
 * conversation as the partner has announced it.
 */
export async function guidedRun(plan: GuidedPlan): Promise<GuidedFigures> {
  const random = seededRandom(plan.seed);
  const house = await TestPartner.start();
  const frames = await FrameProxy.start(house.partner.port, random);
  const proxy = await TcpProxy.start(frames.port);
  const lesson = await openLesson(proxy.port, { scenario: 'strawberries.en' });
  const view = new PartnersView(frames);
  const run = { faults: [] as string[], disconnects: 0, turns: 0 };
  try {
    for (let each = 0; each < plan.lessons; each += 1) {
      const said = await guidedLesson({ lesson, proxy, random }, run);
      const { written } = lesson.learner;
      const wanted = JSON.stringify(said);
      const found = JSON.stringify(view.turns);
      if (JSON.stringify(written) !== wanted) run.faults.push(`transcript: ${written} for ${said}`);
      if (found !== wanted) run.faults.push(`partner: ${found} for ${wanted}`);
    }
    run.faults.push(...house.faults.map(String));
    return { lessons: plan.lessons, ...run };
  } finally {
    await lesson.dispose();
    await proxy.dispose();
    await frames.dispose();
    await house.dispose();
  }
}

interface Scene {
  readonly lesson: Lesson;
  readonly proxy: TcpProxy;
  readonly random: () => number;
}

const MOST_TURNS = 12;

async function guidedLesson(
  { lesson: { learner }, proxy, random }: Scene,
  run: { disconnects: number; turns: number },
): Promise<readonly string[]> {
  await learner.start();
  const said: string[] = [];
  const end = async (): Promise<void> => {
    await learner.pass(between(random, 0, 260));
    if (proxy.connections === 0) return;
    run.disconnects += 1;
    if (random() < 0.5) proxy.reset();
    else proxy.finish();
  };
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    await learner.settled();
    const { replies } = learner.core.snapshot();
    if (replies.length === 0) break;
    const reply = pick(random, replies);
    // The number of the reply is what the scripted ear hears.
    const ended = end();
    await learner.speak(replies.indexOf(reply) + 1, between(random, 6, 10));
    said.push(reply.text);
    run.turns += 1;
    await ended;
    await confirm(learner);
  }
  await learner.settled();
  return said;
}

/** Says yes to what the partner wants to do. */
async function confirm(learner: Lesson['learner']): Promise<void> {
  const asking = () =>
    learner.core
      .snapshot()
      .transcript.find((item) => item.kind === 'tool' && item.status === 'asking');
  await learner.until(
    () => asking() !== undefined || learner.session.phase === 'idle',
    'an answer or a question',
  );
  const item = asking();
  if (item !== undefined)
    await learner.core.handlers['tool.decide']({ item: item.id, allow: true });
}

/** The learner's turns as the partner tells of them, on its newest connection. */
class PartnersView {
  #connection = 0;
  #turns = new Map<string, string>();

  constructor(frames: FrameProxy) {
    frames.tap = (text, connection) => this.#read(JSON.parse(text), connection);
  }

  get turns(): readonly string[] {
    return [...this.#turns.values()];
  }

  #read(event: ServerWord, connection: number): void {
    if (connection > this.#connection) {
      this.#connection = connection;
      this.#turns = new Map();
    }
    if (connection < this.#connection) return;
    const { type, item, item_id = '', transcript = '' } = event;
    if (type === 'conversation.item.added' && item?.role === 'user') {
      this.#turns.set(item.id, item.content[0]?.text ?? '');
    }
    if (type === 'conversation.item.deleted') this.#turns.delete(item_id);
    if (type === 'conversation.item.input_audio_transcription.completed') {
      this.#turns.set(item_id, transcript);
    }
  }
}

interface ServerWord {
  readonly type: string;
  readonly item?: {
    readonly id: string;
    readonly role?: string;
    readonly content: readonly { readonly text?: string }[];
  };
  readonly item_id?: string;
  readonly transcript?: string;
}
