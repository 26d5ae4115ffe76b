import type { AnyEvent } from '../../contract/events/events.ts';
import type { MadeCall } from './scripted-bridge.ts';
import type { ScriptedEngine } from './scripted-engine.ts';

/** What a script in the browser can reach of a page that has no core. */
export interface LookHandles {
  readonly calls: readonly MadeCall[];
  readonly announce: (event: AnyEvent) => void;
  readonly engine: ScriptedEngine;
  readonly close: () => void;
}
