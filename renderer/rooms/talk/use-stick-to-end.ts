import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

/** CSS pixels from the end within which a reader counts as reading the latest. */
const NEAR = 48;

interface StickToEnd {
  scroller: RefObject<HTMLElement | null>;
  content: RefObject<HTMLDivElement | null>;
  /** The reader has scrolled away from the end. */
  isAway: boolean;
  toEnd: () => void;
}

/** Keeps the end of growing content in sight, until the reader scrolls up to read. */
export function useStickToEnd(isActive: boolean): StickToEnd {
  const scroller = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const [isAway, setAway] = useState(false);
  const away = useRef(false);
  const note = useCallback((value: boolean) => {
    away.current = value;
    setAway(value);
  }, []);
  const toEnd = useCallback(() => {
    const box = scroller.current;
    if (box !== null) box.scrollTop = box.scrollHeight;
    note(false);
  }, [note]);
  useEffect(() => {
    const box = scroller.current;
    if (!isActive || box === null) return;
    toEnd();
    return watch(box, content.current, { away, note, toEnd });
  }, [isActive, note, toEnd]);
  return { scroller, content, isAway, toEnd };
}

function watch(
  box: HTMLElement,
  content: HTMLElement | null,
  {
    away,
    note,
    toEnd,
  }: { away: RefObject<boolean>; note: (away: boolean) => void; toEnd: () => void },
): () => void {
  let top = box.scrollTop;
  const onScroll = (): void => {
    const isNear = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
    // Growing content also moves the end away: only a reader moves the page upwards.
    if (isNear) note(false);
    else if (box.scrollTop < top) note(true);
    top = box.scrollTop;
  };
  box.addEventListener('scroll', onScroll, { passive: true });
  const sizes = new ResizeObserver(() => away.current || toEnd());
  sizes.observe(box);
  if (content !== null) sizes.observe(content);
  return () => {
    box.removeEventListener('scroll', onScroll);
    sizes.disconnect();
  };
}
