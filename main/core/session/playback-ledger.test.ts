import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heardText } from './heard-text.ts';
import { PlaybackLedger } from './playback-ledger.ts';

describe('the playback ledger', () => {
  it('cuts each item where it was, when one begins before another has played out', () => {
    const ledger = new PlaybackLedger();
    const first = ledger.send('a', 0, 24_000);
    ledger.end('a');
    const second = ledger.send('b', 1, 48_000);
    ledger.report([
      { stream: first?.stream ?? 0, samples: 24_000 },
      { stream: second?.stream ?? 0, samples: 12_000 },
    ]);
    expect(ledger.cut()()).toEqual([
      { item: 'b', contentIndex: 1, audioEndMilliseconds: 500, heard: 0.25 },
    ]);
  });

  it('asks for the report after the cut, and refuses more audio of what was cut', () => {
    const ledger = new PlaybackLedger();
    ledger.send('a', 0, 24_000);
    const cuts = ledger.cut();
    expect(ledger.send('a', 0, 100)).toBeNull();
    expect(ledger.end('a')).toBeNull();
    ledger.report([{ stream: 1, samples: 2400 }]);
    expect(cuts()[0]?.audioEndMilliseconds).toBe(100);
    expect(ledger.pending).toBe(0);
  });

  it('never believes more than was sent, nor goes back', () => {
    const counts = fc.array(fc.record({ send: fc.nat(5000), played: fc.nat(20_000) }));
    fc.assert(
      fc.property(counts, (steps) => {
        const ledger = new PlaybackLedger();
        let sent = 0;
        let pending = 0;
        for (const { send, played } of steps) {
          ledger.send('a', 0, send);
          sent += send;
          const before = ledger.pending;
          ledger.report([{ stream: 1, samples: played }]);
          expect(ledger.pending).toBeLessThanOrEqual(before);
          pending = ledger.pending;
        }
        expect(pending).toBeGreaterThanOrEqual(0);
        const cut = ledger.cut()()[0];
        if (cut !== undefined) {
          expect(cut.audioEndMilliseconds).toBeLessThanOrEqual(sent / 24);
        }
      }),
    );
  });
});

describe('the words that were heard', () => {
  it('end behind a whole word', () => {
    expect(heardText('That is four hundred strawberries.', 0.55)).toBe('That is four');
    expect(heardText('That is four hundred.', 1)).toBe('That is four hundred.');
    expect(heardText('我想要四百顆草莓', 0)).toBe('');
  });
});
