import { describe, expect, it } from 'vitest';
import { profileOf } from '../../../contract/profiles.ts';
import {
  defaultSettings,
  levels,
  type Settings,
  settingsSchema,
  transcriptionModels,
} from '../../../contract/settings.ts';
import { listeningUpdate, sessionConfig, sessionPrefix } from './session-config.ts';
import { shop, transcribedBy } from './testing-conductor.ts';

const openai = { kind: 'openai', host: 'api.openai.com' } as const;
const free = { settings: defaultSettings, scenario: null, tools: [] };
const whole = {
  ...free,
  prefix: { instructions: 'Talk.', tools: [] },
  truncation: null,
  endpoint: openai,
};

/** What the endpoint is told to listen with. */
function input(settings: Partial<Settings>) {
  return sessionConfig({ ...whole, settings: { ...defaultSettings, ...settings } }).audio?.input;
}

describe('the prefix of a conversation', () => {
  it('speaks to each level in its own manner, in free conversation', () => {
    const told = levels.map(
      (level) => sessionPrefix({ ...free, settings: { ...defaultSettings, level } }).instructions,
    );
    expect(new Set(told).size).toBe(levels.length);
    for (const [index, level] of levels.entries()) expect(told[index]).toContain(`level ${level}`);
    expect(told.join()).not.toMatch(/\{\w+\}/);
  });

  it('leaves a scenario its own instructions', () => {
    const question = { ...free, scenario: shop };
    expect(sessionPrefix(question).instructions).toBe(shop.instructions);
  });

  it('is the same, byte for byte, for the same question', () => {
    expect(JSON.stringify(sessionPrefix(free))).toBe(JSON.stringify(sessionPrefix({ ...free })));
  });
});

describe('the end of a turn', () => {
  it('is the key’s alone in push-to-talk, whatever is set for hands-free', () => {
    expect(input({})?.turn_detection).toBeNull();
  });

  it('is told with every setting that the API has', () => {
    const turnDetection = {
      kind: 'server_vad',
      threshold: 0.6,
      prefixPaddingMilliseconds: 250,
      silenceMilliseconds: 1500,
      idleTimeoutMilliseconds: 15_000,
      createResponse: false,
      interruptResponse: false,
    } as const;
    expect(input({ mode: 'hands_free', turnDetection })?.turn_detection).toEqual({
      type: 'server_vad',
      threshold: 0.6,
      prefix_padding_ms: 250,
      silence_duration_ms: 1500,
      idle_timeout_ms: 15_000,
      create_response: false,
      interrupt_response: false,
    });
    const semantic = {
      kind: 'semantic_vad',
      eagerness: 'low',
      createResponse: true,
      interruptResponse: false,
    } as const;
    expect(input({ mode: 'hands_free', turnDetection: semantic })?.turn_detection).toEqual({
      type: 'semantic_vad',
      eagerness: 'low',
      create_response: true,
      interrupt_response: false,
    });
  });

  it('asks nobody after a silence while the microphone is muted, and is told when noise changes', () => {
    const turnDetection = { ...defaultSettings.turnDetection, idleTimeoutMilliseconds: 5000 };
    const settings = { ...defaultSettings, mode: 'hands_free', turnDetection } as Settings;
    const told = (muted: boolean, withNoise: boolean) =>
      listeningUpdate({ settings, muted, withNoise }).audio?.input;
    expect(told(false, false)).toMatchObject({ turn_detection: { idle_timeout_ms: 5000 } });
    expect(told(true, false)).toMatchObject({ turn_detection: { idle_timeout_ms: null } });
    expect(told(false, false)).not.toHaveProperty('noise_reduction');
    expect(told(false, true)).toMatchObject({ noise_reduction: null });
  });

  it('keeps what was chosen before answers and interruptions could be', () => {
    const before = { kind: 'semantic_vad', eagerness: 'high' };
    expect(
      settingsSchema.parse({ ...defaultSettings, turnDetection: before }).turnDetection,
    ).toEqual({ ...before, createResponse: true, interruptResponse: true });
  });
});

describe('what is asked of the endpoint’s ears', () => {
  it('is noise reduction where it is chosen, and nothing of it elsewhere', () => {
    expect(input({})).not.toHaveProperty('noise_reduction');
    expect(input({ noiseReduction: 'far_field' })?.noise_reduction).toEqual({ type: 'far_field' });
  });

  it('is a transcript in the language that is practised, or none', () => {
    expect(input({ language: 'pt-BR' })?.transcription).toMatchObject({ language: 'pt' });
    expect(input(transcribedBy(null))).not.toHaveProperty('transcription');
  });

  it('is to keep mistakes and hesitations, said as each transcriber understands it', () => {
    const prompt = (settings: Partial<Settings>) => input(settings)?.transcription?.prompt;
    for (const model of ['gpt-4o-transcribe', 'gpt-4o-mini-transcribe-2025-12-15']) {
      expect(prompt(transcribedBy(model))).toMatch(/exactly what was said.*mistake/);
      expect(prompt({ ...transcribedBy(model), verbatim: false })).toBeUndefined();
    }
    const whisper = (language: string) => prompt({ ...transcribedBy('whisper-1'), language });
    expect(whisper('en-GB')).toMatch(/^Umm/);
    expect(whisper('ja')).toMatch(/^えーと/);
    // In another language than the one that is spoken it would mislead.
    expect(whisper('cy')).toBeUndefined();
    for (const model of ['gpt-4o-transcribe-diarize', 'gpt-transcribe', 'mine']) {
      expect(prompt(transcribedBy(model))).toBeUndefined();
    }
  });

  it('is how sure it was, only of an endpoint and a transcriber that can tell', () => {
    const asked = (host: string, kind: 'openai' | 'custom' | 'partner', model: string | null) =>
      sessionConfig({
        ...whole,
        settings: { ...defaultSettings, ...transcribedBy(model) },
        endpoint: { kind, host },
      }).include !== undefined;
    expect(asked('api.openai.com', 'openai', 'gpt-4o-transcribe')).toBe(true);
    expect(asked('mine.openai.azure.com', 'custom', 'gpt-4o-mini-transcribe')).toBe(true);
    expect(asked('127.0.0.1:8080', 'custom', 'gpt-4o-transcribe')).toBe(false);
    expect(asked('openai.azure.com.example.org', 'custom', 'gpt-4o-transcribe')).toBe(false);
    expect(asked('127.0.0.1:1', 'partner', 'gpt-4o-transcribe')).toBe(false);
    for (const other of ['whisper-1', 'gpt-4o-transcribe-diarize', null]) {
      expect(asked('api.openai.com', 'openai', other)).toBe(false);
    }
    expect(transcriptionModels).toContain(profileOf(defaultSettings).transcription);
  });
});
