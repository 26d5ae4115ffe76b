import { disconnectRun } from './disconnects.ts';
const t = performance.now();
const f = await disconnectRun({ disconnects: Number(process.argv[2] ?? 60), perLesson: 30, seed: Number(process.argv[3] ?? 1) });
const s = [...f.recovered].sort((a, b) => a - b);
console.log({ ...f, recovered: s.length, p50: s[s.length >> 1], p95: s[Math.floor(s.length * 0.95)], max: s.at(-1), ms: performance.now() - t });
