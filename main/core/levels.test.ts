import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { MemoryLog } from './base/log.ts';
import { createCore } from './create-core.ts';
import type { Levels } from './host/core-surface.ts';

it('passes the levels of the main page on to whoever listens for them', async () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'parley-levels-'));
  const core = await createCore({
    dataDirectory,
    partner: () => Promise.reject(new Error('No partner is needed.')),
    environmentKey: undefined,
    log: new MemoryLog(),
  });
  const seen: Levels[] = [];
  const listening = core.onLevels((levels) => seen.push(levels));
  const levels = { microphone: 0.5, speaker: 0.25 };
  expect(await core.handlers['levels.report'](levels)).toBe(null);
  listening.dispose();
  await core.handlers['levels.report']({ microphone: 1, speaker: 1 });
  expect(seen).toEqual([levels]);
  await core.dispose();
  rmSync(dataDirectory, { recursive: true });
});
