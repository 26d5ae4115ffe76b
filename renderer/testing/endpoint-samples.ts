import type { EndpointReport, EndpointStep, StepResult } from '../../contract/endpoint-report.ts';
import { ownProfile } from '../../contract/profiles.ts';

/** A server of one's own, with all that few set. */
export const ownServer = ownProfile(
  'home',
  { kind: 'custom', url: 'wss://voice.example.net/v1/realtime', auth: 'bearer' },
  {
    name: 'At home',
    model: 'local-voice-7b',
    transcription: null,
    proxy: { kind: 'url', url: 'http://proxy.example.net:3128' },
    certificate: '/home/learner/authority.pem',
  },
);

/** A deployment at Azure that has just been added. */
export const azure = ownProfile(
  'work',
  { kind: 'azure', resource: '', deployment: '', auth: 'api-key' },
  { name: 'Azure OpenAI' },
);

function step(name: EndpointStep, change: Partial<StepResult> = {}): StepResult {
  return { step: name, outcome: 'good', milliseconds: 12, failure: null, ...change };
}

/** A trial of a server that does most of what a lesson needs. */
export const trialReport: EndpointReport = {
  profile: 'home',
  host: 'voice.example.net',
  model: 'local-voice-7b',
  usable: true,
  steps: [
    step('resolve'),
    step('reach', { milliseconds: 31 }),
    step('secure', { milliseconds: 48 }),
    step('upgrade'),
    step('key', { milliseconds: null }),
    step('greeting'),
    step('settings'),
    step('turn'),
    step('transcription', { outcome: 'untried', milliseconds: null }),
    step('answer', { milliseconds: 640 }),
    step('sound', { milliseconds: 690 }),
    step('truncate', {
      outcome: 'missing',
      milliseconds: null,
      failure: {
        code: 'endpoint_error',
        text: 'Unknown or invalid event: conversation.item.truncate (unknown_event)',
      },
    }),
    step('models', {
      outcome: 'missing',
      milliseconds: null,
      failure: { code: 'unauthorized', text: '401 Incorrect API key provided.' },
    }),
  ],
  dialect: 'beta',
  proxy: 'proxy.example.net:3128',
  roundTrip: { ping: 38, event: 54 },
  milliseconds: 2140,
};
