import { describe, expect, it } from 'vitest';
import type { Device } from './devices.ts';
import { OutputDevice } from './output-device.ts';

function rig(...ids: string[]) {
  const outputs: Device[] = ids.map((id) => ({ id, label: '' }));
  const set: string[] = [];
  const state = { lost: 0 };
  const output = new OutputDevice({
    sink: {
      setSinkId(id) {
        set.push(id);
        const there = id === '' || outputs.some((device) => device.id === id);
        return there ? Promise.resolve() : Promise.reject(new DOMException('', 'NotFoundError'));
      },
    },
    list: () => Promise.resolve({ inputs: [], outputs }),
    onLost: () => {
      state.lost += 1;
    },
  });
  return { output, outputs, set, state };
}

describe('OutputDevice', () => {
  it('plays to the chosen device and back to the default', async () => {
    const { output, set, state } = rig('a', 'b');
    await output.choose(null);
    await output.choose('b');
    await output.choose('b');
    await output.choose(null);
    expect(set).toEqual(['b', '']);
    expect(state.lost).toBe(0);
  });

  it('takes the default and says so when the chosen one is not there, and returns to it', async () => {
    const { output, outputs, set, state } = rig('a');
    await output.choose('b');
    expect(set).toEqual(['b', '']);
    expect(state.lost).toBe(1);
    await output.devicesChanged();
    outputs.push({ id: 'b', label: '' });
    await output.devicesChanged();
    expect(set).toEqual(['b', '', 'b']);
    outputs.pop();
    await output.devicesChanged();
    expect(set).toEqual(['b', '', 'b', '']);
    expect(state.lost).toBe(2);
  });

  it('concludes nothing from a list that is empty', async () => {
    const { output, outputs, state } = rig('b');
    await output.choose('b');
    outputs.length = 0;
    await output.devicesChanged();
    expect(state.lost).toBe(0);
  });
});
