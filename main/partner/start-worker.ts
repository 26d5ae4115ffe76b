import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { Failure } from '../../contract/failure.ts';

/** How a host starts its partner: what crosses to another thread, so no functions. */
export interface PartnerWorkerOptions {
  /** 0, or nothing, takes any free port. */
  readonly port?: number;
  readonly key?: string;
  readonly maxSessionMilliseconds?: number;
  readonly defaultScenario?: string;
  readonly chat?: { readonly baseUrl: string; readonly model: string; readonly key?: string };
  readonly speed?: number;
  /** Where scenarios lie that were opened from files. */
  readonly scenarioDirectory?: string;
  /** The worker's script where it is bundled; from the source, `worker.ts` beside this file. */
  readonly entry?: URL;
}

/** A partner in a thread of its own. */
export interface PartnerWorker {
  /** Such as `ws://127.0.0.1:40123/v1/realtime`. */
  readonly url: string;
  /** Ends the sessions and the thread. May be called any number of times. */
  dispose(): Promise<void>;
}

const messageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready'), url: z.string() }),
  z.object({ kind: z.literal('failed'), text: z.string() }),
]);

/** Starts the partner in a worker, so that its speech never delays the host. Rejects with a `Failure`. */
export async function startPartnerWorker(
  options: PartnerWorkerOptions = {},
): Promise<PartnerWorker> {
  const { entry, ...workerData } = options;
  const worker = new Worker(entry ?? new URL('./worker.ts', import.meta.url), { workerData });
  const url = await readiness(worker).catch(async (error: unknown) => {
    await worker.terminate();
    throw error;
  });
  const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  // A thread that dies later ends its sessions, which their clients see; it must not end the host.
  worker.on('error', () => {});
  return {
    url,
    dispose() {
      worker.postMessage({ kind: 'stop' });
      return gone;
    },
  };
}

function readiness(worker: Worker): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown, text = 'The practice partner did not start.') =>
      reject(new Failure('internal', text, { cause }));
    worker.once('error', fail);
    worker.once('exit', (code) => fail(new Error(`The worker ended with code ${code}.`)));
    worker.once('message', (data: unknown) => {
      const message = messageSchema.safeParse(data);
      if (!message.success) fail(message.error);
      else if (message.data.kind === 'failed') fail(undefined, message.data.text);
      else resolve(message.data.url);
    });
  });
}
