/** A running time in the language's manner: whole milliseconds under a second, else seconds. */
export function formatTime(milliseconds: number, locale: string): string {
  const isShort = milliseconds < 1000;
  const format = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: isShort ? 'millisecond' : 'second',
    maximumFractionDigits: isShort ? 0 : 1,
  });
  return format.format(isShort ? Math.max(1, milliseconds) : milliseconds / 1000);
}
