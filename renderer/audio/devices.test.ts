import { expect, it } from 'vitest';
import { Devices } from './devices.ts';

class ScriptedMedia extends EventTarget {
  readonly list: Partial<MediaDeviceInfo>[] = [
    { kind: 'audioinput', deviceId: 'a', label: 'A' },
    { kind: 'audioinput', deviceId: '', label: '' },
    { kind: 'videoinput', deviceId: 'v', label: 'V' },
    { kind: 'audiooutput', deviceId: 'b', label: 'B' },
  ];

  enumerateDevices(): Promise<Partial<MediaDeviceInfo>[]> {
    return Promise.resolve(this.list);
  }
}

it('lists what can be chosen, and tells of changes until it is disposed', async () => {
  const media = new ScriptedMedia();
  const devices = new Devices(media as unknown as MediaDevices);
  let changes = 0;
  devices.onChange(() => {
    changes += 1;
  });
  expect(await devices.list()).toEqual({
    inputs: [{ id: 'a', label: 'A' }],
    outputs: [{ id: 'b', label: 'B' }],
  });
  media.dispatchEvent(new Event('devicechange'));
  devices.dispose();
  media.dispatchEvent(new Event('devicechange'));
  expect(changes).toBe(1);
});

it('lists nothing where the browser has no devices to give', async () => {
  expect(await new Devices(undefined).list()).toEqual({ inputs: [], outputs: [] });
});
