import { describe, expect, it } from 'vitest';
import { turnDetectionSchema } from '../protocol/session-schema.ts';
import { detectorOptions } from './detector-options.ts';

describe('detector options', () => {
  it('are none for push to talk', () => {
    expect(detectorOptions(null)).toBeNull();
  });

  it('are the API’s defaults for a bare server_vad', () => {
    expect(detectorOptions(turnDetectionSchema.parse({ type: 'server_vad' }))).toEqual({
      threshold: 0.5,
      prefixPaddingMilliseconds: 300,
      silenceMilliseconds: 500,
    });
  });

  it('wait the longer the less eager a semantic_vad is', () => {
    const silence = (eagerness: string) =>
      detectorOptions(turnDetectionSchema.parse({ type: 'semantic_vad', eagerness }))
        ?.silenceMilliseconds ?? 0;
    expect(silence('high')).toBeLessThan(silence('auto'));
    expect(silence('auto')).toBe(silence('medium'));
    expect(silence('medium')).toBeLessThan(silence('low'));
  });
});
