import { z } from 'zod';
import { type HotkeyAction, hotkeyActionSchema } from '../../../contract/hotkeys.ts';

/** Names of the XDG desktop portal. */
export const PORTAL = {
  name: 'org.freedesktop.portal.Desktop',
  path: '/org/freedesktop/portal/desktop',
  shortcuts: 'org.freedesktop.portal.GlobalShortcuts',
  request: 'org.freedesktop.portal.Request',
  session: 'org.freedesktop.portal.Session',
  registry: 'org.freedesktop.host.portal.Registry',
} as const;

export const BUS = {
  name: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
} as const;

const variantOf = <T extends z.ZodType>(value: T) => z.object({ value });
const objectPath = z.string().regex(/^\/[A-Za-z0-9_/]{1,250}$/);
const vardict = z.record(z.string(), variantOf(z.unknown()));

/** The body of `Request::Response`: 0 is success, 1 the user's no, 2 another end. */
export const responseSchema = z.tuple([z.number(), vardict]);
export type PortalResults = z.infer<typeof vardict>;

/** The body of an answer that is one object path. */
export const handleSchema = z.tuple([objectPath]);
export const versionSchema = z.tuple([variantOf(z.number())]);
export const ownerSchema = z.tuple([z.string().startsWith(':')]);
/** The body of `NameOwnerChanged`: whose, from whom, to whom. */
export const ownerChangedSchema = z.tuple([z.string(), z.string(), z.string()]);

export const createdSchema = z.object({ session_handle: variantOf(objectPath) });

const shortcutList = z.array(z.tuple([z.string(), vardict])).max(100);
export const boundSchema = z.object({ shortcuts: variantOf(shortcutList) });

/** The body of `Activated` and `Deactivated`, as far as it is used: the session and the shortcut. */
export const firedSchema = z.tuple([objectPath, hotkeyActionSchema], z.unknown());
/** The body of `ShortcutsChanged`. */
export const changedSchema = z.tuple([objectPath, shortcutList]);
/** The first value of a signal that concerns one session. */
export const sessionSchema = z.tuple([objectPath], z.unknown());

/** What the desktop calls the key of each action that it has bound; empty where it gave none. */
export type BoundKeys = ReadonlyMap<HotkeyAction, string>;

const description = z.object({ trigger_description: variantOf(z.string()) });

/** Reads a list of shortcuts; what is none of ours is left out. */
export function boundKeysOf(shortcuts: z.infer<typeof shortcutList>): BoundKeys {
  const bound = new Map<HotkeyAction, string>();
  for (const [id, details] of shortcuts) {
    const action = hotkeyActionSchema.safeParse(id);
    if (!action.success) continue;
    const text = description.safeParse(details);
    const said = text.success ? text.data.trigger_description.value : '';
    bound.set(action.data, said.slice(0, 120));
  }
  return bound;
}
