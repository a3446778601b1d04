import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Search } from './search.js';

/** Offers the search on this machine alone: `/search?q=…` and `/complete?prefix=…`. Port 0 takes a free one. */
export function serve(search: Search, port: number): Promise<Server> {
  const server = createServer(({ url }, response) => {
    const { pathname, searchParams } = new URL(url ?? '/', 'http://localhost');
    try {
      if (pathname === '/search')
        answer(response, 200, search.search(searchParams.get('q') ?? '', { top: 5 }));
      else if (pathname === '/complete')
        answer(response, 200, search.complete(searchParams.get('prefix') ?? ''));
      else answer(response, 404, { error: 'There is /search?q=… and /complete?prefix=…' });
    } catch (error) {
      // What Python raised: the fault of the query.
      answer(response, 400, { error: error instanceof Error ? error.message : String(error) });
    }
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const { port: taken } = server.address() as AddressInfo;
      console.log(`Listening on http://127.0.0.1:${taken}/search?q=temporary+directory`);
      resolve(server);
    });
  });
}

function answer(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(value)}\n`);
}
