/**
 * `text` without anything that looks like an OpenAI key: servers quote a part of a wrong one, and
 * it is not for logs and screens.
 */
export function withoutKeys(text: string): string {
  return text.replace(/\bsk-[\w*.-]+/g, 'sk-…');
}

/** The same, and without the very secrets that were sent, in whatever form a server repeats them. */
export function withoutSecrets(text: string, headers: Readonly<Record<string, string>>): string {
  const values = Object.values(headers).map((value) => value.replace(/^Bearer /, ''));
  // A shorter one is no secret, and would tear words apart.
  const secrets = values.filter(({ length }) => length >= 8);
  const cleaned = secrets.reduce((rest, secret) => rest.replaceAll(secret, '…'), text);
  return withoutKeys(cleaned);
}
