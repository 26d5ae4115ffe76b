import { outageRun } from './outages.ts';
import { RecordingEndpoint } from './recording-endpoint.ts';

const all: RecordingEndpoint[] = [];
const start = RecordingEndpoint.start;
RecordingEndpoint.start = async () => {
  const e = await start();
  all.push(e);
  return e;
};
const f = await outageRun({ kind: 'away', lanes: 6, perLane: 2, seed: 1 });
console.log(f.faults);
for (const e of all)
  console.log(e.sessions.map((s) => ({ closed: s.closed, told: s.told.length, turns: s.turns })));
