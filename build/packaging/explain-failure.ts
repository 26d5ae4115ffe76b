const NETWORK =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|fetch failed|status(?: code)? \d{3}|Response code \d{3}|certificate/i;

/** What to do about a failed packaging, after what went wrong; a failed download is the usual reason. */
export function explainFailure(
  message: string,
  { fetches }: { readonly fetches: boolean },
): string {
  if (!NETWORK.test(message)) return message;
  const what = fetches
    ? 'Electron, or a tool that makes installers, could not be fetched'
    : 'a tool that makes installers could not be fetched (--dir needs none)';
  const remedy = fetches
    ? ' A folder that holds Electron for this system will do as well: npm run dist -- --electron-dist FOLDER'
    : '';
  return `${what}.${remedy}\n${message}`;
}
