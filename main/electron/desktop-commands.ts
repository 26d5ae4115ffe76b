import { app } from 'electron';
import { assertNever } from '../../contract/base/assert-never.ts';
import { Failure } from '../../contract/failure.ts';
import { readScenarioFile } from '../scenarios/scenario-shelf.ts';
import type { CoreState, DesktopCore } from './core-view.ts';
import type { Arrival } from './links/open-requests.ts';
import type { TrayCommand } from './tray/tray-menu.ts';

export interface CommandParts {
  readonly core: DesktopCore;
  readonly state: () => CoreState;
  readonly show: () => void;
  readonly checkUpdates: () => void;
  readonly installUpdate: () => void;
}

/** What the tray and links do: calls of the contract, as a page would make them. */
export interface DesktopCommands {
  run(command: TrayCommand): void;
  arrive(arrival: Arrival): void;
}

export function desktopCommands(parts: CommandParts): DesktopCommands {
  return {
    run: (command) => attempt(parts.core, () => perform(command, parts)),
    arrive: (arrival) => attempt(parts.core, () => open(arrival, parts)),
  };
}

/** Nobody waits for the answer: a failure is told as a notice. */
function attempt(core: Pick<DesktopCore, 'tell'>, act: () => unknown): void {
  const acting = async (): Promise<unknown> => act();
  void acting().catch((error: unknown) => core.tell(Failure.from(error).data));
}

function perform(command: TrayCommand, parts: CommandParts): unknown {
  const { handlers } = parts.core;
  const { session, settings } = parts.state();
  switch (command) {
    case 'start': {
      const keep = session.resumable && session.scenario === settings.scenario;
      return handlers['session.start']({ keep });
    }
    case 'stop':
      return handlers['session.stop']({});
    case 'mute':
      return handlers['session.mute']({ muted: !session.muted });
    case 'pill':
      return handlers['settings.change']({ pill: settings.pill === 'off' ? 'in_session' : 'off' });
    case 'show':
      return parts.show();
    case 'check_updates':
      return parts.checkUpdates();
    case 'install_update':
      return parts.installUpdate();
    case 'quit':
      return app.quit();
    default:
      return assertNever(command);
  }
}

function open(arrival: Arrival, { core, show }: CommandParts): unknown {
  show();
  if (arrival.kind === 'show') return null;
  if (arrival.kind === 'file') return core.openScenario(readScenarioFile(arrival.path));
  const known = core.snapshot().scenarios.some(({ id }) => id === arrival.id);
  if (!known) throw Failure.notFound(`There is no scenario "${arrival.id}".`);
  return core.handlers['settings.change']({ scenario: arrival.id });
}
