import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitInto, pictureTokens, takesPictures } from './picture.ts';

describe('the size of a picture', () => {
  it('fits, keeps its shape, and never grows', () => {
    expect(fitInto({ width: 4000, height: 3000 }, 1024)).toEqual({ width: 1024, height: 768 });
    expect(fitInto({ width: 300, height: 200 }, 1024)).toEqual({ width: 300, height: 200 });
    expect(fitInto({ width: 20_000, height: 1 }, 1024)).toEqual({ width: 1024, height: 1 });
    const side = fc.integer({ min: 1, max: 20_000 });
    fc.assert(
      fc.property(side, side, (width, height) => {
        const fitted = fitInto({ width, height }, 1024);
        expect(Math.max(fitted.width, fitted.height)).toBeLessThanOrEqual(1024);
        expect(fitted.width <= width && fitted.height <= height).toBe(true);
      }),
    );
  });
});

describe('the tokens of a picture', () => {
  it('are those of the published examples', () => {
    expect(pictureTokens({ width: 1024, height: 1024 }, 'gpt-realtime-2.1')).toBe(765);
    expect(pictureTokens({ width: 1024, height: 2048 }, 'gpt-realtime-2.1')).toBe(1105);
    expect(pictureTokens({ width: 500, height: 500 }, 'gpt-realtime')).toBe(255);
  });

  it('are unknown where no rule is', () => {
    expect(pictureTokens({ width: 500, height: 500 }, 'my-own-model')).toBeNull();
  });
});

describe('who takes pictures', () => {
  it('is known of the models of one family, and may be tried with others', () => {
    const taken = (model: string, kind: 'openai' | 'custom' | 'partner' = 'openai') =>
      takesPictures({ kind, model });
    for (const model of ['gpt-realtime', 'gpt-realtime-2', 'gpt-realtime-2.1-mini']) {
      expect(taken(model)).toBe('yes');
    }
    for (const model of ['gpt-4o-realtime-preview', 'gpt-realtime-whisper']) {
      expect(taken(model)).toBe('no');
    }
    expect(taken('deployment-7', 'custom')).toBe('unknown');
    expect(taken('practice-partner', 'partner')).toBe('no');
  });
});
