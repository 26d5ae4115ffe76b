import type { CallItem } from '../conversation/item.ts';
import type { Output } from './output.ts';

/** Characters of the arguments in one delta. */
const DELTA_CHARACTERS = 24;

/** Writes a function call, whole: it costs no time, so nothing can come in between. */
export function writeCall(
  output: Output,
  call: {
    readonly id: string;
    readonly callId: string;
    readonly name: string;
    readonly arguments: string;
  },
): void {
  const item: CallItem = { kind: 'call', ...call, status: 'in_progress', arguments: '' };
  const index = output.begin(item);
  const place = {
    response_id: output.responseId,
    item_id: item.id,
    output_index: index,
    call_id: item.callId,
  };
  for (let start = 0; start < call.arguments.length; start += DELTA_CHARACTERS) {
    const delta = call.arguments.slice(start, start + DELTA_CHARACTERS);
    output.emit({ type: 'response.function_call_arguments.delta', ...place, delta });
  }
  item.arguments = call.arguments;
  item.status = 'completed';
  output.emit({
    type: 'response.function_call_arguments.done',
    ...place,
    name: item.name,
    arguments: item.arguments,
  });
  output.end(item);
}
