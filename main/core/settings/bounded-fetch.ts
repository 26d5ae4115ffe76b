/** Bytes of the longest answer that is read. OpenAI's list of models has about 20 KiB. */
const MOST_BYTES = 1024 * 1024;

/**
 * `fetch` for asking a server that need not be honest. It follows no redirect, which could carry a
 * key to another host, and reads at most 1 MiB; either is answered as a 400 that says so.
 */
export function boundedFetch(
  input: string | URL | Request,
  init: RequestInit = {},
): Promise<Response> {
  return boundedFetchOver(fetch)(input, init);
}

/** The same, over another way of sending than the global one. */
export function boundedFetchOver(send: typeof fetch): typeof fetch {
  return async (input, init) => bounded(await send(input, { ...init, redirect: 'manual' }));
}

async function bounded(response: Response): Promise<Response> {
  const { status, statusText, headers } = response;
  if (status >= 300 && status < 400) {
    await response.body?.cancel();
    return refused('The server points to another address.');
  }
  const body = await readBounded(response);
  if (body === null) return refused('The answer of the server is too long.');
  const hasNone = status === 204 || status === 205;
  return new Response(hasNone ? null : body, { status, statusText, headers: plain(headers) });
}

function refused(message: string): Response {
  const headers = { 'content-type': 'application/json' };
  return new Response(JSON.stringify({ error: { message } }), { status: 400, headers });
}

async function readBounded({ body }: Response): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.byteLength;
    // Leaving the loop cancels the stream.
    if (length > MOST_BYTES) return null;
    chunks.push(chunk);
  }
  return Uint8Array.from(Buffer.concat(chunks));
}

/** The body has been decoded, so its old length and encoding are no longer true. */
function plain(headers: Headers): Headers {
  const kept = new Headers(headers);
  kept.delete('content-encoding');
  kept.delete('content-length');
  return kept;
}
