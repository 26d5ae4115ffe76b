import { randomUUID } from 'node:crypto';
import { Variant } from '@jellybrick/dbus-next';
import { type Disposable, DisposableStore } from '../../../contract/base/disposable.ts';
import { Emitter, type Listen } from '../../../contract/base/emitter.ts';
import type { Log } from '../../core/base/log.ts';
import {
  BUS,
  handleSchema,
  ownerChangedSchema,
  ownerSchema,
  PORTAL,
  type PortalResults,
  responseSchema,
  versionSchema,
} from './portal-messages.ts';
import type { BusSignal, SessionBus } from './session-bus.ts';

/** This desktop has no portal for global keys, or it does not let this app use it. */
export class PortalUnavailable extends Error {}

/** The user said no in the desktop's own dialog. */
export class PortalRefusal extends Error {}

/** A method of the portal that answers later, by a signal. */
export interface PortalRequest {
  readonly member: 'CreateSession' | 'BindShortcuts';
  readonly signature: string;
  /** The values of the call; `token` belongs into its options as `handle_token`. */
  readonly body: (token: Variant) => readonly unknown[];
}

/**
 * The portal as this connection sees it. Only signals of the process that owns the portal's name
 * are heard; when the name changes hands, the door is closed for good.
 */
export class PortalDoor implements Disposable {
  readonly #bus: SessionBus;
  readonly #owned = new DisposableStore();
  readonly #signals = new Emitter<BusSignal>();
  readonly #closings = new Emitter<void>();
  #owner = '';
  /** Rejects once the door is closed. */
  readonly #gone: Promise<never>;
  #end: (error: Error) => void = () => {};

  private constructor(bus: SessionBus) {
    this.#bus = bus;
    this.#gone = new Promise((_resolve, reject) => {
      this.#end = reject;
    });
    this.#gone.catch(() => {});
    this.#owned.add(bus);
    this.#owned.add(bus.onSignal((signal) => this.#hear(signal)));
    this.#owned.add(bus.onClose(() => this.#close('The session bus is gone.')));
  }

  /** Takes ownership of the bus. Rejects with `PortalUnavailable` where global keys are not offered. */
  static async open(options: {
    readonly bus: SessionBus;
    readonly appId: string | undefined;
    readonly log: Log;
  }): Promise<PortalDoor> {
    const door = new PortalDoor(options.bus);
    try {
      await door.#introduce(options.appId, options.log);
      return door;
    } catch (error) {
      door.dispose();
      throw error;
    }
  }

  get onSignal(): Listen<BusSignal> {
    return this.#signals.listen;
  }
  /** Emitted once, when the portal or the bus is gone. Not after `dispose`. */
  get onClose(): Listen<void> {
    return this.#closings.listen;
  }

  /** The results of a request, however long the user takes. Rejects with `PortalRefusal` on a no. */
  async request({ member, signature, body }: PortalRequest): Promise<PortalResults> {
    const token = `parley_${randomUUID().replaceAll('-', '')}`;
    const paths = new Set([`${PORTAL.path}/request/${this.#sender}/${token}`]);
    const waiting = new DisposableStore();
    const response = new Promise<BusSignal>((resolve) => {
      const isAnswer = ({ interface: name, member: what, path }: BusSignal) =>
        name === PORTAL.request && what === 'Response' && paths.has(path);
      waiting.add(this.onSignal((signal) => isAnswer(signal) && resolve(signal)));
    });
    try {
      const call = { member, signature, body: body(new Variant('s', token)) };
      const reply = await this.#call({ interface: PORTAL.shortcuts, ...call });
      // Portals before 0.9 chose the path themselves.
      paths.add(handleSchema.parse(reply)[0]);
      const [code, results] = responseSchema.parse(
        (await Promise.race([response, this.#gone])).body,
      );
      if (code === 0) return results;
      if (code === 1) throw new PortalRefusal(`The user declined ${member}.`);
      throw new Error(`The portal ended ${member} with ${code}.`);
    } finally {
      waiting.dispose();
    }
  }

  dispose(): void {
    this.#end(new Error('The portal was left.'));
    this.#closings.dispose();
    this.#signals.dispose();
    this.#owned.dispose();
  }

  /** The name of this connection as it appears in paths. */
  get #sender(): string {
    return this.#bus.name.slice(1).replaceAll('.', '_');
  }

  async #introduce(appId: string | undefined, log: Log): Promise<void> {
    const from = `type='signal',sender='${PORTAL.name}'`;
    const below = (kind: string) => `path_namespace='${PORTAL.path}/${kind}/${this.#sender}'`;
    await this.#match(`${from},interface='${PORTAL.shortcuts}'`);
    await this.#match(`${from},interface='${PORTAL.request}',${below('request')}`);
    await this.#match(`${from},interface='${PORTAL.session}',${below('session')}`);
    await this.#match(
      `type='signal',sender='${BUS.name}',member='NameOwnerChanged',arg0='${PORTAL.name}'`,
    );
    // The portal takes a name only before any other call of the same connection.
    if (appId !== undefined) await this.#register(appId, log);
    await this.#findVersion();
    const [owner] = ownerSchema.parse(
      await this.#bus.call({
        destination: BUS.name,
        path: BUS.path,
        interface: BUS.interface,
        member: 'GetNameOwner',
        signature: 's',
        body: [PORTAL.name],
      }),
    );
    this.#owner = owner;
  }

  async #match(rule: string): Promise<void> {
    const call = { member: 'AddMatch', signature: 's', body: [rule] };
    await this.#bus.call({
      destination: BUS.name,
      path: BUS.path,
      interface: BUS.interface,
      ...call,
    });
  }

  async #register(appId: string, log: Log): Promise<void> {
    const call = { member: 'Register', signature: 'sa{sv}', body: [appId, {}] };
    try {
      await this.#call({ interface: PORTAL.registry, ...call });
    } catch (error) {
      // Portals before 1.20 have no registry and need none; a sandbox has its name already.
      log.debug('The portal took no name for this app.', { error: String(error) });
    }
  }

  async #findVersion(): Promise<void> {
    const call = { member: 'Get', signature: 'ss', body: [PORTAL.shortcuts, 'version'] };
    try {
      const reply = await this.#call({ interface: 'org.freedesktop.DBus.Properties', ...call });
      if (versionSchema.parse(reply)[0].value < 1) throw new Error('Its version is 0.');
    } catch (error) {
      throw new PortalUnavailable('This desktop offers no global keys.', { cause: error });
    }
  }

  #call(call: {
    readonly interface: string;
    readonly member: string;
    readonly signature: string;
    readonly body: readonly unknown[];
  }): Promise<readonly unknown[]> {
    return this.#bus.call({ destination: PORTAL.name, path: PORTAL.path, ...call });
  }

  #hear(signal: BusSignal): void {
    if (signal.sender === this.#owner) this.#signals.emit(signal);
    if (signal.sender !== BUS.name || signal.member !== 'NameOwnerChanged') return;
    const change = ownerChangedSchema.safeParse(signal.body);
    if (this.#owner !== '' && change.success && change.data[0] === PORTAL.name)
      this.#close('The portal is gone.');
  }

  #close(why: string): void {
    this.#end(new Error(why));
    this.#closings.emit();
  }
}
