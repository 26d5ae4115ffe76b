/** Ends an exhaustive switch: a new case without a branch becomes a type error here. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected case: ${JSON.stringify(value)}`);
}
