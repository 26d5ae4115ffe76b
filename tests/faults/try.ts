import { outageKinds, outageRun } from './outages.ts';

const stat = (v: readonly number[]) => {
  const s = [...v].sort((a, b) => a - b);
  return { n: s.length, p50: s[s.length >> 1], p95: s[Math.floor(s.length * 0.95)], max: s.at(-1) };
};
for (const kind of process.argv[2] ? [process.argv[2] as never] : outageKinds) {
  const t = performance.now();
  const f = await outageRun({ kind, lanes: 6, perLane: 2, seed: Number(process.argv[3] ?? 1) });
  console.log(
    kind,
    f.outages,
    f.faults,
    'talking',
    stat(f.noticedTalking),
    'quiet',
    stat(f.noticedQuiet),
    'recovered',
    stat(f.recovered),
    performance.now() - t,
  );
}
