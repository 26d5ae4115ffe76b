import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Who may come in: an address carries a token that works once, and is exchanged for a secret that
 * the browser keeps as a cookie. Both are 256 random bits, new at each launch, compared in
 * constant time.
 */
export class Access {
  readonly #secret = randomSecret();
  #token: string | null = null;

  /** A new token; the one before it, if it is still unused, stops working. */
  mint(): string {
    this.#token = randomSecret();
    return this.#token;
  }

  /** The cookie's secret when `token` is the one that was minted last and was never used. */
  redeem(token: string): string | null {
    if (this.#token === null || !sameSecret(token, this.#token)) return null;
    this.#token = null;
    return this.#secret;
  }

  /** True when `secret` is what `redeem` gave out. */
  admits(secret: string): boolean {
    return sameSecret(secret, this.#secret);
  }
}

function randomSecret(): string {
  return randomBytes(32).toString('base64url');
}

// Hashed first: `timingSafeEqual` wants equal lengths, and a length must not be told apart either.
function sameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
