import { afterEach, describe, expect, it } from 'vitest';
import type { AudioFrame } from '../../contract/audio-frame.ts';
import { calls } from '../../contract/calls/calls.ts';
import { type KeyStatus, noKey } from '../../contract/calls/settings-calls.ts';
import { emptySnapshot } from '../../contract/events/empty-snapshot.ts';
import type { AnyEvent } from '../../contract/events/events.ts';
import { Failure } from '../../contract/failure.ts';
import { encodeMessage } from '../../contract/message.ts';
import type { Wire } from '../../contract/wire.ts';
import type { MemoryLog } from '../../main/core/base/log.ts';
import { ScriptedCore } from '../../main/core/host/scripted-core.ts';
import { BridgedPage, RawPage } from './page-end.ts';

/** One page that is connected to one core. */
export interface Connection {
  readonly log: MemoryLog;
  /** The page stops reading, so that what is sent to it piles up. */
  stall(): void;
  release(): void;
  /** The core's side ends the wire. */
  hangUp(): void;
  dispose(): Promise<void>;
}

/** Connects a page to `core`; `attach` is given the page's wire before anything can arrive. */
export type Connect = (core: ScriptedCore, attach: (wire: Wire) => void) => Promise<Connection>;

const fullStop: AnyEvent = { name: 'replies.offered', payload: { replies: [] } };

function flush(number: number): AnyEvent {
  return { name: 'speaker.flush', payload: { flush: number } };
}

function frame(kind: AudioFrame['kind'], sequence: number, samples = 240): AudioFrame {
  const values = Int16Array.from({ length: samples }, (_, index) => index - sequence);
  return { kind, stream: 7, sequence, last: false, samples: values };
}

function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'it did not fail',
    (error: unknown) => (error instanceof Failure ? error.data : error),
  );
}

/** What a bridge promises over every wire. */
export function contractSuite(name: string, connect: Connect): void {
  describe(`the contract over ${name}`, () => {
    const open: Connection[] = [];
    afterEach(async () => {
      for (const connection of open.splice(0)) await connection.dispose();
    });

    async function bridged(core: ScriptedCore): Promise<BridgedPage & { connection: Connection }> {
      return attached(core, (wire) => new BridgedPage(wire));
    }
    async function raw(core: ScriptedCore): Promise<RawPage & { connection: Connection }> {
      return attached(core, (wire) => new RawPage(wire));
    }
    async function attached<P extends object>(core: ScriptedCore, make: (wire: Wire) => P) {
      const made: P[] = [];
      const connection = await connect(core, (wire) => made.push(make(wire)));
      open.push(connection);
      const [page] = made;
      if (page === undefined) throw new Error('No wire was attached.');
      return Object.assign(page, { connection });
    }

    it('greets with the snapshot, then tells events and audio in one order', async () => {
      const core = new ScriptedCore();
      const page = await bridged(core);
      core.play(frame('speaker', 0));
      core.emit(flush(1));
      core.play({ ...frame('speaker', 1), last: true });
      core.emit(flush(2));
      core.emit(fullStop);
      expect(await page.fullStop()).toEqual([
        { kind: 'event', event: { name: 'snapshot', payload: emptySnapshot } },
        { kind: 'audio', frame: frame('speaker', 0) },
        { kind: 'event', event: flush(1) },
        { kind: 'audio', frame: { ...frame('speaker', 1), last: true } },
        { kind: 'event', event: flush(2) },
        { kind: 'event', event: fullStop },
      ]);
    });

    it('brings calls and microphone audio to the core in one order', async () => {
      const core = new ScriptedCore({ 'turn.begin': () => null, 'turn.end': () => null });
      const { bridge } = await bridged(core);
      const begun = bridge.call('turn.begin', {});
      bridge.sendAudio(frame('microphone', 0));
      bridge.sendAudio({ ...frame('microphone', 1, 0), last: true });
      const ended = bridge.call('turn.end', {});
      expect(await Promise.all([begun, ended])).toEqual([null, null]);
      expect(core.inputs).toEqual([
        { kind: 'call', name: 'turn.begin', input: {} },
        { kind: 'frame', frame: frame('microphone', 0) },
        { kind: 'frame', frame: { ...frame('microphone', 1, 0), last: true } },
        { kind: 'call', name: 'turn.end', input: {} },
      ]);
    });

    it('answers calls out of order, each with its own output', async () => {
      const slow = Promise.withResolvers<KeyStatus>();
      const core = new ScriptedCore({
        'key.set': () => slow.promise,
        'key.clear': () => noKey,
      });
      const { bridge } = await bridged(core);
      const set = bridge.call('key.set', { key: 'not-a-real-key', weak: false });
      expect(await bridge.call('key.clear', {})).toEqual(noKey);
      const kept = { ...noKey, configured: true, place: 'memory' } as const;
      slow.resolve(kept);
      expect(await set).toEqual(kept);
    });

    it('carries a failure as code and text, and keeps any other error to itself', async () => {
      const core = new ScriptedCore({
        'session.start': () => {
          throw new Failure('quota', 'No credit is left.', { cause: 'private' });
        },
        'session.stop': () => {
          throw new Error('a secret detail');
        },
        'key.clear': () => ({ configured: true, place: 'nowhere' }) as never,
      });
      const { bridge, connection } = await bridged(core);
      expect(await failureOf(bridge.call('session.start', { keep: false }))).toEqual({
        code: 'quota',
        text: 'No credit is left.',
      });
      const internal = { code: 'internal', text: 'Something went wrong inside the app.' };
      expect(await failureOf(bridge.call('session.stop', {}))).toEqual(internal);
      expect(await failureOf(bridge.call('key.clear', {}))).toEqual(internal);
      expect(connection.log.lines.filter(({ level }) => level === 'error')).toHaveLength(2);
      expect(JSON.stringify(connection.log.lines)).toContain('a secret detail');
    });

    it('refuses wrong input and unknown calls, and the wire stays', async () => {
      const core = new ScriptedCore({ 'session.stop': () => null });
      const page = await raw(core);
      const send = (id: number, call: string, input: unknown): void =>
        page.wire.send(JSON.stringify({ kind: 'call', id, name: call, input }));
      send(1, 'session.mute', { muted: 'perhaps' });
      send(2, 'session.mute', { muted: true, more: 1 });
      send(3, 'no.such.call', {});
      send(4, 'toString', {});
      send(5, 'x'.repeat(100), {});
      send(6, 'session.stop', {});
      expect(await page.answer(1)).toMatchObject({ failure: { code: 'invalid_input' } });
      expect(await page.answer(2)).toMatchObject({ failure: { code: 'invalid_input' } });
      expect(await page.answer(3)).toMatchObject({ failure: { code: 'not_found' } });
      expect(await page.answer(4)).toMatchObject({ failure: { code: 'not_found' } });
      expect(await page.answer(5)).toMatchObject({ failure: { code: 'invalid_input' } });
      expect(await page.answer(6)).toEqual({ kind: 'result', id: 6, output: null });
      expect(core.inputs).toEqual([{ kind: 'call', name: 'session.stop', input: {} }]);
    });

    it('counts and drops what is malformed, and the wire stays', async () => {
      const core = new ScriptedCore({ 'session.stop': () => null });
      const page = await raw(core);
      page.wire.send('{"kind":');
      page.wire.send('[]');
      page.wire.send(encodeMessage({ kind: 'result', id: 1, output: null }));
      page.wire.send(new ArrayBuffer(5));
      page.wire.send(new ArrayBuffer(13));
      page.wire.send(new ArrayBuffer(12 + 2 * 48_001));
      page.wire.send(new Uint8Array([2, ...new Uint8Array(11)]).buffer);
      page.wire.send(encodeMessage({ kind: 'call', id: 9, name: 'session.stop', input: {} }));
      expect(await page.answer(9)).toMatchObject({ kind: 'result' });
      page.connection.hangUp();
      expect(core.inputs.map(({ kind }) => kind)).toEqual(['call', 'left']);
      const counts = { malformed_message: 0, foreign_message: 0, malformed_frame: 0 };
      for (const { details } of page.connection.log.lines) {
        for (const reason of Object.keys(counts) as (keyof typeof counts)[]) {
          counts[reason] += Number(details[reason] ?? 0);
        }
      }
      expect(counts).toEqual({ malformed_message: 2, foreign_message: 1, malformed_frame: 4 });
    });

    it('does not send an event that does not fit, and leaves no gap', async () => {
      const core = new ScriptedCore();
      const page = await bridged(core);
      core.emit({ name: 'no.such.event', payload: {} } as never);
      core.emit({ name: 'speaker.flush', payload: { flush: -1 } });
      core.emit(fullStop);
      const heard = await page.fullStop();
      expect(heard.map(({ kind }) => kind)).toEqual(['event', 'event']);
      expect(page.connection.log.lines.map(({ level }) => level)).toEqual(['error', 'error']);
    });

    it('refuses the sixty-fifth call that is unanswered', async () => {
      const gate = Promise.withResolvers<null>();
      const core = new ScriptedCore({ 'session.stop': () => gate.promise });
      const page = await raw(core);
      for (let id = 0; id <= 64; id += 1) {
        page.wire.send(encodeMessage({ kind: 'call', id, name: 'session.stop', input: {} }));
      }
      expect(await page.answer(64)).toMatchObject({ failure: { code: 'overflow' } });
      gate.resolve(null);
      expect(await page.answer(0)).toMatchObject({ kind: 'result' });
      page.wire.send(encodeMessage({ kind: 'call', id: 65, name: 'session.stop', input: {} }));
      expect(await page.answer(65)).toMatchObject({ kind: 'result' });
    });

    it('rejects calls in flight when the core hangs up, and later calls at once', async () => {
      const core = new ScriptedCore({ 'session.stop': () => new Promise(() => {}) });
      const page = await bridged(core);
      const waiting = failureOf(page.bridge.call('session.stop', {}));
      await core.arrived(1);
      page.connection.hangUp();
      expect(await waiting).toMatchObject({ code: 'connection_lost' });
      await page.closed();
      expect(await failureOf(page.bridge.call('session.stop', {}))).toMatchObject({
        code: 'connection_lost',
      });
      expect(core.inputs.at(-1)).toEqual({ kind: 'left' });
    });

    it('tells the core once that the page has left, and leaves no listener', async () => {
      const core = new ScriptedCore({ 'session.stop': () => new Promise(() => {}) });
      const page = await bridged(core);
      expect(core.listeners).toBe(2);
      const waiting = failureOf(page.bridge.call('session.stop', {}));
      await core.arrived(1);
      page.bridge.dispose();
      page.bridge.dispose();
      expect(await waiting).toMatchObject({ code: 'connection_lost' });
      await core.arrived(2);
      page.connection.hangUp();
      expect(core.inputs.map(({ kind }) => kind)).toEqual(['call', 'left']);
      expect(core.listeners).toBe(0);
      expect(page.heard.values.some(({ kind }) => kind === 'close')).toBe(false);
    });

    it('drops speaker audio when the page reads too slowly, but no event and no end', async () => {
      const core = new ScriptedCore();
      const page = await bridged(core);
      page.connection.stall();
      const total = 100;
      for (let index = 0; index < total; index += 1) core.play(frame('speaker', index, 48_000));
      core.play({ ...frame('speaker', total), last: true });
      core.emit(fullStop);
      page.connection.release();
      const heard = await page.fullStop();
      const audio = heard.flatMap((each) => (each.kind === 'audio' ? [each.frame] : []));
      expect(audio.length).toBeGreaterThan(12);
      expect(audio.length).toBeLessThan(total);
      expect(audio.at(-1)).toMatchObject({ sequence: total, last: true });
      expect(audio.at(-1)?.samples).toHaveLength(0);
      page.connection.hangUp();
      const dropped = page.connection.log.lines
        .filter(({ message }) => message.startsWith('dropped speaker audio'))
        .reduce((sum, { details }) => sum + Number(details.frames), 0);
      expect(dropped).toBe(total + 2 - audio.length);
    });

    it('closes the wire when a page does not read its events', async () => {
      const core = new ScriptedCore();
      const page = await bridged(core);
      page.connection.stall();
      const text = 'x'.repeat(1024 * 1024);
      for (let index = 0; index < 20; index += 1) {
        core.emit({ name: 'transcript.appended', payload: { id: 'item', text } });
      }
      expect(core.listeners).toBe(0);
      expect(core.inputs).toEqual([{ kind: 'left' }]);
      page.connection.release();
      const heard = await page.closed();
      expect(heard.filter(({ kind }) => kind === 'problem')).toEqual([]);
      expect(heard.filter(({ kind }) => kind === 'event').length).toBeLessThan(20);
    });

    it('outlives a core that throws at a frame, and says so in the log', async () => {
      const core = new ScriptedCore({ 'session.stop': () => null });
      core.microphoneFrame = () => {
        throw new Error('no room');
      };
      const { bridge, connection } = await bridged(core);
      bridge.sendAudio(frame('microphone', 0));
      expect(await bridge.call('session.stop', {})).toBe(null);
      expect(connection.log.lines.map(({ level }) => level)).toEqual(['error']);
    });

    it('closes the wire when there is no snapshot to send', async () => {
      const core = new ScriptedCore();
      core.current = { ...emptySnapshot, microphone: -1 };
      const page = await bridged(core);
      expect((await page.closed()).map(({ kind }) => kind)).toEqual(['close']);
      expect(core.listeners).toBe(0);
    });

    it('reaches every call by its name', async () => {
      const core = new ScriptedCore();
      const page = await raw(core);
      for (const [id, call] of Object.keys(calls).entries()) {
        page.wire.send(JSON.stringify({ kind: 'call', id, name: call, input: null }));
        expect(await page.answer(id)).toMatchObject({ failure: { code: 'invalid_input' } });
      }
    });
  });
}
