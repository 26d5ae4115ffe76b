import type { MouseEvent, PointerEvent } from 'react';
import type { HoldToTalk } from '../../stores/hold-to-talk.ts';

/** What a button needs to be held by a pointer, and to be toggled by assistive technology. */
export function holdHandlers(hold: HoldToTalk) {
  const release = (): void => hold.release('pointer');
  return {
    onPointerDown: (event: PointerEvent<HTMLButtonElement>): void => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      hold.press('pointer');
    },
    onPointerUp: release,
    onPointerCancel: release,
    onLostPointerCapture: release,
    onContextMenu: (event: MouseEvent): void => event.preventDefault(),
    onClick: (event: MouseEvent): void => {
      // A pointer's click has been a hold already; without one, the press toggles.
      if (event.detail === 0) hold.toggle();
    },
  };
}
