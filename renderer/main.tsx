import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/literata/opsz.css';
import './ui/tokens.css';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { AppView } from './app.tsx';
import { createAudioEngine } from './audio/audio-engine.ts';
import { createBridge } from './bridge/bridge.ts';
import { connect } from './bridge/connect.ts';
import { createApp } from './create-app.ts';
import { chooseLocale, createI18n } from './locales/i18n.ts';
import { Unreachable } from './unreachable.tsx';

const words = createI18n(chooseLocale(null, navigator.languages));
const root = createRoot(document.getElementById('root') ?? document.body);
const reload = (): void => location.reload();

async function open(): Promise<void> {
  const { wire, closeReason } = await connect();
  const bridge = createBridge(wire);
  const engine = createAudioEngine(bridge);
  const app = createApp({ bridge, engine, closeReason, reload });
  root.render(
    <StrictMode>
      <AppView app={app} words={words} />
    </StrictMode>,
  );
}

open().catch(() => root.render(<Unreachable words={words} reload={reload} />));
