import { DisposableStore } from '../../../contract/base/disposable.ts';
import {
  type Chord,
  type HotkeyProblem,
  type HotkeyStatus,
  type Hotkeys,
  noHotkeys,
} from '../../../contract/hotkeys.ts';
import type { HotkeySource } from '../../core/hotkeys/hotkey-source.ts';
import { matchKey, nothingHeld } from '../chord-matcher.ts';
import { nothingRecorded, type Recording, recordKey } from '../chord-recorder.ts';
import { actions, chordText, hasKeys, noKeys, stateOfEach } from '../each-action.ts';
import { HotkeyBoard } from '../hotkey-board.ts';
import { StaleKeys } from '../stale-keys.ts';
import type { HookReport, WatchOrder } from './hook-protocol.ts';
import { HookSupervisor, type SupervisorOptions, type SupervisorState } from './hook-supervisor.ts';
import { isKnownCode } from './key-codes.ts';

/** macOS asks its user once; afterwards only the System Settings help. */
export interface Accessibility {
  isTrusted(): boolean;
  /** Shows the system's question. */
  ask(): void;
}

export interface HookHotkeysOptions extends Omit<SupervisorOptions, 'greeting'> {
  readonly accessibility?: Accessibility | undefined;
}

/** How often macOS is asked whether the permission was given meanwhile. */
const LOOK_AGAIN_MILLISECONDS = 1000;

/**
 * Keys that a listening process of this app hears: X11, Windows, macOS. The process runs only while
 * there is a key to listen for, or one is recorded.
 */
export class HookHotkeys implements HotkeySource {
  readonly #options: HookHotkeysOptions;
  readonly #board = new HotkeyBoard(statusOf(noKeys, null));
  readonly #supervisor: HookSupervisor;
  readonly #stale: StaleKeys;
  readonly #owned = new DisposableStore();
  #hotkeys = noKeys;
  #matcher = nothingHeld;
  #recording: (Recording & { readonly resolve: (chord: Chord | null) => void }) | null = null;
  #isTrusted = true;
  #look = new DisposableStore();

  constructor(options: HookHotkeysOptions) {
    this.#options = options;
    this.#stale = new StaleKeys(options.clock);
    this.#supervisor = new HookSupervisor({ ...options, greeting: () => this.#watchOrder() });
    this.#owned.add(this.#board);
    this.#owned.add(this.#supervisor);
    this.#owned.add(this.#supervisor.onState((state) => this.#supervised(state)));
    this.#owned.add(this.#supervisor.onReport((report) => this.#hear(report)));
  }

  get status(): HotkeyStatus {
    return this.#board.status;
  }
  get onStatus() {
    return this.#board.onStatus;
  }
  get onPress() {
    return this.#board.onPress;
  }

  assign(hotkeys: Hotkeys): void {
    if (this.#owned.disposed) return;
    this.#hotkeys = hotkeys;
    this.releaseAll();
    this.#watch();
    this.#listenOrRest();
  }

  record(): Promise<Chord | null> {
    this.stopRecording();
    if (this.#owned.disposed) return Promise.resolve(null);
    this.releaseAll();
    return new Promise((resolve) => {
      this.#recording = { ...nothingRecorded, resolve };
      this.#watch();
      this.#listenOrRest();
    });
  }

  stopRecording(): void {
    this.#endRecording(null);
  }

  releaseAll(): void {
    this.#letGo();
    this.#supervisor.send({ kind: 'forget' });
  }

  requestAccess(): void {
    if (this.status.problem !== 'accessibility') return;
    this.#options.accessibility?.ask();
    this.#listenOrRest();
  }

  dispose(): void {
    if (this.#owned.disposed) return;
    this.stopRecording();
    this.#look.dispose();
    this.#owned.dispose();
  }

  /** Starts, keeps or ends the listening process, as there is something to listen for and leave to. */
  #listenOrRest(): void {
    this.#look.dispose();
    const isWanted = hasKeys(this.#hotkeys) || this.#recording !== null;
    this.#isTrusted = this.#options.accessibility?.isTrusted() ?? true;
    if (!isWanted || !this.#isTrusted) this.#supervisor.stop();
    else this.#supervisor.start();
    if (!this.#isTrusted) {
      // Without the permission nothing can be recorded, and nobody would end it.
      this.#endRecording(null);
      this.#lookAgain();
    }
    this.#tellStatus();
  }

  #lookAgain(): void {
    this.#look = new DisposableStore();
    this.#look.add(this.#options.clock.after(LOOK_AGAIN_MILLISECONDS, () => this.#listenOrRest()));
  }

  #supervised(state: SupervisorState): void {
    if (state.kind === 'ready') this.#stale.renew();
    else this.#letGo();
    if (state.kind === 'failed') this.#endRecording(null);
    this.#tellStatus();
  }

  #hear(report: Extract<HookReport, { kind: 'key' | 'other' }>): void {
    if (report.kind === 'key' && this.#stale.swallows(report.code, report.down)) return;
    if (this.#recording !== null) {
      this.#record(report);
      return;
    }
    const { state, presses } = matchKey(this.#matcher, report, this.#hotkeys);
    this.#matcher = state;
    for (const press of presses) this.#board.press(press);
  }

  #record(report: Extract<HookReport, { kind: 'key' | 'other' }>): void {
    if (this.#recording === null || report.kind === 'other') return;
    const step = recordKey(this.#recording, report);
    if (step.kind === 'going')
      this.#recording = { ...step.recording, resolve: this.#recording.resolve };
    else this.#endRecording(step.chord);
  }

  #endRecording(chord: Chord | null): void {
    const recording = this.#recording;
    if (recording === null) return;
    this.#recording = null;
    this.#letGo();
    this.#watch();
    // Why it cannot listen stays to be read.
    if (!hasKeys(this.#hotkeys) && this.#supervisor.state.kind !== 'failed')
      this.#supervisor.stop();
    recording.resolve(chord);
  }

  #letGo(): void {
    this.#stale.add(this.#matcher.down);
    this.#matcher = nothingHeld;
    if (this.#recording !== null)
      this.#recording = { ...nothingRecorded, resolve: this.#recording.resolve };
    this.#board.releaseAll();
  }

  #watch(): void {
    this.#supervisor.send(this.#watchOrder());
  }

  #watchOrder(): WatchOrder {
    const chords = actions.flatMap((action) => this.#hotkeys[action] ?? []);
    return { kind: 'watch', chords, recording: this.#recording !== null };
  }

  #tellStatus(): void {
    const problem = this.#isTrusted ? problemOf(this.#supervisor.state) : 'accessibility';
    this.#board.setStatus(statusOf(this.#hotkeys, problem));
  }
}

function problemOf(state: SupervisorState): HotkeyProblem | null {
  if (state.kind === 'restarting') return 'restarting';
  if (state.kind !== 'failed') return null;
  return state.trouble === 'other' ? 'listener_failed' : state.trouble;
}

function statusOf(hotkeys: Hotkeys, problem: HotkeyProblem | null): HotkeyStatus {
  if (problem === 'no_display') return { ...noHotkeys, problem };
  return {
    source: 'hook',
    can: { hold: true, mouse: true, loneModifier: true, choose: true },
    problem,
    state: stateOfEach((action) => {
      const chord = hotkeys[action];
      if (chord === null) return 'off';
      const first = actions.find((other) => chordText(hotkeys[other]) === chordText(chord));
      return isKnownCode(chord.key) && first === action ? 'active' : 'refused';
    }),
    names: {},
  };
}
