import { root } from '../../build/base/root.ts';
import { buildStale } from '../../build/bundle/build-stale.ts';
import { parts } from '../../build/bundle/parts.ts';

/** Builds what is stale of the main bundle, once before all files: they run side by side. */
export async function setup(): Promise<void> {
  await buildStale({ root, parts: parts.filter(({ name }) => name === 'main') });
}
