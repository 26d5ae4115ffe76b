import { z } from 'zod';
import { type AudioFrame, decodeAudioFrame } from '../../../contract/audio-frame.ts';
import { Failure, type FailureData } from '../../../contract/failure.ts';
import { decodeMessage, MAX_MESSAGE_LENGTH } from '../../../contract/message.ts';
import type { IncomingCall } from './call-runner.ts';

/** What a page's message turns out to be. */
export type Incoming =
  | { readonly kind: 'call'; readonly call: IncomingCall }
  | { readonly kind: 'frame'; readonly frame: AudioFrame }
  /** Wrong, but it says which call it was, so that the caller can be told. */
  | { readonly kind: 'refused'; readonly id: number; readonly failure: FailureData }
  | { readonly kind: 'dropped'; readonly reason: DropReason };

type DropReason = 'malformed_message' | 'foreign_message' | 'malformed_frame';

/** Sorts what a page sent. Only calls and microphone frames come from a page. */
export function readIncoming(data: string | ArrayBuffer): Incoming {
  return typeof data === 'string' ? readText(data) : readFrame(data);
}

function readFrame(data: ArrayBuffer): Incoming {
  const frame = decodeAudioFrame(data);
  return frame?.kind === 'microphone'
    ? { kind: 'frame', frame }
    : { kind: 'dropped', reason: 'malformed_frame' };
}

function readText(text: string): Incoming {
  const message = decodeMessage(text);
  if (message === null) return salvage(text);
  if (message.kind !== 'call') return { kind: 'dropped', reason: 'foreign_message' };
  return { kind: 'call', call: { id: message.id, name: message.name, input: message.input } };
}

const numbered = z.object({ kind: z.literal('call'), id: z.number().int().nonnegative() });

/** A malformed call with a readable number is refused, so that its caller does not wait forever. */
function salvage(text: string): Incoming {
  const parsed = numbered.safeParse(parse(text));
  if (!parsed.success) return { kind: 'dropped', reason: 'malformed_message' };
  const failure = Failure.invalidInput('The call is malformed.').data;
  return { kind: 'refused', id: parsed.data.id, failure };
}

function parse(text: string): unknown {
  if (text.length > MAX_MESSAGE_LENGTH) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
