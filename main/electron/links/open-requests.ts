import type { App } from 'electron';
import { z } from 'zod';
import { type Disposable, DisposableStore } from '../../../contract/base/disposable.ts';
import { subscription } from '../subscription.ts';
import { type OpenRequest, parseDeepLink, parseScenarioPath } from './deep-link.ts';

/** A wish that reaches the app from outside; `show` alone brings it to the front. */
export type Arrival = OpenRequest | { readonly kind: 'show' };

/** What waits while nobody listens yet; more than this is no human wish. */
const MAX_WAITING = 16;

/** What a second start hands to the first one. */
const handedOnSchema = z.object({ open: z.array(z.string().max(4096)).max(MAX_WAITING) });

/** What a start is asked to open, for the first start's ears. */
export function handedOn(argv: readonly string[], directory = process.cwd()): { open: string[] } {
  const asked = argv.slice(1).flatMap((argument) => {
    const request = parseDeepLink(argument) ?? parseScenarioPath(argument, directory);
    if (request === null) return [];
    return request.kind === 'file' ? request.path : argument;
  });
  return { open: asked.slice(0, MAX_WAITING) };
}

/**
 * Gathers what the app is asked to open, from the first moment on: macOS tells of links
 * before the app is ready, Windows and Linux in the arguments of this start or of a second one.
 */
export class OpenRequests implements Disposable {
  readonly #owned = new DisposableStore();
  #waiting: Arrival[] = [];
  #handle: ((arrival: Arrival) => void) | null = null;

  constructor(app: Pick<App, 'on' | 'removeListener'>, argv: readonly string[]) {
    for (const link of handedOn(argv).open) this.#link(link);
    this.#owned.add(
      subscription(app, (events) => {
        events.on('open-url', (event, url) => {
          event.preventDefault();
          this.#arrive({ kind: 'show' });
          this.#link(url);
        });
        events.on('open-file', (event, path) => {
          event.preventDefault();
          this.#arrive({ kind: 'show' });
          this.#link(path);
        });
        events.on('activate', () => this.#arrive({ kind: 'show' }));
        events.on('second-instance', (...[, , , data]) => this.#secondStart(data));
      }),
    );
  }

  /** Hands over what has come so far, and from now on what comes. */
  follow(handle: (arrival: Arrival) => void): void {
    this.#handle = handle;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const arrival of waiting) handle(arrival);
  }

  dispose(): void {
    this.#owned.dispose();
    this.#handle = null;
  }

  #secondStart(data: unknown): void {
    this.#arrive({ kind: 'show' });
    const parsed = handedOnSchema.safeParse(data);
    for (const link of parsed.success ? parsed.data.open : []) this.#link(link);
  }

  #link(link: string): void {
    const request = parseDeepLink(link) ?? parseScenarioPath(link, process.cwd());
    if (request !== null) this.#arrive(request);
  }

  #arrive(arrival: Arrival): void {
    if (this.#handle !== null) this.#handle(arrival);
    else if (this.#waiting.length < MAX_WAITING) this.#waiting.push(arrival);
  }
}
