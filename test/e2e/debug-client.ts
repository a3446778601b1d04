import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';

interface Message {
  readonly type: string;
  readonly event?: string;
  readonly request_seq?: number;
  readonly body?: Record<string, unknown>;
}

/** An editor's end of the Debug Adapter Protocol, as far as a test needs it. */
export class DebugClient {
  private readonly socket: Socket;
  private readonly seen: Message[] = [];
  private readonly waiting = new Set<() => void>();
  private received = Buffer.alloc(0);
  private sent = 0;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (chunk: Buffer) => {
      this.received = Buffer.concat([this.received, chunk]);
      this.read();
    });
  }

  static async attach(port: number): Promise<DebugClient> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new DebugClient(socket);
  }

  /** Sends a request and gives the body of its response. */
  async request(command: string, args: object = {}): Promise<Record<string, unknown>> {
    const number = ++this.sent;
    const text = JSON.stringify({ seq: number, type: 'request', command, arguments: args });
    this.socket.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
    const { body } = await this.message(({ type, request_seq: of }) => type === 'response' && of === number);
    return body ?? {};
  }

  /** The body of the first event of a name. */
  async event(name: string): Promise<Record<string, unknown>> {
    const { body } = await this.message(({ event }) => event === name);
    return body ?? {};
  }

  close(): void {
    this.socket.end();
  }

  private async message(isWanted: (message: Message) => boolean): Promise<Message> {
    for (;;) {
      const found = this.seen.find(isWanted);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => this.waiting.add(resolve));
    }
  }

  private read(): void {
    for (;;) {
      const head = this.received.indexOf('\r\n\r\n');
      if (head < 0) break;
      const length = Number(/Content-Length: (\d+)/.exec(this.received.toString('latin1', 0, head))![1]);
      const end = head + 4 + length;
      if (this.received.length < end) break;
      this.seen.push(JSON.parse(this.received.toString('utf8', head + 4, end)) as Message);
      this.received = this.received.subarray(end);
    }
    for (const wake of this.waiting) wake();
    this.waiting.clear();
  }
}
