import type { FailureData } from '../../../contract/failure.ts';
import type { ErrorBody, ResponseBody } from '../realtime/server-event.ts';

/** What the learner is told of an error of the server. */
export function failureOfError(error: ErrorBody): FailureData {
  return { code: codeOf(error), text: error.message.slice(0, 500) };
}

/** What the learner is told of a response that failed. */
export function failureOfResponse(response: ResponseBody): FailureData {
  const error = response.status_details?.error;
  if (error === null || error === undefined) {
    return { code: 'endpoint_error', text: 'The server could not finish its answer.' };
  }
  return failureOfError(error);
}

function codeOf(error: ErrorBody): FailureData['code'] {
  if (error.code === 'insufficient_quota' || error.code === 'rate_limit_exceeded') return 'quota';
  return error.code === 'session_expired' ? 'session_expired' : 'endpoint_error';
}
