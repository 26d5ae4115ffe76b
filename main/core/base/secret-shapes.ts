/** Shorter ones are no secrets, and leaving them out would tear words apart. */
export const SHORTEST_SECRET = 8;

/** A shape that secrets have, and what is left of it. */
type Shape = readonly [pattern: RegExp, left: string];

/** Names that carry a secret as their value, in headers, queries, JSON and assignments. */
const NAMES =
  '(?:x-)?(?:open_?ai[_-])?api[-_]?key|authorization|access[-_]?token|refresh[-_]?token|client[-_]?secret|token|password|passwd|secret|set-cookie|cookie';

const shapes: readonly Shape[] = [
  // OpenAI's keys, and its ephemeral ones for browsers.
  [/\b(sk|ek|sess)([-_])[\w*.-]{3,}/g, '$1$2…'],
  [/\b(Bearer|Basic)\s+[\w.~+/=*-]{4,}/gi, '$1 …'],
  [/(openai-insecure-api-key\.)[^\s,"']+/gi, '$1…'],
  [/([?&#](?:key|sig|signature|code)=)[^&\s#"'<>]+/gi, '$1…'],
  [
    new RegExp(
      `((?:${NAMES})\\\\?["']?\\s*[:=]\\s*\\\\?["']?)(?!Bearer|Basic|…)[^\\s"'&,;\\\\<>]+`,
      'gi',
    ),
    '$1…',
  ],
];

/** `text` without anything that has the shape of a secret. */
export function withoutSecretShapes(text: string): string {
  return shapes.reduce((rest, [pattern, left]) => rest.replace(pattern, left), text);
}

const secretNames =
  /^(?:key|(?:x)?apikey|openaiapikey|authorization|proxyauthorization|token|accesstoken|refreshtoken|clientsecret|secret|password|cookie|setcookie)$/;

/** Whether a field of this name holds a secret, whatever its value looks like. */
export function isSecretName(name: string): boolean {
  return secretNames.test(name.toLowerCase().replace(/[-_\s]/g, ''));
}

/**
 * The forms in which a secret travels: as it is, in an address, in JSON, and encoded. In base64 the
 * neighbours decide the first and last characters, so each of its three alignments is given by
 * what is the same beside any neighbours.
 */
export function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const aligned = [0, 1, 2].flatMap((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const own = text.slice(before === 0 ? 0 : before + 1, text.length - 1);
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')];
  });
  const hex = bytes.toString('hex');
  const json = JSON.stringify(secret).slice(1, -1);
  const forms = [secret, encodeURIComponent(secret), json, hex, hex.toUpperCase(), ...aligned];
  const long = forms.filter(({ length }) => length >= SHORTEST_SECRET);
  return [...new Set(long)].sort((a, b) => b.length - a.length);
}
