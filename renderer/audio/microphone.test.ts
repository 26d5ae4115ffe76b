import { describe, expect, it } from 'vitest';
import { Emitter } from '../../contract/base/emitter.ts';
import { defaultSettings } from '../../contract/settings.ts';
import type { AudioSettings } from './capture-constraints.ts';
import type { DeviceList } from './devices.ts';
import { Microphone } from './microphone.ts';
import type { MicrophoneDevice } from './microphone-device.ts';
import { ScriptedBridge, ScriptedPort } from './scripted-audio.ts';
import { WorkletLink } from './worklet-link.ts';
import type { CaptureCommand, CaptureMessage } from './worklets/messages.ts';

const NODE = {} as AudioNode;
const error = (name: string): DOMException => new DOMException('', name);

class ScriptedDevice implements MicrophoneDevice {
  readonly substitute: boolean;
  connected = false;
  disposed = false;
  lose: () => void = () => undefined;

  constructor(substitute = false) {
    this.substitute = substitute;
  }

  connect(_target: AudioNode, onLost: () => void): void {
    this.connected = true;
    this.lose = onLost;
  }

  dispose(): void {
    this.disposed = true;
  }
}

/** A microphone whose devices are handed out in the order of `script`; then none is there. */
function rig(script: (ScriptedDevice | DOMException | Promise<ScriptedDevice>)[]) {
  const bridge = new ScriptedBridge();
  const port = new ScriptedPort<CaptureCommand, CaptureMessage>();
  const link = new WorkletLink<CaptureCommand, CaptureMessage>();
  link.connect(port);
  const changed = new Emitter<void>();
  const list: DeviceList = { inputs: [{ id: 'usb', label: '' }], outputs: [] };
  const asked: AudioSettings[] = [];
  const microphone = new Microphone({
    bridge,
    link,
    input: Promise.resolve(NODE),
    devices: { list: () => Promise.resolve(list), onChange: changed.listen },
    acquire: async (settings) => {
      asked.push(settings);
      const next = await (script.shift() ?? error('NotFoundError'));
      if (next instanceof DOMException) throw next;
      return next;
    },
    settings: { ...defaultSettings, inputDevice: 'usb' },
  });
  const reports = (): unknown[] => bridge.calls.map(({ input }) => input);
  return { bridge, port, link, changed, list, asked, microphone, reports };
}

/** Lets everything that waits for settled promises run. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

describe('Microphone', () => {
  it('opens the gate at once, even before the device is there, and passes frames on', async () => {
    const device = new ScriptedDevice();
    const { microphone, port, bridge, reports } = rig([device]);
    microphone.gate(4);
    expect(port.posted).toEqual([{ kind: 'open', stream: 4, preRoll: true }]);
    await settle();
    expect(device.connected).toBe(true);
    const samples = Int16Array.of(1, 2);
    port.say({ kind: 'frame', stream: 4, sequence: 0, last: false, samples });
    expect(bridge.sent).toEqual([
      { kind: 'microphone', stream: 4, sequence: 0, last: false, samples },
    ]);
    expect(reports()).toEqual([]);
  });

  it('keeps the device for the session and gives it back when told', async () => {
    const device = new ScriptedDevice();
    const { microphone } = rig([device]);
    await microphone.open();
    microphone.gate(1);
    microphone.gate(null);
    expect(device.disposed).toBe(false);
    microphone.close();
    expect(device.disposed).toBe(true);
  });

  it('says what has become of it, as that changes', async () => {
    const { microphone } = rig([error('NotAllowedError'), new ScriptedDevice()]);
    const views: unknown[] = [];
    microphone.onChange(() => views.push(microphone.view));
    await microphone.open();
    expect(views.at(0)).toEqual({ state: 'asking', failure: null });
    expect(views.at(-1)).toEqual({ state: 'closed', failure: 'microphone_refused' });
    await microphone.open();
    expect(views.at(-1)).toEqual({ state: 'open', failure: null });
    microphone.close();
    expect(views.at(-1)).toEqual({ state: 'closed', failure: null });
  });

  it('gives a device back that only the gate had wanted', async () => {
    const device = new ScriptedDevice();
    const { microphone } = rig([device]);
    microphone.gate(1);
    await settle();
    microphone.gate(null);
    expect(device.disposed).toBe(true);
  });

  it('gives a device back that arrives after it was closed', async () => {
    let arrive: (device: ScriptedDevice) => void = () => undefined;
    const late = new Promise<ScriptedDevice>((resolve) => {
      arrive = resolve;
    });
    const { microphone } = rig([late]);
    void microphone.open();
    microphone.close();
    const device = new ScriptedDevice();
    arrive(device);
    await settle();
    expect(device).toMatchObject({ connected: false, disposed: true });
  });

  it.each([
    ['NotFoundError', 'microphone_missing'],
    ['NotAllowedError', 'microphone_refused'],
  ])('ends the stream and says why after %s', async (name, failure) => {
    const { microphone, port, reports } = rig([error(name)]);
    microphone.gate(4);
    await settle();
    expect(reports()).toEqual([{ failure }]);
    expect(port.posted.at(-1)).toEqual({ kind: 'close' });
  });

  it('says again why a turn has ended, though nothing has changed', async () => {
    const { microphone, reports } = rig([error('NotFoundError'), error('NotFoundError')]);
    microphone.gate(1);
    await settle();
    microphone.gate(2);
    await settle();
    expect(reports()).toEqual([
      { failure: 'microphone_missing' },
      { failure: 'microphone_missing' },
    ]);
  });

  it('sends the last frame itself when there is no worklet', async () => {
    const { microphone, link, bridge, reports } = rig([new ScriptedDevice()]);
    link.dispose();
    microphone.gate(4);
    expect(reports()).toEqual([{ failure: 'microphone_missing' }]);
    const samples = new Int16Array(0);
    expect(bridge.sent).toEqual([
      { kind: 'microphone', stream: 4, sequence: 0, last: true, samples },
    ]);
  });

  it('goes on with another device in the same stream when one is lost', async () => {
    const [first, second] = [new ScriptedDevice(), new ScriptedDevice(true)];
    const { microphone, port, reports } = rig([first, second]);
    await microphone.open();
    microphone.gate(1);
    first.lose();
    await settle();
    expect(first.disposed).toBe(true);
    expect(second.connected).toBe(true);
    expect(port.posted).toEqual([{ kind: 'open', stream: 1, preRoll: true }]);
    expect(reports()).toEqual([{ failure: 'device_lost' }, { failure: null }]);
  });

  it('ends the stream when nothing is left after a loss, and recovers when a device appears', async () => {
    const [first, second] = [new ScriptedDevice(), new ScriptedDevice()];
    const { microphone, port, changed, reports } = rig([first, error('NotFoundError'), second]);
    await microphone.open();
    microphone.gate(1);
    first.lose();
    await settle();
    expect(port.posted.at(-1)).toEqual({ kind: 'close' });
    changed.emit();
    await settle();
    expect(second.connected).toBe(true);
    const failures = ['device_lost', 'microphone_missing', null];
    expect(reports()).toEqual(failures.map((failure) => ({ failure })));
  });

  it('returns to the chosen device when it is back, and not before', async () => {
    const [substitute, chosen] = [new ScriptedDevice(true), new ScriptedDevice()];
    const { microphone, changed, list, asked } = rig([substitute, chosen]);
    await microphone.open();
    const usb = list.inputs.splice(0);
    changed.emit();
    await settle();
    expect(asked).toHaveLength(1);
    list.inputs.push(...usb);
    changed.emit();
    await settle();
    expect(chosen.connected).toBe(true);
    expect(substitute.disposed).toBe(true);
  });

  it('asks again when settings of the sound change, and only then', async () => {
    const [first, second] = [new ScriptedDevice(), new ScriptedDevice()];
    const { microphone, asked } = rig([first, second]);
    await microphone.open();
    microphone.configure({ ...defaultSettings, inputDevice: 'usb', outputDevice: 'x' });
    expect(asked).toHaveLength(1);
    microphone.configure({ ...defaultSettings, inputDevice: 'usb', echoCancellation: false });
    await settle();
    expect(asked[1]).toMatchObject({ echoCancellation: false });
    expect([first.disposed, second.disposed]).toEqual([true, false]);
  });

  it('reports digital silence once, and that it is over', async () => {
    const { microphone, port, reports } = rig([new ScriptedDevice()]);
    await microphone.open();
    port.say({ kind: 'silence', silent: true });
    port.say({ kind: 'silence', silent: true });
    port.say({ kind: 'silence', silent: false });
    expect(reports()).toEqual([{ failure: 'microphone_silent' }, { failure: null }]);
  });

  it('shows no level without a device', async () => {
    const { microphone, port } = rig([new ScriptedDevice()]);
    await microphone.open();
    port.say({ kind: 'level', peak: 0.5, rms: 0.25 });
    expect(microphone.rms).toBe(0.25);
    microphone.close();
    expect(microphone.rms).toBe(0);
  });

  it('listens to nothing any more once disposed', async () => {
    const { microphone, changed, port, asked } = rig([]);
    microphone.dispose();
    microphone.dispose();
    expect(changed.size).toBe(0);
    port.say({ kind: 'silence', silent: true });
    expect(asked).toHaveLength(0);
  });
});
