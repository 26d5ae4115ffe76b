import { Failure } from '../../../contract/failure.ts';
import type { Server } from '../../../contract/profiles.ts';

const OPENAI_URL = 'wss://api.openai.com/v1/realtime';
const AZURE_PATH = '/openai/v1/realtime';

/**
 * The address of a server, without what a session adds to it. The partner has none of its own.
 * Throws a `Failure` for one that cannot be an address.
 */
export function serverAddress(server: Exclude<Server, { kind: 'partner' }>): URL {
  switch (server.kind) {
    case 'automatic':
    case 'openai':
      return new URL(OPENAI_URL);
    case 'azure':
      return azureAddress(server.resource, server.deployment);
    case 'custom':
      return socketAddress(server.url);
  }
}

/** `text` as the address of a WebSocket. Throws a `Failure` when it is none. */
export function socketAddress(text: string): URL {
  const url = URL.parse(text);
  if (url === null || !/^wss?:$/.test(url.protocol)) {
    throw Failure.invalidInput('The address of the server must begin with ws:// or wss://.');
  }
  return url;
}

/**
 * A resource of the public cloud by its name; by its host, or by a whole address (a portal shows
 * `https://…`), one of another cloud or of AI Foundry. Always over TLS.
 */
function azureAddress(resource: string, deployment: string): URL {
  const name = resource.trim();
  if (name === '' || deployment === '') {
    throw Failure.invalidInput('The resource and the deployment at Azure are not named yet.');
  }
  const host = name.includes('.') || name.includes(':') ? name : `${name}.openai.azure.com`;
  const text = /^[a-z]+:\/\//i.test(host) ? host.replace(/^https:/i, 'wss:') : `wss://${host}`;
  const url = socketAddress(text);
  if (url.protocol !== 'wss:') throw Failure.invalidInput('Azure is reached over wss:// only.');
  if (url.pathname === '/' || url.pathname === '') url.pathname = AZURE_PATH;
  if (!url.searchParams.has('model') && !url.searchParams.has('deployment')) {
    url.searchParams.set('model', deployment);
  }
  return url;
}

/** Whether a host is this machine, so that nothing of what it is sent leaves it. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
