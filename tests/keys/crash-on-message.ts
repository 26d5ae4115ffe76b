/** Loaded into a host before its program: throws, where nobody catches, what it is sent. */
process.on('message', (message: { readonly crash?: string }) => {
  const { crash } = message;
  if (crash === undefined) return;
  setImmediate(() => {
    throw Object.assign(new Error(`Planted: ${crash}`), {
      headers: { authorization: `Bearer ${crash}` },
      request: { url: `wss://h/?q=${encodeURIComponent(crash)}`, body: [crash] },
    });
  });
});
// The host is to end by itself when it is done.
process.channel?.unref();
