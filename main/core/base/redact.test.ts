import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Redactor, redactText, redactValue } from './redact.ts';

const secret = 'my-Custom/Key+with=signs&0123456789';
const knowing = new Redactor();
knowing.conceal(secret);

describe('what is redacted by its shape', () => {
  it.each([
    ['Incorrect API key provided: sk-proj-abc_DEF-123.', 'abc_DEF'],
    ['Incorrect API key provided: sk-ab***********xyz.', 'xyz'],
    ['an ephemeral ek_68ab12cd34 key', '68ab12cd34'],
    ['Authorization: Bearer abcdef.ghi', 'abcdef'],
    ['{"Authorization":"Bearer abcdef.ghi"}', 'abcdef'],
    ['{\\"authorization\\":\\"zzabcdef\\"}', 'zzabcdef'],
    ['authorization: Basic dXNlcjpwYXNz', 'dXNlcjpwYXNz'],
    ['api-key: 0123456789abcdef', '0123456789'],
    ["{ 'x-api-key': 'abcd1234' }", 'abcd1234'],
    ['OPENAI_API_KEY=abcd1234 npm start', 'abcd1234'],
    ['http://127.0.0.1:1/?token=abcdefgh&x=1', 'abcdefgh'],
    ['wss://h/?api-key=abcdefgh', 'abcdefgh'],
    ['wss://h/?model=m&key=abcdefgh#x', 'abcdefgh'],
    ['set-cookie: parley=abcdefgh; HttpOnly', 'abcdefgh'],
    ['realtime, openai-insecure-api-key.abcdefgh', 'abcdefgh'],
  ])('%s', (text, hidden) => {
    expect(redactText(text, [])).not.toContain(hidden);
    expect(redactText(text, [])).toContain('…');
  });

  it('leaves other text as it is', () => {
    const text =
      'The task-list has 3 tokens: Bearers of news met the sk-SK locale at risk-free rates.';
    expect(redactText(text, [])).toBe(text);
  });

  it('takes no more than linear time over hostile text', () => {
    for (const unit of ['a', 'sk-', 'token', 'Bearer ', ' ', '"=', 'api-key:']) {
      const text = unit.repeat(1_000_000 / unit.length);
      expect(redactText(text, []).length).toBeLessThanOrEqual(300_000);
    }
  });
});

describe('what is redacted by its value', () => {
  const encoded: [string, string][] = [
    ['as it is', secret],
    ['in an address', encodeURIComponent(secret)],
    ['in hex', Buffer.from(secret).toString('hex')],
    ['in base64', Buffer.from(secret).toString('base64')],
    ['in base64url', Buffer.from(secret).toString('base64url')],
    ['in the base64 of more', Buffer.from(`user:${secret}@`).toString('base64')],
    ['in the base64 of one more', Buffer.from(`-${secret}@`).toString('base64')],
  ];
  it.each(encoded)('%s', (_, form) => {
    const clean = knowing.text(`<${form}>`);
    expect(clean).toContain('…');
    // What the neighbours decide may stay: too little to find the rest by.
    expect(clean.length).toBeLessThanOrEqual(20);
  });

  it('however it is put among other text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        expect(knowing.text(`${before}${secret}${after}`)).not.toContain(secret);
      }),
    );
  });

  it('is not torn in two by a limit', () => {
    const padding = 'x '.repeat(131_072 - 8);
    expect(knowing.text(`${padding}${secret}`)).not.toContain(secret.slice(0, 10));
    const detail = `${'y '.repeat(4096 - 6)}${secret}`;
    expect(JSON.stringify(knowing.value({ detail }))).not.toContain(secret.slice(0, 10));
  });

  it('takes no short word for a secret', () => {
    const redactor = new Redactor();
    redactor.conceal('the');
    expect(redactor.text('on the way')).toBe('on the way');
  });

  it('forgets the oldest of many', () => {
    const redactor = new Redactor();
    for (let index = 0; index < 40; index += 1) redactor.conceal(`secret-number-${index}`);
    expect(redactor.text('secret-number-39')).toBe('…');
    expect(redactor.text('secret-number-2')).not.toBe('…');
  });
});

describe('details', () => {
  it('lose secrets at any depth, in values, names, maps, sets and errors', () => {
    const cause = new TypeError(`deep ${secret}`);
    const error = new Error(`outer ${secret}`, { cause });
    const details = {
      list: [{ text: `a ${secret} b` }],
      map: new Map([[secret, secret]]),
      set: new Set([secret]),
      [`name ${secret}`]: 1,
      url: new URL(`http://h/?q=${encodeURIComponent(secret)}`),
      error,
    };
    const clean = JSON.stringify(knowing.value(details));
    expect(clean).not.toContain(secret);
    expect(clean).not.toContain(encodeURIComponent(secret));
    expect(clean).toContain('TypeError');
    expect(clean).toContain('outer');
    expect(clean).toContain('redact.test.ts');
  });

  it('lose what a secret name holds, and keep what tells nothing', () => {
    const details = {
      apiKey: 'a',
      'API-Key': { b: 1 },
      headers: { Cookie: ['x'] },
      key: null,
      keys: 3,
    };
    expect(redactValue(details, [])).toEqual({
      apiKey: '[redacted]',
      'API-Key': '[redacted]',
      headers: { Cookie: '[redacted]' },
      key: null,
      keys: 3,
    });
  });

  it('give of bytes only their number', () => {
    const details = { sound: Buffer.from(secret), plain: new ArrayBuffer(3) };
    expect(redactValue(details, [])).toEqual({
      sound: `[${secret.length} bytes]`,
      plain: '[3 bytes]',
    });
  });

  it('are bounded, whatever they are', () => {
    const circle: Record<string, unknown> = { wide: Array.from({ length: 10_000 }, () => [1, 2]) };
    circle.self = circle;
    const text = JSON.stringify(redactValue(circle, []));
    expect(text.length).toBeLessThan(20_000);
    expect(text).toContain('[10000 in all]');
    const long = Array.from({ length: 50 }, () => 'many words '.repeat(100_000));
    expect(JSON.stringify(redactValue({ long }, [])).length).toBeLessThan(70_000);
  });

  it('survive a field that throws', () => {
    const bad = Object.defineProperty({}, 'field', {
      enumerable: true,
      get: () => {
        throw new Error('no');
      },
    });
    expect(redactValue(bad, [])).toEqual({ field: '[unreadable]' });
  });

  it('can always be written down', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withMap: true, withSet: true }), (value) => {
        expect(() => JSON.stringify(knowing.value({ value }))).not.toThrow();
      }),
    );
  });
});
