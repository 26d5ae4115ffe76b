import { lessonFaults, openLesson } from './lesson.ts';
import { RecordingEndpoint } from './recording-endpoint.ts';
import { TcpProxy } from './tcp-proxy.ts';

/** A network that is slow in some way. */
export interface SlowNetwork {
  readonly name: string;
  /** Bytes a second. */
  readonly rate: number | null;
  /** Milliseconds that every byte takes. */
  readonly latency: number;
}

/** What came of lessons over one slow network. */
export interface SlowFigures {
  readonly name: string;
  readonly turns: number;
  /** Connections that were given up though the network was only slow. */
  readonly givenUp: number;
  /** Milliseconds from the end of the last turn to its words. */
  readonly lastWords: number;
  readonly faults: readonly string[];
}

export const slowNetworks: readonly SlowNetwork[] = [
  { name: '5 MB/s', rate: 5_000_000, latency: 0 },
  { name: '500 KB/s, 100 ms', rate: 500_000, latency: 100 },
  { name: '64 KB/s, 300 ms', rate: 64_000, latency: 300 },
  { name: '20 KB/s', rate: 20_000, latency: 50 },
  { name: '5 KB/s', rate: 5000, latency: 50 },
];

/** Speaks turns of half a second to two seconds over a slow network, and waits for all their words. */
export async function slowRun(network: SlowNetwork, turns: number): Promise<SlowFigures> {
  const endpoint = await RecordingEndpoint.start();
  endpoint.behaviour = { ...endpoint.behaviour, deltas: 2 };
  const proxy = await TcpProxy.start(endpoint.port);
  const { learner, dispose } = await openLesson(proxy.port);
  try {
    await learner.start();
    proxy.throttle(network.rate);
    proxy.delay(network.latency);
    for (let turn = 1; turn <= turns; turn += 1) await learner.speak(turn, 25 * turn);
    const spoken = performance.now();
    await learner.settled(120_000);
    const lastWords = performance.now() - spoken;
    const givenUp = learner.links.filter(({ state }) => state === 'recovering').length;
    const faults = lessonFaults(learner, endpoint.sessions);
    return { name: network.name, turns, givenUp, lastWords, faults };
  } finally {
    await dispose();
    await proxy.dispose();
    await endpoint.dispose();
  }
}
