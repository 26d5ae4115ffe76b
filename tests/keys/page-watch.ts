import type { CDPSession, Page } from 'playwright-core';
import { z } from 'zod';

/** What passes between a page and its host, and what lies in the page's memory. */
export interface PageWatch {
  /** The text of every frame, in order. Audio is left out. */
  readonly sent: readonly string[];
  readonly received: readonly string[];
  /** Every string in the heap, after garbage has been collected. */
  heapStrings(): Promise<readonly string[]>;
}

const snapshotSchema = z.object({ strings: z.array(z.string()) });
const TEXT = 1;

/** Watches from now on: before the page is opened, so that no frame is missed. */
export async function watchPage(page: Page): Promise<PageWatch> {
  const session = await page.context().newCDPSession(page);
  const sent: string[] = [];
  const received: string[] = [];
  await session.send('Network.enable');
  session.on('Network.webSocketFrameSent', ({ response }) => {
    if (response.opcode === TEXT) sent.push(response.payloadData);
  });
  session.on('Network.webSocketFrameReceived', ({ response }) => {
    if (response.opcode === TEXT) received.push(response.payloadData);
  });
  return { sent, received, heapStrings: () => heapStrings(session) };
}

async function heapStrings(session: CDPSession): Promise<readonly string[]> {
  const chunks: string[] = [];
  const take = ({ chunk }: { chunk: string }): void => void chunks.push(chunk);
  session.on('HeapProfiler.addHeapSnapshotChunk', take);
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.send('HeapProfiler.disable');
  session.off('HeapProfiler.addHeapSnapshotChunk', take);
  return snapshotSchema.parse(JSON.parse(chunks.join(''))).strings;
}
