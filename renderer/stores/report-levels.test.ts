import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { emptySnapshot } from '../testing/samples.ts';
import { ScriptedBridge } from '../testing/scripted-bridge.ts';
import { ScriptedEngine } from '../testing/scripted-engine.ts';
import { initialState } from './app-state.ts';
import { createAppStore } from './app-store.ts';
import { reduceEvent } from './reduce-event.ts';
import { decideReport, type Levels, type Reported, reportLevels } from './report-levels.ts';

const level = fc.constantFrom(0, 0.2, 1);
const steps = fc.array(fc.record({ after: fc.integer({ min: 0, max: 90 }), level }));

describe('decideReport', () => {
  it('never sends more than 15 a second, and ends with silence where there is silence', () => {
    fc.assert(
      fc.property(steps, (given) => {
        const sent: Reported[] = [];
        let now = 0;
        let last: Reported = {
          at: Number.NEGATIVE_INFINITY,
          levels: { microphone: 0, speaker: 0 },
        };
        const look = (levels: Levels): void => {
          const decision = decideReport(last, { now, levels });
          if (decision === 'send') {
            last = { at: now, levels };
            sent.push(last);
          } else if (decision !== null) {
            expect(decision.wait).toBeGreaterThan(0);
          }
        };
        for (const { after, level: microphone } of given) {
          now += after;
          look({ microphone, speaker: 0 });
        }
        now += 1000;
        look({ microphone: 0, speaker: 0 });
        for (const [index, { at }] of sent.entries()) {
          const fifteenth = sent[index + 15];
          if (fifteenth !== undefined) expect(fifteenth.at - at).toBeGreaterThanOrEqual(999.9);
        }
        expect(sent.at(-1)?.levels.microphone ?? 0).toBe(0);
      }),
    );
  });
});

describe('reportLevels', () => {
  afterEach(() => vi.useRealTimers());

  function rig(pill: 'off' | 'always', hasPill = true) {
    vi.useFakeTimers();
    const { desktop, settings } = emptySnapshot;
    const payload = {
      ...emptySnapshot,
      session: { ...emptySnapshot.session, phase: 'listening' } as const,
      settings: { ...settings, pill },
      desktop: { ...desktop, has: { ...desktop.has, pill: hasPill } },
    };
    const store = createAppStore(reduceEvent(initialState, { name: 'snapshot', payload }));
    const bridge = new ScriptedBridge();
    const engine = new ScriptedEngine();
    const reporting = reportLevels(store, engine, bridge);
    return { store, bridge, engine, reporting };
  }

  it('tells of an open turn, and once of the silence after it', () => {
    const { store, bridge, engine, reporting } = rig('always');
    engine.input = 0.5;
    engine.leveled.emit();
    engine.leveled.emit();
    store.setState(({ session }) => ({ session: { ...session, phase: 'idle' } }));
    vi.advanceTimersByTime(1000);
    engine.leveled.emit();
    expect(bridge.calls.map(({ input }) => input)).toEqual([
      { microphone: 0.5, speaker: 0 },
      { microphone: 0, speaker: 0 },
    ]);
    reporting.dispose();
    engine.output = 1;
    engine.leveled.emit();
    expect(bridge.calls).toHaveLength(2);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('tells nobody where there is no pill, or none is wanted', () => {
    for (const { bridge, engine } of [rig('off'), rig('always', false)]) {
      engine.input = 0.5;
      engine.output = 0.5;
      engine.leveled.emit();
      expect(bridge.calls).toEqual([]);
    }
  });
});
