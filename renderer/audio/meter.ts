/** The quietest level that a meter shows, in decibels below full scale. */
const FLOOR = -60;

/** A root mean square from 0 to 1 as a height from 0 to 1, even in decibels as the ear hears it. */
export function meterHeight(rms: number): number {
  if (!(rms > 0)) return 0;
  const decibels = 20 * Math.log10(rms);
  return Math.min(1, Math.max(0, 1 - decibels / FLOOR));
}
