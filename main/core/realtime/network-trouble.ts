import { Failure } from '../../../contract/failure.ts';

/** Codes with which Node refuses a certificate, beside those of OpenSSL that say so themselves. */
const CERTIFICATE_CODES =
  /CERT|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)|INVALID_CA|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH/;

/**
 * What an error below HTTP says about the way to a server: a proxy's own failure, or a certificate
 * that nobody vouches for. Null: it says nothing of the kind.
 */
export function wayTrouble(error: unknown): Failure | null {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at instanceof Failure && (at.code === 'proxy' || at.code === 'untrusted')) return at;
    const code = 'code' in at && typeof at.code === 'string' ? at.code : '';
    if (CERTIFICATE_CODES.test(code)) {
      const text = `The server's certificate is not trusted. ${code}: ${at.message}`;
      return new Failure('untrusted', text, { cause: error });
    }
  }
  return null;
}
