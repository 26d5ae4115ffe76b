import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/literata/opsz.css';
import '../ui/tokens.css';
import '../ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { snapshotSchema } from '../../contract/events/events.ts';
import { talkStyleSchema } from '../../contract/hold.ts';
import type { Settings } from '../../contract/settings.ts';
import type { UsageRange, UsageReport } from '../../contract/usage-report.ts';
import { AppView } from '../app.tsx';
import { createApp } from '../create-app.ts';
import { createI18n } from '../locales/i18n.ts';
import { goTo, keepProgress, steps } from '../rooms/first-run/progress.ts';
import { createPill } from '../rooms/pill/create-pill.ts';
import { PillView } from '../rooms/pill/pill-view.tsx';
import { trialReport } from './endpoint-samples.ts';
import type { LookHandles } from './look-handles.ts';
import { lookStates } from './look-states.ts';
import { ScriptedBridge } from './scripted-bridge.ts';
import { ScriptedEngine } from './scripted-engine.ts';
import { sampleReport } from './usage-samples.ts';

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
  if (name === 'endpoint.test') return trialReport;
  if (name === 'usage.report') return report(input as UsageRange);
  if (name === 'usage.export') return { csv: 'at,kind\r\n', shortened: false };
  if (name !== 'settings.change') return null;
  settings = { ...settings, ...(input as Partial<Settings>) };
  announce({ name: 'settings.changed', payload: settings });
  return settings;
});
/** An app in which nothing was ever said has nothing to report. */
function report(range: UsageRange): UsageReport {
  const full = sampleReport(new Date());
  if (snapshot.transcript.length > 0) return { ...full, range };
  return { ...full, range, groups: [], damaged: 0 };
}

// The steps before are seen, as by somebody who has come this far.
const reached = steps.map(String).indexOf(query.get('step') ?? '') + 1;
keepProgress(steps.slice(1, reached).reduce(goTo, { step: 'language', seen: [] }));

const engine = new ScriptedEngine();
engine.input = 0.6;
engine.output = 0.7;
const app = createApp({
  bridge,
  engine,
  closeReason: () => 'lost',
  reload: () => location.reload(),
});
const isPill = query.get('page') === 'pill';
const pill = createPill(bridge, () => 'lost');
bridge.announce({ name: 'snapshot', payload: snapshot });
bridge.announce({ name: 'levels.measured', payload: { microphone: 0.6, speaker: 0.7 } });

const microphone = query.get('microphone');
if (microphone !== null) {
  app.ui.setState({ tryingMicrophone: true });
  if (microphone === 'open') engine.become({ state: 'open', failure: null });
  else engine.become({ state: 'closed', failure: 'microphone_refused' });
}

const dialog = (['settings', 'scenarios', 'shortcuts', 'cost', 'usage'] as const).find(
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

if (isPill) document.documentElement.dataset.page = 'pill';
const words = createI18n('en');
createRoot(document.getElementById('root') ?? document.body).render(
  <StrictMode>
    {isPill ? <PillView pill={pill} words={words} /> : <AppView app={app} words={words} />}
  </StrictMode>,
);
