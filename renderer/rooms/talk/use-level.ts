import { type RefObject, useEffect } from 'react';

/** How much of the way to a lower level is gone in one frame; a higher one is taken at once. */
const FALL = 0.12;

interface LevelOptions {
  isActive: boolean;
  /** A level from 0 to 1. */
  read: () => number;
  /** The custom property that is set on the element, from 0 to 1. */
  name: `--${string}`;
}

/** Writes a live level into the element's style, frame by frame, past React. */
export function useLevel(
  ref: RefObject<HTMLElement | null>,
  { isActive, read, name }: LevelOptions,
): void {
  useEffect(() => {
    const element = ref.current;
    if (!isActive || element === null) return;
    let shown = 0;
    let frame = 0;
    const draw = (): void => {
      shown = nextLevel(shown, read());
      element.style.setProperty(name, shown.toFixed(3));
      frame = requestAnimationFrame(draw);
    };
    draw();
    return () => {
      cancelAnimationFrame(frame);
      element.style.removeProperty(name);
    };
  }, [ref, isActive, read, name]);
}

/** What is shown after `shown` when `level` was measured: both from 0 to 1. */
export function nextLevel(shown: number, level: number): number {
  const wanted = Math.min(1, Math.max(0, level));
  return wanted > shown ? wanted : shown + (wanted - shown) * FALL;
}
