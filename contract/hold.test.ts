import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideHold, type Hold, type HoldInput, released, type TalkStyle } from './hold.ts';

/** What a series of inputs, each with its moment, makes of a key. */
function play(style: TalkStyle, inputs: readonly (readonly [HoldInput, number])[]): string[] {
  let hold: Hold = released;
  return inputs.flatMap(([input, now]) => {
    const decided = decideHold(hold, input, { style, now });
    hold = decided.hold;
    return decided.step ?? [];
  });
}

describe('a key that is held', () => {
  it('holds from down to up in the style of holding, however short', () => {
    for (const up of [1, 149, 150, 20_000]) {
      expect(
        play('hold', [
          ['down', 0],
          ['up', up],
        ]),
      ).toEqual(['begin', 'end']);
    }
  });

  it('toggles by presses in the style of toggling, however long', () => {
    for (const up of [1, 149, 150, 20_000]) {
      const presses = [
        ['down', 0],
        ['up', up],
        ['down', up + 1],
        ['up', up + 2],
      ] as const;
      expect(play('toggle', presses)).toEqual(['begin', 'latch', 'end']);
    }
  });

  it('toggles by a tap under 150 ms and holds from there on, in the style of both', () => {
    expect(
      play('both', [
        ['down', 0],
        ['up', 149.9],
      ]),
    ).toEqual(['begin', 'latch']);
    expect(
      play('both', [
        ['down', 0],
        ['up', 150],
      ]),
    ).toEqual(['begin', 'end']);
    const tapped = [
      ['down', 0],
      ['up', 100],
      ['down', 5000],
      ['up', 9000],
    ] as const;
    expect(play('both', tapped)).toEqual(['begin', 'latch', 'end']);
  });

  it('does not take its own repetition for a press', () => {
    expect(
      play('both', [
        ['down', 0],
        ['down', 30],
        ['down', 60],
        ['up', 500],
      ]),
    ).toEqual(['begin', 'end']);
  });

  it('drops what was a shortcut, in every style, unless much was said by then', () => {
    for (const style of ['hold', 'toggle', 'both'] as const) {
      expect(
        play(style, [
          ['down', 0],
          ['shortcut', 699],
        ]),
      ).toEqual(['begin', 'cancel']);
    }
    expect(
      play('hold', [
        ['down', 0],
        ['shortcut', 700],
      ]),
    ).toEqual(['begin', 'end']);
    expect(
      play('both', [
        ['down', 0],
        ['shortcut', 700],
      ]),
    ).toEqual(['begin', 'end']);
    expect(
      play('toggle', [
        ['down', 0],
        ['shortcut', 700],
      ]),
    ).toEqual(['begin', 'latch']);
  });

  it('is let go when it can no longer be seen; what is toggled goes on', () => {
    expect(
      play('hold', [
        ['down', 0],
        ['lost', 50],
      ]),
    ).toEqual(['begin', 'end']);
    // Nobody has let go: it is no tap.
    expect(
      play('both', [
        ['down', 0],
        ['lost', 50],
      ]),
    ).toEqual(['begin', 'end']);
    expect(
      play('toggle', [
        ['down', 0],
        ['lost', 50],
      ]),
    ).toEqual(['begin', 'latch']);
    expect(
      play('both', [
        ['down', 0],
        ['up', 50],
        ['lost', 60],
      ]),
    ).toEqual(['begin', 'latch']);
  });
});

const inputs = fc.array(
  fc.tuple(
    fc.constantFrom<HoldInput>('down', 'up', 'shortcut', 'lost'),
    fc.integer({ min: 0, max: 1000 }),
  ),
  { maxLength: 30 },
);

describe('whatever befalls a key', () => {
  it.each(['hold', 'toggle', 'both'] as const)(
    'begins and ends in turn, in the style %s',
    (style) => {
      fc.assert(
        fc.property(inputs, (given) => {
          let now = 0;
          const timed = given.map(([input, after]) => {
            now += after;
            return [input, now] as const;
          });
          const steps = play(style, timed);
          const turns = steps.filter((step) => step !== 'latch');
          for (const [index, step] of turns.entries()) {
            expect(step === 'begin').toBe(index % 2 === 0);
          }
          if (style === 'hold') expect(steps).not.toContain('latch');
        }),
      );
    },
  );
});
