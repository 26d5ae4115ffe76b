import { useEffect, useState } from 'react';
import type { MicrophoneView } from '../../audio/microphone.ts';
import { useApp } from '../../stores/app-context.tsx';

/** What has become of the microphone, as it changes. */
export function useMicrophone(): MicrophoneView {
  const { engine } = useApp();
  const [view, setView] = useState(engine.microphone);
  useEffect(() => {
    const read = (): void => setView(engine.microphone());
    read();
    const subscription = engine.onMicrophone(read);
    return () => subscription.dispose();
  }, [engine]);
  return view;
}
