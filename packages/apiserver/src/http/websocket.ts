import { type IncomingMessage, ServerResponse } from 'node:http';
import type { WebSocket } from 'ws';

/**
 * Watches over a WebSocket, as some clients ask for them (fabric8 for Java, pages in a browser). How they are served is what real
 * servers of 1.20 and 1.36 were seen to do: an event is a text message, and what the client says is ignored.
 */

/** A request that asks for another protocol, and what came after its head. */
export interface Upgrade {
  message: IncomingMessage;
  head: Buffer;
}

export function asksForWebSocket({ method, headers }: IncomingMessage): boolean {
  return (
    method === 'GET' && headers.upgrade?.toLowerCase() === 'websocket' && /\bupgrade\b/i.test(headers.connection ?? '')
  );
}

/** For an answer in plain HTTP, which the connection ends with. */
export function plainResponse({ message }: Upgrade): ServerResponse {
  const { socket } = message;
  const response = new ServerResponse(message);
  response.shouldKeepAlive = false;
  // The HTTP server no longer minds the connection: a reset is no fault, `close` follows.
  socket.on('error', () => {});
  response.on('finish', () => socket.end());
  response.assignSocket(socket);
  return response;
}

/** Sends a watch to its end, or until the client goes, which ends the watch through `gone`. */
export async function sendEvents(
  upgrade: Upgrade,
  response: ServerResponse,
  events: AsyncIterable<string>,
  gone: AbortController,
): Promise<void> {
  const { socket, headers } = upgrade.message;
  const refused = refusal(headers);
  if (refused !== undefined) {
    gone.abort();
    response.writeHead(refused).end();
    return;
  }
  response.detachSocket(socket);
  socket.on('close', () => gone.abort());
  const client = await opened(upgrade);
  client.on('error', () => {});
  for await (const lines of events) {
    for (const line of lines.split(/(?<=\n)/)) await sent(client, line);
    if (client.readyState !== client.OPEN) break;
  }
  client.close(1000);
}

/** Without a word of its own: who does not say where the page is from, or wishes for one of several protocols. */
function refusal(headers: IncomingMessage['headers']): number | undefined {
  if (headers.origin === undefined) return 403;
  return headers['sec-websocket-protocol']?.includes(',') === true ? 400 : undefined;
}

/** Characters that one message of the client may have. */
const maxPayload = 64 * 1024;

async function opened({ message, head }: Upgrade): Promise<WebSocket> {
  const { WebSocketServer } = await import('ws');
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload,
    handleProtocols: ([first]) => first ?? false,
  });
  return new Promise((resolve) => server.handleUpgrade(message, message.socket, head, resolve));
}

/** When the message has been taken, or cannot be any more: so a slow client holds up its own watch. */
function sent(client: WebSocket, line: string): Promise<void> {
  return new Promise((resolve) => client.send(line, () => resolve()));
}
