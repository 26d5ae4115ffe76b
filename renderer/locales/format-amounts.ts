/** Millionths of a dollar as an amount that can be read at a glance: four decimals under a cent. */
export function formatMoney(microDollars: number, locale: string): string {
  const dollars = microDollars / 1e6;
  const digits = dollars === 0 || dollars >= 1 ? 2 : dollars >= 0.01 ? 3 : 4;
  // Something is not nothing, however little it is.
  const isTiny = dollars > 0 && dollars < 0.0001;
  const text = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: Math.min(digits, isTiny ? 4 : 2),
    maximumFractionDigits: isTiny ? 4 : digits,
  }).format(isTiny ? 0.0001 : dollars);
  return isTiny ? `< ${text}` : text;
}

/** A count with its thousands set apart. */
export function formatCount(count: number, locale: string): string {
  return new Intl.NumberFormat(locale).format(count);
}

/** A share of 0 to 1 in whole per cent. */
export function formatShare(share: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(
    share,
  );
}

/** Minutes in words, such as “15 minutes”. */
export function formatMinutes(minutes: number, locale: string): string {
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: 'minute',
    unitDisplay: 'long',
    maximumFractionDigits: 0,
  }).format(minutes);
}

/** Seconds in words, such as “42 seconds”. */
export function formatSeconds(seconds: number, locale: string): string {
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: 'second',
    unitDisplay: 'long',
    maximumFractionDigits: 0,
  }).format(seconds);
}

/** A day such as `2026-11-24`, or a month such as `2026-11`, in words. */
export function formatDay(key: string, locale: string): string {
  const [year = 0, month = 1, day] = key.split('-').map(Number);
  const moment = new Date(year, month - 1, day ?? 1, 12);
  if (Number.isNaN(moment.getTime())) return key;
  const style =
    day === undefined
      ? ({ year: 'numeric', month: 'long' } as const)
      : ({ month: 'short', day: 'numeric' } as const);
  return new Intl.DateTimeFormat(locale, style).format(moment);
}
