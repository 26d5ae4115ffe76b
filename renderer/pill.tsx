import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/literata/opsz.css';
import './ui/tokens.css';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBridge } from './bridge/bridge.ts';
import { connect } from './bridge/connect.ts';
import { chooseLocale, createI18n } from './locales/i18n.ts';
import { createPill } from './rooms/pill/create-pill.ts';
import { PillView } from './rooms/pill/pill-view.tsx';

const words = createI18n(chooseLocale(null, navigator.languages));
const root = createRoot(document.getElementById('root') ?? document.body);

async function open(): Promise<void> {
  const { wire, closeReason } = await connect({ page: 'pill' });
  const pill = createPill(createBridge(wire), closeReason);
  root.render(
    <StrictMode>
      <PillView pill={pill} words={words} />
    </StrictMode>,
  );
}

// Without a core there is nothing to show, and an empty pill disturbs nobody.
open().catch(() => root.render(null));
