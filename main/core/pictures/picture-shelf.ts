import type { Transcript } from '../session/transcript.ts';
import type { TakenPicture } from './take-picture.ts';

/** Pictures that a new connection is shown again; of older ones it is told that they were shown. */
export const MOST_PICTURES = 4;
/** Pictures that stand in the transcript as such: 32 of 32 KB are a quarter of a longest message. */
export const MOST_THUMBNAILS = 32;

/** The pictures of one conversation, in memory alone. */
export class PictureShelf {
  readonly #transcript: Transcript;
  readonly #urls = new Map<string, string>();
  readonly #thumbnails: string[] = [];

  constructor(transcript: Transcript) {
    this.#transcript = transcript;
  }

  /** Keeps the picture of the message `id`; the oldest make room. */
  keep(id: string, { url }: TakenPicture): void {
    this.#urls.set(id, url);
    const [oldest] = this.#urls.keys();
    if (this.#urls.size > MOST_PICTURES && oldest !== undefined) this.#urls.delete(oldest);
    this.#thumbnails.push(id);
    if (this.#thumbnails.length > MOST_THUMBNAILS) this.#fade(this.#thumbnails.shift() ?? '');
  }

  /** The data URL of the picture that the message `id` shows, while it is kept. */
  url(id: string): string | null {
    return this.#urls.get(id) ?? null;
  }

  #fade(id: string): void {
    const picture = this.#transcript.message(id)?.picture ?? null;
    if (picture === null) return;
    this.#transcript.updateMessage(id, { picture: { ...picture, thumbnail: null } });
  }
}
