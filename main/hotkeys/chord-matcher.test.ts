import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Chord, HotkeyPress, Hotkeys } from '../../contract/hotkeys.ts';
import { type KeyEvent, type MatcherState, matchKey, nothingHeld } from './chord-matcher.ts';

const none: Hotkeys = { talk: null, help: null, hint: null };
const chord = (key: string, ...modifiers: Chord['modifiers']): Chord => ({ key, modifiers });

/** Plays keys, `+` down and `-` up, `?` another key; says what came of them: `talk+`, `talk-`, `talk!` cancelled. */
function play(hotkeys: Partial<Hotkeys>, keys: string): string {
  let state: MatcherState = nothingHeld;
  const told: string[] = [];
  for (const word of keys.split(' ')) {
    const match = matchKey(state, eventOf(word), { ...none, ...hotkeys });
    state = match.state;
    told.push(...match.presses.map(textOf));
  }
  return told.join(' ');
}

function eventOf(word: string): KeyEvent {
  if (word === '?') return { kind: 'other' };
  return { kind: 'key', code: word.slice(1), down: word.startsWith('+') };
}

function textOf({ action, down, cancelled }: HotkeyPress): string {
  return `${action}${down ? '+' : cancelled ? '!' : '-'}`;
}

describe('matchKey', () => {
  const b = { talk: chord('KeyB') };
  const controlB = { talk: chord('KeyB', 'control') };
  const right = { talk: chord('ControlRight') };

  it.each<[string, Partial<Hotkeys>, string, string]>([
    ['a hold', b, '+KeyB -KeyB', 'talk+ talk-'],
    ['repeats', b, '+KeyB +KeyB +KeyB -KeyB', 'talk+ talk-'],
    ['an up of what was not down', b, '-KeyB', ''],
    ['a modifier too many', b, '+ShiftLeft +KeyB -KeyB', ''],
    ['another key within', b, '+KeyB +KeyC -KeyC -KeyB', 'talk+ talk-'],
    ['a modifier that comes later', b, '+KeyB +ShiftLeft -ShiftLeft -KeyB', 'talk+ talk-'],
    ['the left modifier', controlB, '+ControlLeft +KeyB -KeyB', 'talk+ talk-'],
    ['the right modifier', controlB, '+ControlRight +KeyB -KeyB', 'talk+ talk-'],
    ['no modifier', controlB, '+KeyB -KeyB', ''],
    ['one more modifier', controlB, '+ControlLeft +AltLeft +KeyB', ''],
    [
      'the modifier let go of first',
      controlB,
      '+ControlLeft +KeyB -ControlLeft -KeyB',
      'talk+ talk-',
    ],
    [
      'one of both sides let go of',
      controlB,
      '+ControlLeft +ControlRight +KeyB -ControlLeft -ControlRight -KeyB',
      'talk+ talk-',
    ],
    ['the key before its modifier', controlB, '+KeyB +ControlLeft', ''],
    ['a lone modifier', right, '+ControlRight -ControlRight', 'talk+ talk-'],
    [
      'a lone modifier that repeats',
      right,
      '+ControlRight +ControlRight -ControlRight',
      'talk+ talk-',
    ],
    ['its other side', right, '+ControlLeft -ControlLeft', ''],
    ['a lone modifier with another', right, '+ShiftLeft +ControlRight', ''],
    ['a shortcut', right, '+ControlRight ? -ControlRight', 'talk+ talk!'],
    [
      'a shortcut of a watched key',
      right,
      '+ControlRight +KeyC -KeyC -ControlRight',
      'talk+ talk!',
    ],
    ['a shortcut of modifiers', right, '+ControlRight +ShiftLeft -ControlRight', 'talk+ talk!'],
    [
      'a hold after a shortcut',
      right,
      '+ControlRight ? -ControlRight +ControlRight',
      'talk+ talk! talk+',
    ],
    ['another key with a chord', controlB, '+ControlLeft +KeyB ? -KeyB', 'talk+ talk-'],
    [
      'two modifiers',
      { talk: chord('AltLeft', 'control') },
      '+ControlLeft +AltLeft ?',
      'talk+ talk!',
    ],
    ['a mouse button', { hint: chord('Mouse4') }, '+Mouse4 -Mouse4', 'hint+ hint-'],
  ])('knows %s', (_what, hotkeys, ...[keys, told]) => {
    expect(play(hotkeys, keys)).toBe(told);
  });

  it('turns a lone modifier into the chord that it begins', () => {
    const both = { talk: chord('ControlRight'), help: chord('KeyH', 'control') };
    const keys = '+ControlRight +KeyH -KeyH -ControlRight';
    expect(play(both, keys)).toBe('talk+ talk! help+ help-');
  });

  it('holds two actions at once', () => {
    const both = { talk: chord('F9'), hint: chord('Mouse5') };
    expect(play(both, '+F9 +Mouse5 -F9 -Mouse5')).toBe('talk+ hint+ talk- hint-');
  });

  it('lets downs and ups of an action alternate, and holds nothing once all keys are up', () => {
    const codes = ['ControlLeft', 'ControlRight', 'ShiftLeft', 'AltLeft', 'KeyB', 'F9', 'Mouse4'];
    const modifiers = fc.uniqueArray(fc.constantFrom('control' as const, 'shift', 'alt'));
    const someChord = fc.option(fc.record({ key: fc.constantFrom(...codes), modifiers }));
    const hotkeys = fc.record({ talk: someChord, help: someChord, hint: someChord });
    const word = fc.oneof(
      fc.constant('?'),
      fc.tuple(fc.constantFrom('+', '-'), fc.constantFrom(...codes)).map(([a, b]) => a + b),
    );
    fc.assert(
      fc.property(hotkeys, fc.array(word, { maxLength: 60 }), (some, words) => {
        const allUp = codes.map((code) => `-${code}`);
        const told = play(some, [...words, ...allUp].join(' ')).split(' ');
        for (const action of ['talk', 'help', 'hint']) {
          const own = told.filter((text) => text.startsWith(action)).map((text) => text.slice(4));
          expect(own.length % 2).toBe(0);
          for (const [index, mark] of own.entries()) expect(mark === '+').toBe(index % 2 === 0);
        }
      }),
    );
  });
});
