import fc from 'fast-check';
import { expect, it } from 'vitest';
import { desktopSchema } from '../../../contract/desktop.ts';
import { mayInstall, noUpdate, type UpdateEvent, updateStep, updateView } from './update-state.ts';

const anyEvent: fc.Arbitrary<UpdateEvent> = fc.oneof(
  fc.record({ kind: fc.constant('enabled' as const), enabled: fc.boolean() }),
  fc.record({ kind: fc.constant('session' as const), open: fc.boolean() }),
  fc.record({ kind: fc.constantFrom('due' as const, 'none' as const, 'failed' as const) }),
  fc.record({
    kind: fc.constantFrom('found' as const, 'loaded' as const),
    version: fc.string({ maxLength: 200 }),
  }),
);

it('asks for nothing while off, and installs nothing while a session is open', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 30 }), (happened) => {
      let state = noUpdate;
      for (const event of happened) {
        const step = updateStep(state, event);
        state = step.state;
        const asks = step.effects.some((effect) => effect !== 'abandon');
        if (asks) expect(state.enabled).toBe(true);
        if (mayInstall(state)) expect([state.enabled, state.sessionOpen]).toEqual([true, false]);
        expect(desktopSchema.shape.update.safeParse(updateView(state)).success).toBe(true);
      }
    }),
  );
});
