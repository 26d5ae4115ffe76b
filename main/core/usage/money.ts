/**
 * Money as whole pico-dollars (a millionth of a millionth of a US dollar). A price with up to six
 * decimals for a million tokens is a whole number of them for one token, so every sum is exact.
 */
export type Money = bigint;

const DECIMALS = 12;
const DOLLAR = 10n ** BigInt(DECIMALS);
const MICRO = 10n ** 6n;

/** US dollars with up to six decimals, exactly; null for what has more, is negative or is no number. */
export function exactDollars(dollars: number): Money | null {
  const text = dollars.toFixed(6);
  if (!(dollars >= 0 && dollars <= 1e9) || Number(text) !== dollars) return null;
  return BigInt(text.replace('.', '')) * MICRO;
}

/** So many tokens at a price (US dollars for a million of them). */
export function tokensAt(tokens: number, dollarsPerMillion: number): Money {
  const million = exactDollars(dollarsPerMillion);
  if (million === null) throw new RangeError('A price has six decimals at most.');
  return (BigInt(tokens) * million) / 1_000_000n;
}

/** So many milliseconds at a price a minute, rounded to the nearest pico-dollar. */
export function millisecondsAt(milliseconds: number, dollarsPerMinute: number): Money {
  const minute = exactDollars(dollarsPerMinute);
  if (minute === null) throw new RangeError('A price has six decimals at most.');
  return divide(BigInt(milliseconds) * minute, 60_000n);
}

/** Rounded to the nearest millionth of a dollar, for the page. */
export function microDollars(money: Money): number {
  const rounded = divide(money, MICRO);
  const most = BigInt(Number.MAX_SAFE_INTEGER);
  return Number(rounded > most ? most : rounded);
}

/** The exact amount in dollars, such as `0.0124`. */
export function dollarsText(money: Money): string {
  const decimals = String(money % DOLLAR).padStart(DECIMALS, '0');
  return `${money / DOLLAR}.${decimals}`.replace(/\.?0+$/, '');
}

/** What `dollarsText` wrote; null for anything else. */
export function readDollars(text: string): Money | null {
  const match = /^(\d{1,15})(?:\.(\d{1,12}))?$/.exec(text);
  if (match === null) return null;
  return BigInt(match[1] ?? '0') * DOLLAR + BigInt((match[2] ?? '').padEnd(DECIMALS, '0'));
}

function divide(amount: bigint, by: bigint): bigint {
  return (amount + by / 2n) / by;
}
