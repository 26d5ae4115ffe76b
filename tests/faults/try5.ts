import { slowNetworks, slowRun } from './slow.ts';
console.log(await Promise.all(slowNetworks.slice(3).map((n) => slowRun(n, n.rate === 5000 ? 2 : 4))));
