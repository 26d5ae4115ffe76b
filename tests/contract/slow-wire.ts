import type { Wire } from '../../contract/wire.ts';

/** A wire whose peer can stop reading: what is sent meanwhile waits, and counts as buffered. */
export interface SlowWire extends Wire {
  stall(): void;
  release(): void;
}

export function createSlowWire(wire: Wire): SlowWire {
  const held: (string | ArrayBuffer)[] = [];
  let stalled = false;
  return {
    send(data) {
      if (stalled) held.push(data);
      else wire.send(data);
    },
    get buffered() {
      return held.reduce((sum, data) => sum + size(data), wire.buffered);
    },
    stall() {
      stalled = true;
    },
    release() {
      stalled = false;
      for (const data of held.splice(0)) wire.send(data);
    },
    onData: wire.onData,
    onClose: wire.onClose,
    close: () => wire.close(),
  };
}

function size(data: string | ArrayBuffer): number {
  return typeof data === 'string' ? data.length : data.byteLength;
}
