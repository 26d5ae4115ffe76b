import { describe, expect, it } from 'vitest';
import type { Item, UserItem } from '../../conversation/item.ts';
import { heardAudio } from '../../conversation/item-from-wire.ts';
import { initialSession, updateSession } from '../../session/session-config.ts';
import type { BrainRequest } from '../brain.ts';
import { spokenLanguages, voiceFor } from '../voices.ts';
import { plainPart } from './plain-brain.ts';

const fresh = initialSession({ id: 's', model: 'm', expires_at: 0, instructions: '' });

function asked(items: readonly Item[], language = 'en'): BrainRequest {
  const update = { type: 'realtime' as const, audio: { input: { transcription: { language } } } };
  const session = updateSession(fresh, update, { hasSpoken: false, isSpeaking: false });
  return {
    items,
    session,
    toolChoice: 'auto',
    ownContext: false,
    conversation: { items, session },
    metadata: {},
  };
}
function user(...parts: UserItem['parts']): Item {
  return { kind: 'user', id: 'u', status: 'completed', parts };
}

describe('the plain brain', () => {
  it('greets in the language of the session', () => {
    const greetings = spokenLanguages.map((language) =>
      JSON.stringify(plainPart(asked([], language))),
    );
    expect(new Set(greetings).size).toBe(6);
    expect(plainPart(asked([], 'sv'))).toEqual(plainPart(asked([])));
    expect(plainPart(asked([], 'zh-Hant'))).toEqual(plainPart(asked([], 'zh')));
  });

  it('says back what was typed, and how long it heard what was said', () => {
    expect(plainPart(asked([user({ kind: 'text', text: ' Grüezi! ' })]))).toEqual({
      kind: 'say',
      text: 'Grüezi!',
    });
    const three = plainPart(asked([user(heardAudio(new Int16Array(72_000)))]));
    expect(three).toMatchObject({
      text: expect.stringContaining('I heard you for 3 seconds, but I have no speech model'),
    });
    expect(plainPart(asked([user(heardAudio(new Int16Array(0)))]))).toMatchObject({
      text: expect.stringContaining('heard nothing'),
    });
    const image = { kind: 'image', url: 'data:image/png;base64,', detail: 'auto' } as const;
    expect(plainPart(asked([user(image)]))).toMatchObject({
      text: expect.stringContaining('cannot see'),
    });
    const both = plainPart(asked([user(image, { kind: 'text', text: 'What is this?' })]));
    expect(both).toMatchObject({ text: expect.stringMatching(/cannot see.* What is this\?$/) });
  });

  it('refuses a call with arguments that are no object', () => {
    const tools = [{ type: 'function' as const, name: 'add' }];
    const request = asked([user({ kind: 'text', text: 'call add [1]' })]);
    const offered = { ...request, session: { ...request.session, tools } };
    expect(plainPart(offered)).toMatchObject({ text: expect.stringContaining('JSON object') });
    const none = { ...offered, toolChoice: 'none' as const };
    expect(plainPart(none)).toMatchObject({ text: expect.stringContaining('No tool called add') });
  });

  it('has a voice for each language that changes with the session’s', () => {
    expect(voiceFor('zh', fresh)).toEqual({ name: 'cmn', rate: 155, pitch: 56 });
    const output = { voice: 'cedar', speed: 1.2 };
    const update = { type: 'realtime' as const, audio: { output } };
    const other = updateSession(fresh, update, { hasSpoken: false, isSpeaking: false });
    expect(voiceFor('en', other)).toEqual({ name: 'en-us', rate: 186, pitch: 32 });
  });
});
