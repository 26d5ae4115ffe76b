import { type FilterState, filterKey, nothingSeen, type SeenKey } from './hook-filter.ts';
import { type HookPort, openHookPort } from './hook-port.ts';
import { type HookTrouble, hookOrderSchema, type WatchOrder } from './hook-protocol.ts';
import { codeOfButton, codeOfKey } from './key-codes.ts';
import { reachDisplay } from './reach-display.ts';

async function listen(port: HookPort): Promise<void> {
  let state: FilterState = nothingSeen;
  let watch: WatchOrder | null = null;
  const told = Promise.withResolvers<void>();
  port.onGone(leave);
  port.onOrder((data) => {
    const order = hookOrderSchema.safeParse(data);
    if (!order.success) return;
    if (order.data.kind === 'forget') state = nothingSeen;
    else watch = order.data;
    told.resolve();
  });
  try {
    // Whoever hears `ready` may rely on every watched key from then on.
    await told.promise;
    await startHook((key) => {
      if (watch === null) return;
      const filtered = filterKey(state, key, watch);
      state = filtered.state;
      if (filtered.report !== null) port.send(filtered.report);
    });
    port.send({ kind: 'ready' });
  } catch (error) {
    port.send({ kind: 'failed', trouble: troubleOf(error), text: textOf(error) });
  }
}

/** Ends at once: there is nothing to save, and an orderly stop can hang when the display is gone. */
function leave(): void {
  process.kill(process.pid, 'SIGKILL');
}

async function startHook(onKey: (key: SeenKey) => void): Promise<void> {
  const display = process.env.DISPLAY ?? '';
  const isX11 = process.platform !== 'darwin' && process.platform !== 'win32';
  if (isX11 && !(await reachDisplay(display))) throw new NoDisplay(display);
  const { uIOhook } = await import('uiohook-napi');
  uIOhook.on('keydown', ({ keycode }) => onKey({ code: codeOfKey(keycode), down: true }));
  uIOhook.on('keyup', ({ keycode }) => onKey({ code: codeOfKey(keycode), down: false }));
  uIOhook.on('mousedown', ({ button }) => onKey({ code: codeOfButton(button), down: true }));
  uIOhook.on('mouseup', ({ button }) => onKey({ code: codeOfButton(button), down: false }));
  uIOhook.start();
}

class NoDisplay extends Error {
  constructor(display: string) {
    super(`No X server answers at DISPLAY "${display.slice(0, 80)}".`);
  }
}

function troubleOf(error: unknown): HookTrouble {
  if (error instanceof NoDisplay) return 'no_display';
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  if (code === 'UIOHOOK_ERROR_X_OPEN_DISPLAY') return 'no_display';
  return code === 'UIOHOOK_ERROR_AXAPI_DISABLED' ? 'accessibility' : 'other';
}

function textOf(error: unknown): string {
  return (error instanceof Error ? error.message : 'The listener did not start.').slice(0, 500);
}

// The entry of a process of its own: libuiohook may end the process that it runs in.
const port = openHookPort();
if (port !== null) await listen(port);
