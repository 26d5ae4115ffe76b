import { z } from 'zod';

const field = z.unknown().optional();

/**
 * What a session object tells of the protocol that its server speaks: `ga` is today's, `beta` that
 * of 2024, with its fields side by side; null: it could be either.
 */
export const sessionShapeSchema = z
  .looseObject({
    type: field,
    audio: field,
    output_modalities: field,
    modalities: field,
    input_audio_format: field,
    output_audio_format: field,
    turn_detection: field,
    expires_at: z.number().nonnegative().nullish().catch(null),
  })
  .nullish()
  .catch(null)
  .transform((session) => {
    const fields = session ?? {};
    const isGa =
      ['realtime', 'transcription'].includes(String(fields.type)) || isFilled(fields.audio);
    const isFlat = isFilled(fields.modalities) || isFilled(fields.input_audio_format);
    const shape =
      isGa || isFilled(fields.output_modalities)
        ? ('ga' as const)
        : isFlat
          ? ('beta' as const)
          : null;
    return {
      /** Seconds since the epoch; null where the server does not say. */
      expires_at: session?.expires_at ?? null,
      shape,
      /** It works with PCM16 already, both ways. */
      isPcm16: fields.input_audio_format === 'pcm16' && fields.output_audio_format === 'pcm16',
    };
  });

function isFilled(value: unknown): boolean {
  return value !== undefined && value !== null;
}
