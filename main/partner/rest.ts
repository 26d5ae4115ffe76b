import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Denial, denialBody, denialOf } from './guard.ts';

/** The name of the model that the partner lists; it takes any other as well. */
export const PARTNER_MODEL = 'practice-partner';
/** 2026-01-01, the `created` of the model. */
const CREATED = 1_767_225_600;

const model = { id: PARTNER_MODEL, object: 'model', created: CREATED, owned_by: 'parley' };

/** Answers plain HTTP: the list of models, one model, and the API's 404 for all else. */
export function answerRest(
  request: IncomingMessage,
  response: ServerResponse,
  access: { readonly port: number; readonly key?: string | undefined },
): void {
  // Nothing is read: a body would only be something to fill memory with.
  request.resume();
  const denial = denialOf(request, access);
  const { status, body } = denial === null ? found(request) : denied(denial);
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
  response.end(body);
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

function found({ method = 'GET', url = '/' }: IncomingMessage): Answer {
  const path = url.split('?')[0] ?? '/';
  if (method === 'GET' && path === '/v1/models') {
    return { status: 200, body: JSON.stringify({ object: 'list', data: [model] }) };
  }
  if (method === 'GET' && path === `/v1/models/${PARTNER_MODEL}`) {
    return { status: 200, body: JSON.stringify(model) };
  }
  return denied({
    status: 404,
    type: 'invalid_request_error',
    code: null,
    message: `Invalid URL (${method} ${path.slice(0, 200)})`,
  });
}

function denied(denial: Denial): Answer {
  return { status: denial.status, body: denialBody(denial) };
}
