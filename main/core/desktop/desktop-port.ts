import type { Listen } from '../../../contract/base/emitter.ts';
import type { DesktopView } from '../../../contract/desktop.ts';

/** What a host lets the core do to the machine around the page; the core decides, the host acts. */
export interface DesktopPort {
  readonly view: DesktopView;
  /** Emitted after every change of `view`. */
  readonly onChange: Listen<void>;
  showMain(): void;
  pillPointed(pointed: boolean): void;
  openMicrophoneSettings(): void;
  checkUpdates(): void;
  installUpdate(): void;
}

/** A host whose only window is somebody else's: a browser, a terminal. */
export function plainDesktop(about: { platform: string; version: string }): DesktopPort {
  return {
    view: {
      ...about,
      has: { pill: false, tray: false, launchAtLogin: false, notifications: false },
      update: { state: 'unsupported', version: null },
    },
    onChange: () => ({ dispose() {} }),
    showMain() {},
    pillPointed() {},
    openMicrophoneSettings() {},
    checkUpdates() {},
    installUpdate() {},
  };
}
