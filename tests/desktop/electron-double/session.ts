import { EventEmitter } from 'node:events';
import type { CustomScheme, Protocol, Session, WebRequest } from 'electron';
import { answer, show, watch } from './stage.ts';

type Handler<N extends keyof Session> = Session[N] extends (
  handler: infer H,
  ...more: never[]
) => void
  ? Exclude<H, null>
  : never;

let request: Handler<'setPermissionRequestHandler'> | null = null;
let check: Handler<'setPermissionCheckHandler'> | null = null;
let device: Handler<'setDevicePermissionHandler'> | null = null;
let spelling = true;
let displayMedia: unknown = 'unset';
let pairing: Handler<'setBluetoothPairingHandler'> | null = null;
let before: Parameters<WebRequest['onBeforeRequest']>[0] = null;
let serve: Parameters<Protocol['handle']>[1] | null = null;
const schemes: string[] = [];

const webRequest = {
  onBeforeRequest(...given: unknown[]) {
    before = given.at(-1) as typeof before;
  },
} satisfies Pick<WebRequest, 'onBeforeRequest'>;

const methods = {
  setPermissionRequestHandler(handler) {
    request = handler;
  },
  setPermissionCheckHandler(handler) {
    check = handler;
  },
  setDevicePermissionHandler(handler) {
    device = handler;
  },
  setBluetoothPairingHandler(handler) {
    pairing = handler;
  },
  setDisplayMediaRequestHandler(handler) {
    displayMedia = handler;
  },
  setSpellCheckerEnabled(enabled) {
    spelling = enabled;
  },
} satisfies Partial<Session>;

const protocolOfSession = {
  handle(_scheme, handler) {
    serve = handler;
  },
} satisfies Partial<Protocol>;

const events = watch('session', new EventEmitter());
export const session = {
  defaultSession: Object.assign(events, methods, { webRequest, protocol: protocolOfSession }),
};

export const protocol = {
  registerSchemesAsPrivileged(custom: CustomScheme[]) {
    schemes.push(...custom.map(({ scheme }) => scheme));
  },
} satisfies Partial<Protocol>;

interface Wish {
  readonly permission: string;
  readonly url: string;
  readonly isMainFrame: boolean;
  readonly media: ('audio' | 'video')[];
}

/** Asks both handlers, as Chromium does. */
answer<Wish>('ask permission', async ({ permission, url, isMainFrame, media }) => {
  const details = { isMainFrame, requestingUrl: url, mediaTypes: media };
  const granted = await new Promise<boolean>((resolve) => {
    if (request === null) resolve(true);
    else request({} as never, permission as never, resolve, details as never);
  });
  const checked = media.length === 0 ? [undefined] : media;
  const allowed = checked.every(
    (mediaType) =>
      check?.(null, permission as never, url, { isMainFrame, mediaType } as never) ?? true,
  );
  return { granted, allowed };
});

answer<string>(
  'fetch',
  (url) =>
    new Promise((resolve) => {
      if (before === null) resolve('allowed');
      else
        before({ url } as never, ({ cancel }) => resolve(cancel === true ? 'blocked' : 'allowed'));
    }),
);

answer<string>('load', async (url) => {
  const response = await serve?.(new Request(url));
  if (response === undefined) return null;
  const headers = Object.fromEntries(response.headers);
  return { status: response.status, headers, length: (await response.arrayBuffer()).byteLength };
});

answer<null>('devices', () => {
  let confirmed: boolean | undefined;
  pairing?.({} as never, (response) => {
    ({ confirmed } = response);
  });
  return { granted: device?.({} as never) ?? true, displayMedia, confirmed };
});

show({ spelling: () => spelling, schemes: () => schemes });
