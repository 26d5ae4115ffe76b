import type { RealtimeError } from 'openai/resources/realtime/realtime';
import type { RawData, WebSocket } from 'ws';
import { DisposableStore } from '../../contract/base/disposable.ts';
import { createBrain } from './create-brain.ts';
import type { PartnerHouse, Target } from './house.ts';
import { Outbox } from './outbox.ts';
import { PARTNER_MODEL } from './rest.ts';
import { PartnerSession } from './session/partner-session.ts';

const HOUR = 60 * 60_000;
/** The API's close code for a session that it refuses. */
const REFUSED = 4000;
const GOING_AWAY = 1001;

/** Who has connected. */
export interface Visit {
  readonly house: PartnerHouse;
  readonly target: Target;
  /** The key that was presented, or nothing. */
  readonly key: string;
}

/** Serves one client until either side closes. */
export function serveClient(socket: WebSocket, visit: Visit): void {
  socket.on('error', () => socket.terminate());
  const refusal = refusalOf(visit);
  if (refusal === null) openSession(socket, visit);
  else refuse(socket, visit, refusal);
}

type Refusing = Pick<RealtimeError, 'code' | 'message' | 'param'>;

function refusalOf({ house, target }: Visit): Refusing | null {
  if (target.beta?.includes('realtime=v1') === true) {
    return {
      code: 'beta_api_shape_disabled',
      message:
        'The Realtime Beta API is no longer supported. Please use /v1/realtime for the GA API.',
      param: null,
    };
  }
  const id = target.scenario;
  if (id === null || id === '' || findScenario(house, id) !== undefined) return null;
  return {
    code: 'invalid_value',
    message: `There is no scenario named '${id.slice(0, 60)}'.`,
    param: 'scenario',
  };
}

function refuse(socket: WebSocket, { house }: Visit, refusing: Refusing): void {
  const error = { type: 'invalid_request_error', event_id: null, ...refusing };
  socket.send(JSON.stringify({ type: 'error', event_id: house.makeId('event'), error }));
  socket.close(REFUSED, `invalid_request_error.${refusing.code}`);
}

function openSession(socket: WebSocket, visit: Visit): void {
  const { house, target } = visit;
  const { clock, makeId, options } = house;
  const limit = options.maxSessionMilliseconds ?? HOUR;
  const owned = new DisposableStore();
  const outbox = new Outbox(socket);
  const emit = (event: object) =>
    outbox.send(JSON.stringify({ event_id: makeId('event'), ...event }));
  const scenario = findScenario(house, target.scenario ?? options.defaultScenario ?? '');
  const session = owned.add(
    new PartnerSession({
      model: target.model || PARTNER_MODEL,
      expiresAt: Math.floor((clock.now() + limit) / 1000),
      emit,
      services: {
        ...house,
        brain: createBrain({ scenario, chat: options.chat, recognizer: house.recognizer }),
        cacheKey: visit.key,
        speed: options.speed ?? 8,
        room: () => outbox.room(),
        onFault: options.onFault ?? (() => {}),
      },
    }),
  );
  owned.add(
    clock.after(limit, () => {
      emit({ type: 'error', error: expiry(limit) });
      owned.dispose();
      socket.close(GOING_AWAY, expiry(limit).message);
    }),
  );
  socket.on('message', (data: RawData) => session.receive(String(data)));
  socket.on('close', () => owned.dispose());
  session.open();
}

function findScenario(house: PartnerHouse, id: string) {
  const { scenarios, findMore } = house.options;
  return scenarios.find((scenario) => scenario.id === id) ?? findMore?.(id);
}

function expiry(limit: number): RealtimeError {
  const minutes = Math.round(limit / 60_000);
  return {
    type: 'invalid_request_error',
    code: 'session_expired',
    message: `Your session hit the maximum duration of ${minutes} minutes.`,
    param: null,
    event_id: null,
  };
}
