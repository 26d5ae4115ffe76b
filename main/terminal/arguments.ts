import { parseArgs } from 'node:util';
import { Failure } from '../../contract/failure.ts';

/** One turn of the learner: a WAV that is spoken, or words that are typed. */
export type TurnInput =
  | { readonly kind: 'say'; readonly path: string }
  | { readonly kind: 'text'; readonly text: string };

export interface TalkArguments {
  /** In the order of the command line; empty reads lines from standard input. */
  readonly turns: readonly TurnInput[];
  /** Where the answers go, one WAV for all. */
  readonly out: string | null;
  readonly scenario: string | null;
  readonly endpoint: string | null;
  /** Id or name of one of the app's profiles. */
  readonly profile: string | null;
  readonly model: string | null;
  readonly json: boolean;
  /** Confirms every tool that asks; without it they are declined, or asked on a terminal. */
  readonly yes: boolean;
  /** Times real time at which a WAV is streamed. */
  readonly pace: number;
  readonly help: boolean;
}

/** What `--help` prints. */
export const HELP = `npm run talk -- [options]

  --say FILE.wav     a spoken turn; may be repeated, one a turn
  --text "WORDS"     a typed turn; may be repeated, between spoken ones too
                     (without either, lines are read from standard input)
  --out FILE.wav     writes all answers to one WAV (24 kHz, mono)
  --scenario NAME    such as strawberries.en; "none" for a free conversation
  --profile NAME     one of the app's profiles, by its name or id: partner, openai, …
  --endpoint URL     a ws:// or wss:// Realtime server; OPENAI_API_KEY goes with it when it is set
  --model NAME       the model to ask for
  --yes              confirms every tool that asks
  --pace N           streams a WAV at N times real time (1 to 100)
  --json             one JSON object a line
  --help             this page
`;

/** Reads a command line. Throws a `Failure` that says what is wrong with it. */
export function parseTalkArguments(argv: readonly string[]): TalkArguments {
  const { values, tokens } = parse(argv);
  const turns = tokens.flatMap((token): TurnInput[] => {
    if (token.kind !== 'option' || token.value === undefined) return [];
    if (token.name === 'say') return [{ kind: 'say', path: token.value }];
    return token.name === 'text' ? [{ kind: 'text', text: token.value }] : [];
  });
  if (values.endpoint !== undefined && values.profile !== undefined) {
    throw Failure.invalidInput('--endpoint and --profile say two things at once.');
  }
  const pace = Number(values.pace);
  if (!(pace >= 1 && pace <= 100)) throw Failure.invalidInput('--pace is a number from 1 to 100.');
  return {
    turns,
    out: values.out ?? null,
    scenario: values.scenario ?? null,
    endpoint: values.endpoint ?? null,
    profile: values.profile ?? null,
    model: values.model ?? null,
    json: values.json,
    yes: values.yes,
    help: values.help,
    pace,
  };
}

function parse(argv: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  try {
    return parseArgs({
      args: [...argv],
      tokens: true,
      options: {
        say: { ...text, multiple: true },
        text: { ...text, multiple: true },
        out: text,
        scenario: text,
        endpoint: text,
        profile: text,
        model: text,
        pace: { ...text, default: '1' },
        json: flag,
        yes: flag,
        help: flag,
      },
    });
  } catch (error) {
    throw Failure.invalidInput(error instanceof Error ? error.message : String(error), error);
  }
}
