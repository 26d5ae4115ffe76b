import { meddlingRun } from './meddling.ts';

const t = performance.now();
process.on('uncaughtException', (e) => console.log('UNCAUGHT', e));
console.log(
  await meddlingRun({
    frames: Number(process.argv[2] ?? 4000),
    seed: Number(process.argv[3] ?? 1),
  }),
  performance.now() - t,
);
