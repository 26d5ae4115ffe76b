import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SoundLock } from './sound-lock.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A context that the browser lets sound only after a gesture, or at once. */
function stage(allows: boolean) {
  const gestures = new EventTarget();
  const context = { state: 'suspended', attempts: 0, allows, resume: () => Promise.resolve() };
  context.resume = async () => {
    context.attempts += 1;
    if (context.allows) context.state = 'running';
  };
  let blocked = 0;
  const onBlocked = (): void => {
    blocked += 1;
  };
  const lock = new SoundLock({ context, gestures, onBlocked });
  return { lock, context, gestures, blocked: () => blocked };
}

it('lets sound begin with the first gesture, whatever it is', () => {
  const { context, gestures } = stage(true);
  gestures.dispatchEvent(new Event('keydown'));
  expect(context.state).toBe('running');
  gestures.dispatchEvent(new Event('pointerdown'));
  expect(context.attempts).toBe(1);
});

it('says that sound is blocked, and not before the browser has had its time', () => {
  const { lock, blocked } = stage(false);
  lock.needed();
  vi.advanceTimersByTime(499);
  expect(blocked()).toBe(0);
  vi.advanceTimersByTime(1);
  expect(blocked()).toBe(1);
});

it('says nothing where sound may begin, or when a gesture came in time', () => {
  const free = stage(true);
  free.lock.needed();
  vi.advanceTimersByTime(1000);
  expect(free.blocked()).toBe(0);
  const saved = stage(false);
  saved.lock.needed();
  saved.context.allows = true;
  saved.gestures.dispatchEvent(new Event('pointerdown'));
  vi.advanceTimersByTime(1000);
  expect(saved.blocked()).toBe(0);
});

it('listens and waits for nothing when it was given up', () => {
  const { lock, context, gestures, blocked } = stage(false);
  lock.needed();
  lock.dispose();
  gestures.dispatchEvent(new Event('keydown'));
  vi.advanceTimersByTime(1000);
  expect(context.attempts).toBe(1);
  expect(blocked()).toBe(0);
});
