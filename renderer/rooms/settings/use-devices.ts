import { useEffect, useState } from 'react';
import type { DeviceList } from '../../audio/devices.ts';
import { useApp } from '../../stores/app-context.tsx';

const none: DeviceList = { inputs: [], outputs: [] };

/** The sound devices, read again whenever they change. */
export function useDevices(): DeviceList {
  const { engine } = useApp();
  const [devices, setDevices] = useState<DeviceList>(none);
  useEffect(() => {
    let isCurrent = true;
    const read = async (): Promise<void> => {
      const list = await engine.devices().catch(() => none);
      if (isCurrent) setDevices(list);
    };
    void read();
    const subscription = engine.onDevices(() => void read());
    return () => {
      isCurrent = false;
      subscription.dispose();
    };
  }, [engine]);
  return devices;
}
