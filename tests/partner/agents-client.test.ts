import {
  OpenAIRealtimeWebSocket,
  RealtimeAgent,
  RealtimeSession,
  tool,
} from '@openai/agents-realtime';
import type { RealtimeResponse } from 'openai/resources/realtime/realtime';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Partner, startPartner } from '../../main/partner/server.ts';
import { loadSynthesizer } from '../../main/partner/speech/synthesizer.ts';
import { scenarios } from '../../main/scenarios/registry.ts';

/** A learner's voice that is not the partner's own. */
const learner = { name: 'en-us+f3', rate: 165 };
const lines = [
  'Good morning! I would like to order some chocolate-covered strawberries.',
  'I need four hundred strawberries, please. It is for a wedding.',
  'To the Rose Garden Hotel near the station. Ask for the kitchen.',
  "On Saturday morning, before ten o'clock if you can.",
  'Yes, everything is right. Please place the order.',
  'No, that is all. Thank you for your help!',
];

let partner: Partner;
let session: RealtimeSession;
afterEach(async () => {
  session.close();
  await partner.dispose();
});

const order = z.object({
  item: z.string(),
  quantity: z.number(),
  address: z.string(),
  day: z.string(),
  total: z.string(),
});

/** Calls `step` after every response until it has nothing more to do. */
function converse(transport: OpenAIRealtimeWebSocket, step: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    transport.on('error', ({ error }) => reject(new Error(JSON.stringify(error))));
    transport.on('*', (event) => {
      if (event.type === 'response.done' && !step()) resolve();
    });
  });
}

describe('the official agents client', () => {
  it('holds a whole guided conversation by voice, tool call and bill included', async () => {
    partner = await startPartner({ port: 0, key: 'learner-key', speed: 100, scenarios });
    const synthesizer = await loadSynthesizer();
    const orders: z.infer<typeof order>[] = [];
    const placeOrder = tool({
      name: 'place_order',
      description: 'Places the order.',
      parameters: order,
      execute: (given) => {
        orders.push(given);
        return JSON.stringify({ status: 'confirmed', order: 1 });
      },
    });
    const url = `${partner.url}?model=practice-partner&scenario=strawberries.en`;
    const transport = new OpenAIRealtimeWebSocket({ url });
    session = new RealtimeSession(new RealtimeAgent({ name: 'Learner', tools: [placeOrder] }), {
      transport,
      config: { audio: { input: { turnDetection: null, transcription: { model: 'whisper-1' } } } },
    });
    await session.connect({ apiKey: 'learner-key' });

    let bytes = 0;
    session.on('audio', ({ data }) => {
      bytes += data.byteLength;
    });
    const steps: unknown[] = [];
    transport.on('*', (event) => {
      const { type, response } = event as { type: string; response?: RealtimeResponse };
      if (type === 'response.done') steps.push(response?.metadata?.step);
    });
    const left = [...lines];
    const over = converse(transport, () => {
      if (steps.at(-1) === 'placing') return true; // The client answers the call itself.
      const line = left.shift();
      if (line === undefined) return false;
      const { samples } = synthesizer.speak(line, learner);
      session.sendAudio(new Int16Array(samples).buffer, { commit: true });
      transport.sendEvent({ type: 'response.create' });
      return true;
    });
    transport.sendEvent({ type: 'response.create' });
    await over;

    expect(steps).toEqual([
      'greeting',
      'quantity',
      'address',
      'day',
      'review',
      'placing',
      'confirmed',
      'goodbye',
    ]);
    expect(orders).toEqual([
      {
        item: 'chocolate-covered strawberries',
        quantity: 400,
        address: 'the Rose Garden Hotel',
        day: 'Saturday morning',
        total: '320 dollars',
      },
    ]);
    const { inputTokens, outputTokens, inputTokensDetails } = session.usage;
    expect(outputTokens).toBeGreaterThan(bytes / 48 / 50);
    expect(inputTokens).toBeGreaterThan(3000);
    expect(JSON.stringify(inputTokensDetails)).toContain('cached_tokens');
    const transcripts = JSON.stringify(session.history);
    for (const line of lines) expect(transcripts).toContain(line);
    expect(transcripts).toContain('Let me read that back to you');
  }, 60_000);
});
