import { Message, type MessageBus, MessageType, sessionBus, Variant } from '@jellybrick/dbus-next';
import { Emitter } from '../../contract/base/emitter.ts';
import { type Heard, hear } from './heard.ts';

const NAME = 'org.freedesktop.portal.Desktop';
const PATH = '/org/freedesktop/portal/desktop';
const SHORTCUTS = 'org.freedesktop.portal.GlobalShortcuts';

/** What the desktop answers to `BindShortcuts`: triggers by shortcut, or the number of its refusal. */
export type BindAnswer = Readonly<Record<string, string>> | number;

export interface PortalScript {
  /** The version of the interface; null: the desktop does not have it. */
  readonly version?: number | null;
  /** The error that `CreateSession` fails with. */
  readonly createError?: string;
}

/** A call as the portal received it. */
export interface PortalCall {
  readonly member: string;
  readonly sender: string;
  readonly body: readonly unknown[];
}

/**
 * The desktop's side of the GlobalShortcuts portal, played on a real bus: the calls, requests and
 * signals of xdg-desktop-portal, with what a test scripts for answers.
 */
export class ScriptedPortal {
  readonly #bus: MessageBus;
  readonly #script: PortalScript;
  readonly #heard = new Emitter<PortalCall>();
  readonly calls: Heard<PortalCall> = hear(this.#heard.listen);
  answer: BindAnswer = { talk: 'Ctrl+Alt+Space' };
  #client = '';
  #session = '';

  private constructor(bus: MessageBus, script: PortalScript) {
    this.#bus = bus;
    this.#script = script;
    bus.addMethodHandler((message) => this.#handle(message));
  }

  static async start(address: string, script: PortalScript = {}): Promise<ScriptedPortal> {
    const bus = await connect(address);
    const portal = new ScriptedPortal(bus, { version: 2, ...script });
    await portal.appear();
    return portal;
  }

  /** Takes the portal's name, or gives it back. */
  async appear(): Promise<void> {
    await this.#bus.requestName(NAME);
  }
  async vanish(): Promise<void> {
    await this.#bus.releaseName(NAME);
  }

  get client(): string {
    return this.#client;
  }
  get session(): string {
    return this.#session;
  }

  /** Resolves when the app has asked for its keys, with the call. */
  bound(): Promise<PortalCall> {
    return this.calls.until(({ member }) => member === 'BindShortcuts');
  }

  activate(id: string, session = this.#session): void {
    this.#tell('Activated', session, id);
  }
  deactivate(id: string, session = this.#session): void {
    this.#tell('Deactivated', session, id);
  }
  /** A signal of the shortcuts' interface with any body. */
  say(member: string, signature: string, body: unknown[]): void {
    this.#signal({ path: PATH, interface: SHORTCUTS, member, signature, body });
  }
  changed(triggers: Readonly<Record<string, string>>): void {
    this.say('ShortcutsChanged', 'oa(sa{sv})', [this.#session, listOf(triggers)]);
  }
  closeSession(): void {
    const session = { path: this.#session, interface: 'org.freedesktop.portal.Session' };
    this.#signal({ ...session, member: 'Closed', signature: '', body: [] });
  }

  dispose(): void {
    this.#bus.disconnect();
  }

  #tell(member: string, session: string, id: string): void {
    this.say(member, 'osta{sv}', [session, id, 1234n, {}]);
  }

  #handle(message: Message): boolean {
    const { member, sender, body } = message;
    if (message.path !== PATH) return false;
    this.#client = sender;
    this.#heard.emit({ member, sender, body });
    if (member === 'Register') this.#reply(message, '', []);
    else if (member === 'Get') this.#tellVersion(message);
    else if (member === 'CreateSession') this.#create(message);
    else if (member === 'BindShortcuts') this.#bind(message);
    else return false;
    return true;
  }

  #tellVersion(message: Message): void {
    const { version } = this.#script;
    if (typeof version === 'number') this.#reply(message, 'v', [new Variant('u', version)]);
    else this.#fail(message, 'org.freedesktop.DBus.Error.InvalidArgs', 'No such interface');
  }

  #create(message: Message): void {
    const { createError } = this.#script;
    if (createError !== undefined) {
      this.#fail(message, 'org.freedesktop.portal.Error.NotAllowed', createError);
      return;
    }
    const [options] = message.body;
    const token = optionOf(options, 'session_handle_token');
    this.#session = `${PATH}/session/${pathNameOf(message.sender)}/${token}`;
    this.#respond(message, options, 0, { session_handle: new Variant('s', this.#session) });
  }

  #bind(message: Message): void {
    const options = message.body[3];
    if (typeof this.answer === 'number') this.#respond(message, options, this.answer, {});
    else
      this.#respond(message, options, 0, {
        shortcuts: new Variant('a(sa{sv})', listOf(this.answer)),
      });
  }

  /** Answers a request as the portal does: its handle at once, the results by a signal. */
  #respond(
    message: Message,
    options: unknown,
    ...[code, results]: [number, Record<string, Variant>]
  ): void {
    const token = optionOf(options, 'handle_token');
    const path = `${PATH}/request/${pathNameOf(message.sender)}/${token}`;
    this.#reply(message, 'o', [path]);
    const response = { interface: 'org.freedesktop.portal.Request', member: 'Response' };
    this.#signal({ path, ...response, signature: 'ua{sv}', body: [code, results] });
  }

  #reply(message: Message, signature: string, body: unknown[]): void {
    this.#bus.send(Message.newMethodReturn(message, signature, body));
  }
  #fail(message: Message, name: string, text: string): void {
    this.#bus.send(Message.newError(message, name, text));
  }
  #signal(signal: {
    path: string;
    interface: string;
    member: string;
    signature: string;
    body: unknown[];
  }): void {
    const type = MessageType.SIGNAL;
    this.#bus.send(new Message({ type, destination: this.#client, ...signal }));
  }
}

/** Sends the portal's own signals without being the portal; resolves when the bus has passed them on. */
export async function impersonate(options: {
  readonly address: string;
  readonly client: string;
  readonly session: string;
  readonly id: string;
}): Promise<void> {
  const bus = await connect(options.address);
  const body = [options.session, options.id, 1n, {}];
  const signal = { path: PATH, interface: SHORTCUTS, member: 'Activated', signature: 'osta{sv}' };
  const type = MessageType.SIGNAL;
  bus.send(new Message({ type, destination: options.client, ...signal, body }));
  await bus.requestName('org.example.Stranger');
  bus.disconnect();
}

async function connect(address: string): Promise<MessageBus> {
  const bus = sessionBus({ busAddress: address });
  // A daemon that a test kills takes this connection along.
  Reflect.apply(bus.on, bus, ['error', () => {}]);
  await new Promise<void>((resolve) => bus.once('connect', () => resolve()));
  return bus;
}

function listOf(triggers: Readonly<Record<string, string>>): unknown[] {
  return Object.entries(triggers).map(([id, text]) => [
    id,
    { trigger_description: new Variant('s', text) },
  ]);
}

function pathNameOf(sender: string): string {
  return sender.slice(1).replaceAll('.', '_');
}

function optionOf(options: unknown, name: string): string {
  const option: unknown = Reflect.get(Object(options), name);
  return option instanceof Variant ? String(option.value) : '';
}
