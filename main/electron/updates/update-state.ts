import { assertNever } from '../../../contract/base/assert-never.ts';
import type { Update } from '../../../contract/desktop.ts';

/** Where updating stands. `version` is the newer one's, as long as one is known. */
export interface UpdateState {
  readonly enabled: boolean;
  readonly sessionOpen: boolean;
  readonly stage: 'idle' | 'checking' | 'loading' | 'loaded' | 'failed';
  readonly version: string | null;
}

export type UpdateEvent =
  | { readonly kind: 'enabled'; readonly enabled: boolean }
  | { readonly kind: 'session'; readonly open: boolean }
  | { readonly kind: 'due' }
  | { readonly kind: 'found'; readonly version: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'loaded'; readonly version: string }
  | { readonly kind: 'failed' };

/** What is to be done: ask the server, load what was found, or drop whatever is under way. */
export type UpdateEffect = 'check' | 'load' | 'abandon' | 'check_later' | 'retry_later';

export interface UpdateStep {
  readonly state: UpdateState;
  readonly effects: readonly UpdateEffect[];
}

/** Nothing is known and nothing is asked, until updates are enabled. */
export const noUpdate: UpdateState = {
  enabled: false,
  sessionOpen: false,
  stage: 'idle',
  version: null,
};

/**
 * Where updating goes from `state`. While it is off there is no effect but `abandon`, so that no
 * request is made; an answer to what was abandoned changes nothing.
 */
export function updateStep(state: UpdateState, event: UpdateEvent): UpdateStep {
  switch (event.kind) {
    case 'enabled':
      return switched(state, event.enabled);
    case 'session':
      return { state: { ...state, sessionOpen: event.open }, effects: [] };
    case 'due':
      return checked(state);
    case 'found':
      return state.stage === 'checking'
        ? {
            state: { ...state, stage: 'loading', version: version(event.version) },
            effects: ['load'],
          }
        : { state, effects: [] };
    case 'none':
      return state.stage === 'checking' ? ended(state, 'idle') : { state, effects: [] };
    case 'loaded':
      return state.stage === 'loading'
        ? { state: { ...state, stage: 'loaded', version: version(event.version) }, effects: [] }
        : { state, effects: [] };
    case 'failed':
      return state.stage === 'checking' || state.stage === 'loading'
        ? ended(state, 'failed')
        : { state, effects: [] };
    default:
      return assertNever(event);
  }
}

/** What the page and the tray are shown. */
export function updateView(state: UpdateState): Update {
  const { enabled, stage, sessionOpen, version } = state;
  if (!enabled) return { state: 'off', version: null };
  if (stage === 'loaded') return { state: sessionOpen ? 'waiting' : 'ready', version };
  return { state: stage, version };
}

/** A newer version is there, and installing it cuts nobody off. */
export function mayInstall(state: UpdateState): boolean {
  return updateView(state).state === 'ready';
}

function switched(state: UpdateState, enabled: boolean): UpdateStep {
  if (enabled === state.enabled) return { state, effects: [] };
  if (enabled) return checked({ ...state, enabled });
  return { state: { ...noUpdate, sessionOpen: state.sessionOpen }, effects: ['abandon'] };
}

function checked(state: UpdateState): UpdateStep {
  const rests = state.stage === 'idle' || state.stage === 'failed';
  if (!state.enabled || !rests) return { state, effects: [] };
  return { state: { ...state, stage: 'checking' }, effects: ['check'] };
}

function ended(state: UpdateState, stage: 'idle' | 'failed'): UpdateStep {
  const effect = stage === 'failed' ? 'retry_later' : 'check_later';
  return { state: { ...state, stage, version: null }, effects: [effect] };
}

// It comes from a server: the contract allows 64 characters.
function version(text: string): string {
  return text.slice(0, 64);
}
