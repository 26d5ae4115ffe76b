import { connect } from 'node:net';
import { type Disposable, DisposableStore, disposable } from '../../../contract/base/disposable.ts';
import type { Clock } from '../base/clock.ts';
import type { Target } from './endpoint.ts';

/**
 * Watches a host that could not be reached, and calls `back` once when it can be again. It only
 * opens and closes TCP connections, so that a server in trouble has nothing to do for it.
 */
export type WatchReturn = (target: Target, back: () => void) => Disposable;

/** Tries whether a TCP connection can be made. Calls `answer` once, unless disposed before. */
export type Knock = (
  place: { readonly host: string; readonly port: number },
  answer: (open: boolean) => void,
) => Disposable;

const EVERY_MILLISECONDS = 250;
/** A knock that nobody answers is given up after this. */
const LONGEST_MILLISECONDS = 1000;

export function watchReturn(clock: Clock, knock: Knock = knockByTcp): WatchReturn {
  return (target, back) => {
    const place = placeOf(target.url);
    return place === null ? disposable(() => {}) : new ReturnWatch({ clock, knock, place, back });
  };
}

interface Watched {
  readonly clock: Clock;
  readonly knock: Knock;
  readonly place: { readonly host: string; readonly port: number };
  readonly back: () => void;
}

class ReturnWatch implements Disposable {
  readonly #watched: Watched;
  readonly #owned = new DisposableStore();
  #pending = 0;
  #failed = false;

  constructor(watched: Watched) {
    this.#watched = watched;
    this.#knock();
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #knock(): void {
    if (this.#owned.disposed) return;
    const { clock, knock, place } = this.#watched;
    const wasAway = this.#failed || this.#pending > 0;
    const each = this.#owned.add(new DisposableStore());
    this.#pending += 1;
    const answered = (open: boolean): void => {
      if (each.disposed) return;
      each.dispose();
      this.#pending -= 1;
      if (open) this.#reached(wasAway);
      else this.#failed = true;
    };
    each.add(clock.after(LONGEST_MILLISECONDS, () => answered(false)));
    each.add(knock(place, answered));
    this.#owned.add(clock.after(EVERY_MILLISECONDS, () => this.#knock()));
  }

  /** A host that answers the first knock was never away: what failed there was something else. */
  #reached(wasAway: boolean): void {
    if (this.#owned.disposed) return;
    this.#owned.dispose();
    if (wasAway) this.#watched.back();
  }
}

function placeOf(address: string): { host: string; port: number } | null {
  const url = URL.parse(address);
  if (url === null) return null;
  const port = Number(url.port) || (url.protocol === 'wss:' ? 443 : 80);
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port };
}

const knockByTcp: Knock = ({ host, port }, answer) => {
  const socket = connect({ host, port });
  socket.once('connect', () => {
    socket.destroy();
    answer(true);
  });
  socket.on('error', () => answer(false));
  return disposable(() => socket.destroy());
};
