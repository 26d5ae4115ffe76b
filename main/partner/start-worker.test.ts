import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { startPartnerWorker } from './start-worker.ts';
import { TestClient } from './testing/test-client.ts';

// Several threads are started, and templates are made in one: seconds on a busy machine.
describe('the partner in a thread', { timeout: 30_000 }, () => {
  it('serves, and ends its sessions and itself when it is disposed', async () => {
    const worker = await startPartnerWorker({ defaultScenario: 'strawberries.en' });
    const client = new TestClient(worker.url);
    await client.next('session.created');
    client.send({ type: 'response.create', response: { output_modalities: ['text'] } });
    const { text } = await client.next('response.output_text.done');
    expect(text).toContain('Berry Lane');
    await Promise.all([worker.dispose(), worker.dispose()]);
    expect((await client.closed).code).toBe(1001);
  });

  it('says why it did not start', async () => {
    const worker = await startPartnerWorker();
    const port = Number(new URL(worker.url).port);
    await expect(startPartnerWorker({ port })).rejects.toThrow('EADDRINUSE');
    await expect(startPartnerWorker({ speed: -1 })).rejects.toMatchObject({ code: 'internal' });
    const entry = pathToFileURL('/not-there.ts');
    await expect(startPartnerWorker({ entry })).rejects.toMatchObject({ code: 'internal' });
    await worker.dispose();
  });
});
