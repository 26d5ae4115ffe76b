import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { Failure } from '../../../../contract/failure.ts';

/** Milliseconds that a proxy has to lead the way. */
const PATIENCE_MILLISECONDS = 10_000;

type ConnectOptions = Parameters<HttpsProxyAgent<string>['connect']>[1];

/**
 * Leads requests through an HTTP proxy by CONNECT, so that the proxy sees host and port and nothing
 * else. What goes wrong before the far end is reached is a `Failure` with the code `proxy`.
 */
export class TunnelAgent extends HttpsProxyAgent<string> {
  readonly #host: string;
  readonly #patience: number;

  /** `proxy` may hold a name and a password. */
  constructor(proxy: URL, patience: number = PATIENCE_MILLISECONDS) {
    const bare = new URL(proxy);
    bare.username = '';
    bare.password = '';
    // Kept out of the address, which the library writes into its debug log.
    super(bare, { keepAlive: false, headers: () => credentials(proxy) });
    this.#host = proxy.host;
    this.#patience = patience;
  }

  override async connect(request: ClientRequest, options: ConnectOptions): Promise<Socket> {
    let status = 200;
    request.once('proxyConnect', ({ statusCode }: { statusCode: number }) => {
      status = statusCode;
    });
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), this.#patience);
    this.connectOpts = { ...this.connectOpts, signal: late.signal };
    try {
      const socket = await super.connect(request, options);
      if (status === 200) return socket;
      socket.destroy();
      throw this.#refusal(status);
    } catch (error) {
      if (error instanceof Failure) throw error;
      throw this.#deaf(error, late.signal.aborted);
    } finally {
      clearTimeout(timer);
    }
  }

  #refusal(status: number): Failure {
    const what =
      status === 407
        ? 'wants a name and a password that it takes (407)'
        : `would not lead to the server (${status})`;
    return new Failure('proxy', `The proxy ${this.#host} ${what}.`);
  }

  #deaf(cause: unknown, isLate: boolean): Failure {
    const { code = '' } = cause instanceof Error ? ({ ...cause } as { code?: string }) : {};
    const why = isLate ? 'did not answer in time' : `cannot be reached${code ? ` (${code})` : ''}`;
    return new Failure('proxy', `The proxy ${this.#host} ${why}.`, { cause });
  }
}

function credentials({ username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'Proxy-Authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
}
