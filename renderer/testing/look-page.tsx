import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/literata/opsz.css';
import '../ui/tokens.css';
import '../ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { snapshotSchema } from '../../contract/events/events.ts';
import { talkStyleSchema } from '../../contract/hold.ts';
import type { Settings } from '../../contract/settings.ts';
import { AppView } from '../app.tsx';
import { createApp } from '../create-app.ts';
import { createI18n } from '../locales/i18n.ts';
import type { LookHandles } from './look-handles.ts';
import { lookStates } from './look-states.ts';
import { ScriptedBridge } from './scripted-bridge.ts';
import { ScriptedEngine } from './scripted-engine.ts';

const query = new URLSearchParams(location.search);
const wanted = query.get('state') ?? 'empty';
const entry = Object.entries(lookStates).find(([name]) => name === wanted);
const given = snapshotSchema.parse(entry?.[1]);
const style = talkStyleSchema.safeParse(query.get('style'));
const snapshot = style.success
  ? { ...given, settings: { ...given.settings, talkStyle: style.data } }
  : given;
let settings: Settings = snapshot.settings;

const bridge = new ScriptedBridge(({ name, input }, announce) => {
  if (name !== 'settings.change') return null;
  settings = { ...settings, ...(input as Partial<Settings>) };
  announce({ name: 'settings.changed', payload: settings });
  return settings;
});
const engine = new ScriptedEngine();
engine.input = 0.6;
engine.output = 0.7;
const app = createApp({
  bridge,
  engine,
  closeReason: () => 'lost',
  reload: () => location.reload(),
});
bridge.announce({ name: 'snapshot', payload: snapshot });

const dialog = (['settings', 'scenarios', 'shortcuts'] as const).find(
  (name) => name === query.get('dialog'),
);
if (dialog !== undefined) app.ui.setState({ dialog });

const handles: LookHandles = {
  calls: bridge.calls,
  announce: (event) => bridge.announce(event),
  engine,
  close: () => bridge.close(),
};
Object.assign(window, { look: handles });

createRoot(document.getElementById('root') ?? document.body).render(
  <StrictMode>
    <AppView app={app} words={createI18n('en')} />
  </StrictMode>,
);
