import { parseArgs } from 'node:util';
import { type PartnerSettings, partnerSettingsSchema } from './partner-settings.ts';

/** What `--help` prints. */
export const usage = `Usage: npm run partner -- [options]

  --port NUMBER         port on 127.0.0.1; 0 takes any free one (8765)
  --key KEY             clients must present this key
  --max-session TIME    how long a session may last, such as 90s, 15m or 1h (60m)
  --scenario ID         the scenario of clients that ask for none, such as strawberries.en
  --chat-url URL        think with this OpenAI-compatible endpoint, such as http://127.0.0.1:11434/v1
  --chat-model NAME     the model to ask there
  --chat-key KEY        the key to present there
  --chat-sees           the model takes pictures, too
  --help                print this`;

const options = {
  port: { type: 'string' },
  key: { type: 'string' },
  'max-session': { type: 'string' },
  scenario: { type: 'string' },
  'chat-url': { type: 'string' },
  'chat-model': { type: 'string' },
  'chat-key': { type: 'string' },
  'chat-sees': { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

const units = { s: 1000, m: 60_000, h: 3_600_000 } as const;

/** The settings in the arguments, or null where help was asked for. Throws an Error that says what is wrong. */
export function readCommandLine(args: readonly string[]): PartnerSettings | null {
  const { values } = parseArgs({ args: [...args], options, strict: true });
  if (values.help === true) return null;
  const chatUrl = values['chat-url'];
  const chatModel = values['chat-model'];
  if ((chatUrl === undefined) !== (chatModel === undefined)) {
    throw new Error('--chat-url and --chat-model belong together.');
  }
  const settings = {
    port: values.port === undefined ? 8765 : Number(values.port),
    ...(values.key === undefined ? {} : { key: values.key }),
    ...(values.scenario === undefined ? {} : { defaultScenario: values.scenario }),
    ...(values['max-session'] === undefined
      ? {}
      : { maxSessionMilliseconds: milliseconds(values['max-session']) }),
    ...(chatUrl === undefined
      ? {}
      : {
          chat: chatOf(
            { baseUrl: chatUrl, model: chatModel, key: values['chat-key'] },
            values['chat-sees'],
          ),
        }),
  };
  const result = partnerSettingsSchema.safeParse(settings);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new Error(`${issue?.path.join('.') ?? 'An option'}: ${issue?.message ?? 'invalid'}`);
}

type ChatTexts = Record<'baseUrl' | 'model' | 'key', string | undefined>;

function chatOf({ key, ...chat }: ChatTexts, sees = false) {
  return { ...chat, ...(key === undefined ? {} : { key }), ...(sees ? { sees } : {}) };
}

function milliseconds(text: string): number {
  const match = /^(\d{1,6})([smh])$/.exec(text);
  const unit = match?.[2];
  if (unit !== 's' && unit !== 'm' && unit !== 'h') {
    throw new Error(`--max-session takes a time such as 90s, 15m or 1h, not “${text}”.`);
  }
  return Number(match?.[1]) * units[unit];
}
