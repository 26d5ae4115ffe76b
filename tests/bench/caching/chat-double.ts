import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A chat endpoint that answers with the given lines, one after the other. */
export interface ChatDouble {
  readonly baseUrl: string;
  close(): Promise<void>;
}

/** Starts it on loopback. The role-play's opening takes the last line. */
export async function startChatDouble(answers: readonly string[]): Promise<ChatDouble> {
  let turn = -1;
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const content = answers.at(turn) ?? '';
      turn += 1;
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const chunk = { choices: [{ index: 0, delta: { content } }] };
      response.end(`data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
