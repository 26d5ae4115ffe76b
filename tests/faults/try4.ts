import { guidedRun } from './guided.ts';
import { refusalRun, refusals } from './refusals.ts';
import { slowNetworks, slowRun } from './slow.ts';

console.log(await Promise.all(refusals.map(refusalRun)));
console.log(await guidedRun({ lessons: 3, seed: 1 }));
console.log(await Promise.all(slowNetworks.map((n) => slowRun(n, n.rate === 5000 ? 2 : 4))));
