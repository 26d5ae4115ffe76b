import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { scenarios } from '../scenarios/registry.ts';
import { ScenarioShelf } from '../scenarios/scenario-shelf.ts';
import { partnerSettingsSchema } from './partner-settings.ts';
import { type Partner, startPartner } from './server.ts';

const workerSettingsSchema = partnerSettingsSchema.extend({
  scenarioDirectory: z.string().optional(),
});

// The entry of a worker thread: what `startPartnerWorker` starts.
if (parentPort !== null) await serve(parentPort);

async function serve(port: MessagePort): Promise<void> {
  try {
    const { scenarioDirectory, ...settings } = workerSettingsSchema.parse(workerData);
    const partner = await startPartner({ ...settings, scenarios, ...more(scenarioDirectory) });
    stopOnMessage(port, partner);
    port.postMessage({ kind: 'ready', url: partner.url });
  } catch (error) {
    const text = error instanceof Error ? error.message : 'The practice partner did not start.';
    port.postMessage({ kind: 'failed', text });
    port.close();
  }
}

function more(directory: string | undefined) {
  if (directory === undefined) return {};
  const shelf = new ScenarioShelf(directory);
  return { findMore: (id: string) => shelf.find(id) };
}

const stopSchema = z.object({ kind: z.literal('stop') });

function stopOnMessage(port: MessagePort, partner: Partner): void {
  port.on('message', (data: unknown) => {
    if (!stopSchema.safeParse(data).success) return;
    // Closing the port lets the thread end.
    void partner.dispose().finally(() => port.close());
  });
}
