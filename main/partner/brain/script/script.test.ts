import { describe, expect, it } from 'vitest';
import { fill, fillArguments } from '../../../scenarios/fill.ts';
import { findScenario } from '../../../scenarios/registry.ts';
import type {
  AssistantItem,
  CallItem,
  Item,
  OutputItem,
  UserItem,
} from '../../conversation/item.ts';
import { initialSession } from '../../session/session-config.ts';
import { follow, type GuidedScenario, offeredReplies, type Script } from './dialogue.ts';
import { matchReply } from './match-reply.ts';
import { linesOf, ScriptBrain } from './script-brain.ts';

const guided = findScenario('strawberries.en')?.guided ?? { start: '', misheard: '', steps: {} };
const script: Script = { guided, tools: new Set(['place_order']) };
let ids = 0;
const base = () => ({ id: `item_${ids++}`, status: 'completed' as const });
const user = (text: string): UserItem => ({
  ...base(),
  kind: 'user',
  parts: [{ kind: 'text', text }],
});
const partner = (text = '…'): AssistantItem => ({
  ...base(),
  kind: 'assistant',
  parts: [{ kind: 'text', text }],
});
const call: CallItem = {
  ...base(),
  kind: 'call',
  callId: 'c',
  name: 'place_order',
  arguments: '{}',
};
const output = (text: string): OutputItem => ({
  ...base(),
  kind: 'output',
  callId: 'c',
  output: text,
});

const agreed: Item[] = [
  partner(),
  user('Good morning! I would like to order some chocolate-covered strawberries.'),
  partner(),
  user('I need four hundred strawberries, please. It is for a wedding.'),
  partner(),
  user('To the Rose Garden Hotel near the station. Ask for the kitchen.'),
  partner(),
  user("On Saturday morning, before ten o'clock if you can."),
  partner(),
];
const yes = user('Yes, everything is right. Please place the order.');

const shown: UserItem = {
  ...base(),
  kind: 'user',
  parts: [{ kind: 'image', url: 'data:image/png;base64,', detail: 'auto' }],
};

function said(items: readonly Item[], using = script): string[] {
  return linesOf(guided, follow(using, items), 'en').map((part) =>
    part.kind === 'say' ? part.text : `${part.name} ${part.arguments}`,
  );
}

describe('the dialogue', () => {
  it('opens with the first line, greeted or not', () => {
    expect(said([])[0]).toContain('Good morning, Berry Lane');
    expect(said([user('Anybody there?')])).toEqual(said([]));
  });

  it('goes where the reply leads, with what it sets', () => {
    const standing = follow(script, agreed);
    expect(standing).toMatchObject({
      step: 'review',
      variables: { quantity: 400, address: 'the Rose Garden Hotel', day: 'Saturday morning' },
    });
    expect(offeredReplies(guided, standing).map(({ id }) => id)).toContain('right');
  });

  it('is rewound by what is deleted and restored by what is seeded', () => {
    expect(follow(script, agreed.slice(0, 4)).step).toBe('address');
    const words = agreed.filter((item) => item.kind === 'user');
    expect(follow(script, words)).toMatchObject({ step: 'review', variables: { quantity: 400 } });
    expect(said(words)).toHaveLength(1);
  });

  it('asks again after words that are no reply, and repeats itself when nothing came', () => {
    expect(said([...agreed, user('I like turtles')])).toEqual([guided.misheard]);
    expect(said([...agreed, user('I like turtles'), partner()])[0]).toContain('read that back');
  });

  it('calls with what was agreed, once', () => {
    const placed = [...agreed, yes];
    expect(said(placed)).toEqual([
      'Perfect. One moment, please, I am putting your order into the book.',
      'place_order {"item":"chocolate-covered strawberries","quantity":400,"address":"the Rose Garden Hotel","day":"Saturday morning","total":"320 dollars"}',
    ]);
    expect(said([...placed, partner(), call])).toHaveLength(1);
    expect(said([...placed, partner()]), 'cut off before the call').toHaveLength(2);
  });

  it.each([
    ['{"status":"confirmed","order":1}', 'confirmed'],
    ['{"status":"declined"}', 'declined'],
    ['not JSON', 'declined'],
    ['null', 'declined'],
  ])('takes the output %s as %s', (text, step) => {
    expect(follow(script, [...agreed, yes, partner(), call, output(text)]).step).toBe(step);
  });

  it('is not decided by the output of another call', () => {
    const other: OutputItem = { ...output('{"status":"confirmed"}'), callId: 'other' };
    expect(follow(script, [...agreed, yes, partner(), call, other]).step).toBe('placing');
  });

  it('says plainly that the tool is not offered, and goes on', () => {
    const without: Script = { guided, tools: new Set() };
    const lines = said([...agreed, yes], without);
    expect(lines[1]).toBe(
      'I cannot really do that here: this app offers no tool called place order.',
    );
    expect(lines[2]).toContain('nothing has been ordered');
    expect(follow(without, [...agreed, yes]).step).toBe('declined');
  });

  it('says its last line again once it is over', () => {
    const over = [
      partner(),
      user('Hi, I am planning a big party and I need something sweet.'),
      partner(),
    ];
    const end = [...over, user('No, thank you, that is more than I can spend.'), partner()];
    expect(said([...end, user('Hello?')])[0]).toContain('goodbye');
  });
});

describe('typed words', () => {
  const replies = offeredReplies(guided, follow(script, []));
  it.each([
    ['GOOD MORNING I would like to order some chocolate covered strawberries', 'order'],
    ['hello rosa how much are your strawberies with chocolat', 'ask-price'],
    ['I am planning a big party', 'party'],
    ['how much are your strawberries?', 'ask-price'],
    ['strawberries', null],
    ['What is the weather like?', null],
    ['', null],
    ['?!', null],
  ])('%j mean %j', (text, id) => {
    expect(matchReply(text, replies)?.id ?? null).toBe(id);
  });

  it('are asked for again where they could mean either', () => {
    const colours = [
      { id: 'red', text: 'I want the red one, please.' },
      { id: 'blue', text: 'I want the blue one, please.' },
    ];
    expect(matchReply('I want the one, please', colours)).toBeNull();
    expect(matchReply('blue one please', colours)?.id).toBe('blue');
  });

  it('need no accents, and are compared sign by sign where there are no spaces', () => {
    const spanish = [
      { id: 'a', text: '¿Cuánto cuesta cada fresa?' },
      { id: 'b', text: 'Está en la estación.' },
    ];
    expect(matchReply('cuanto cuesta cada fresa', spanish)?.id).toBe('a');
    const chinese = [
      { id: 'a', text: '我想买四百个草莓。' },
      { id: 'b', text: '请问多少钱？' },
    ];
    expect(matchReply('想买四百草莓', chinese)?.id).toBe('a');
  });
});

describe('variables', () => {
  it('are filled in; a value that is one alone keeps its type', () => {
    expect(fill('{quantity} for {who}', { quantity: 4 })).toBe('4 for {who}');
    expect(fillArguments({ a: '{quantity}', b: 'x{quantity}', c: 2 }, { quantity: 4 })).toBe(
      '{"a":4,"b":"x4","c":2}',
    );
  });
});

describe('a picture that is shown in a scene', () => {
  const brain = new ScriptBrain(
    { ...(findScenario('strawberries.en') as GuidedScenario), guided },
    { *prepare() {}, recognize: () => ({ kind: 'silence' }) },
  );
  const session = initialSession({ id: 's', model: 'm', expires_at: 0, instructions: '' });

  async function answered(items: readonly Item[]): Promise<string> {
    const conversation = { items, session };
    const request = {
      items,
      session,
      toolChoice: 'auto',
      ownContext: false,
      conversation,
      metadata: {},
    } as const;
    const texts: string[] = [];
    for await (const part of brain.answer(request).parts(new AbortController().signal)) {
      if (part.kind === 'say') texts.push(part.text);
    }
    return texts.join(' ');
  }

  it('is said not to be seen, is no wrong reply, and moves nothing', async () => {
    const before = [partner(), ...agreed.slice(1, 3)];
    const line = said(before).join(' ');
    expect(await answered([...before, shown])).toBe(
      `I received an image, but I cannot see. ${line}`,
    );
    const withWords = { ...shown, parts: [...shown.parts, ...(agreed[3] as UserItem).parts] };
    expect(await answered([...before, withWords])).toBe(
      `I received an image, but I cannot see. ${said([...before, withWords]).join(' ')}`,
    );
    expect(said([...before, withWords])).not.toEqual(said(before));
    expect(await answered([...before, shown, partner(), agreed[3] as UserItem])).not.toContain(
      'image',
    );
  });
});
