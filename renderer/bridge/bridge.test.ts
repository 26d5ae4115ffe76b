import { describe, expect, it } from 'vitest';
import { type AudioFrame, encodeAudioFrame } from '../../contract/audio-frame.ts';
import type { CallName } from '../../contract/calls/calls.ts';
import { emptySnapshot } from '../../contract/events/empty-snapshot.ts';
import { type BridgeProblem, createBridge, MAX_PENDING_CALLS } from './bridge.ts';
import { ScriptedWire } from './scripted-wire.ts';

function setUp() {
  const wire = new ScriptedWire();
  const heard: string[] = [];
  const problems: BridgeProblem[] = [];
  const bridge = createBridge(wire, { onProblem: (problem) => problems.push(problem) });
  bridge.onEvent((event) => heard.push(event.name));
  bridge.onAudio((frame) => heard.push(`audio ${frame.sequence}`));
  bridge.onClose(() => heard.push('close'));
  const event = (sequence: number, name: string, payload: unknown): void =>
    wire.say({ kind: 'event', sequence, name, payload });
  const greet = (): void => event(0, 'snapshot', emptySnapshot);
  return { wire, heard, problems, bridge, event, greet };
}

const frame: AudioFrame = {
  kind: 'microphone',
  stream: 1,
  sequence: 0,
  last: false,
  samples: new Int16Array(4),
};

describe('createBridge', () => {
  it('closes at an event before the snapshot', () => {
    const { wire, heard, problems, event } = setUp();
    event(0, 'speaker.flush', { flush: 1 });
    expect(heard).toEqual(['close']);
    expect(problems).toEqual(['sequence_gap']);
    expect(wire.closed).toBe(true);
  });

  it.each([2, 0])('closes when event %i follows the snapshot', async (sequence) => {
    const { wire, heard, problems, bridge, event, greet } = setUp();
    greet();
    const waiting = bridge.call('session.stop', {});
    event(sequence, 'speaker.flush', { flush: 1 });
    await expect(waiting).rejects.toMatchObject({ code: 'connection_lost' });
    event(1, 'speaker.flush', { flush: 1 });
    expect(heard).toEqual(['snapshot', 'close']);
    expect(problems).toEqual(['sequence_gap']);
    expect(wire.listeners).toBe(0);
  });

  it('passes over an event that it does not know or that does not fit, and goes on', () => {
    const { heard, problems, event, greet } = setUp();
    greet();
    event(1, 'from.the.future', {});
    event(2, 'toString', {});
    event(3, 'speaker.flush', { flush: 'now' });
    event(4, 'speaker.flush', { flush: 1 });
    expect(heard).toEqual(['snapshot', 'speaker.flush']);
    expect(problems).toEqual(['unknown_event', 'unknown_event', 'invalid_event']);
  });

  it('takes a later snapshot as any event', () => {
    const { heard, problems, event, greet } = setUp();
    greet();
    event(1, 'snapshot', emptySnapshot);
    expect(heard).toEqual(['snapshot', 'snapshot']);
    expect(problems).toEqual([]);
  });

  it('drops what is malformed or not for a page', () => {
    const { wire, heard, problems, greet } = setUp();
    greet();
    wire.arrive('nonsense');
    wire.say({ kind: 'call', id: 1, name: 'session.stop', input: {} });
    wire.say({ kind: 'result', id: 1, output: null });
    wire.say({ kind: 'failure', id: 1, failure: { code: 'busy', text: '' } });
    wire.arrive(new ArrayBuffer(3));
    wire.arrive(encodeAudioFrame(frame));
    wire.arrive(encodeAudioFrame({ ...frame, kind: 'speaker' }));
    expect(heard).toEqual(['snapshot', 'audio 0']);
    expect(problems).toEqual([
      'malformed_message',
      'unexpected_message',
      'unexpected_message',
      'unexpected_message',
      'malformed_frame',
      'malformed_frame',
    ]);
  });

  it('rejects a call whose output does not fit', async () => {
    const { wire, problems, bridge } = setUp();
    const call = bridge.call('key.clear', {});
    wire.say({ kind: 'result', id: 0, output: { configured: 'yes' } });
    await expect(call).rejects.toMatchObject({ code: 'internal' });
    expect(problems).toEqual(['invalid_output']);
  });

  it('bounds the calls that wait and the length of one', async () => {
    const { wire, bridge } = setUp();
    const long = bridge.call('turn.text', { text: 'x'.repeat(5 * 1024 * 1024) });
    await expect(long).rejects.toMatchObject({ code: 'overflow' });
    const name: CallName = 'session.stop';
    const waiting = Array.from({ length: MAX_PENDING_CALLS }, () => bridge.call(name, {}));
    await expect(bridge.call(name, {})).rejects.toMatchObject({ code: 'overflow' });
    expect(wire.sent).toHaveLength(MAX_PENDING_CALLS);
    wire.say({ kind: 'result', id: 1, output: null });
    await expect(waiting[0]).resolves.toBe(null);
    const ended = Promise.allSettled(waiting);
    bridge.dispose();
    await ended;
  });

  it('drops microphone audio that the wire cannot take, and says so', () => {
    const { wire, problems, bridge } = setUp();
    bridge.sendAudio(frame);
    wire.buffered = 3 * 1024 * 1024;
    bridge.sendAudio(frame);
    expect(wire.sent).toEqual([encodeAudioFrame(frame)]);
    expect(problems).toEqual(['microphone_dropped']);
  });

  it('starts anew from onClose, when every pending call has been rejected', () => {
    const { wire, bridge } = setUp();
    const order: string[] = [];
    bridge.onClose(() => order.push(`close, ${wire.listeners} listeners`));
    wire.close();
    expect(order).toEqual(['close, 0 listeners']);
  });

  it('is silent after dispose', () => {
    const { wire, heard, bridge, greet } = setUp();
    bridge.dispose();
    greet();
    bridge.sendAudio(frame);
    expect({ heard, sent: wire.sent, closed: wire.closed }).toEqual({
      heard: [],
      sent: [],
      closed: true,
    });
  });
});
