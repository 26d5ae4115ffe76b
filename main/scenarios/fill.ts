/** What a scenario's variables are worth at some point of the dialogue. */
export type Variables = Readonly<Record<string, string | number>>;

const PLACE = /\{([a-z_]{1,30})\}/g;

/** The text with `{name}` replaced by the variable; a name without a variable stays as it is. */
export function fill(text: string, variables: Variables): string {
  return text.replace(PLACE, (place, name: string) => String(worth(variables, name) ?? place));
}

/** Whether a `{name}` was left that no variable replaced. */
export function hasPlaces(text: string): boolean {
  return text.search(PLACE) >= 0;
}

/** The arguments of a call as JSON; a value that is one variable alone keeps its type. */
export function fillArguments(values: Variables, variables: Variables): string {
  const filled = Object.entries(values).map(([key, value]) => [key, fillValue(value, variables)]);
  return JSON.stringify(Object.fromEntries(filled));
}

function fillValue(value: string | number, variables: Variables): string | number {
  if (typeof value === 'number') return value;
  const alone = /^\{([a-z_]{1,30})\}$/.exec(value)?.[1];
  return (alone === undefined ? undefined : worth(variables, alone)) ?? fill(value, variables);
}

function worth(variables: Variables, name: string): string | number | undefined {
  return Object.hasOwn(variables, name) ? variables[name] : undefined;
}
