/// <reference types="node" />
import { EventEmitter } from 'node:events';

declare function socket(address: string): socket.Socket;

declare namespace socket {
  type Data = string | Buffer | ArrayBuffer;

  interface CloseEvent {
    readonly code: number;
    readonly reason: string;
  }

  interface SocketEventMap {
    /** Nothing comes any more. */
    close: CloseEvent;
    message: { data: Data };
  }

  /** A connection. */
  class Socket extends EventEmitter {
    static readonly OPEN: 1;
    readonly state: 0 | typeof Socket.OPEN;
    constructor(address: string | URL);
    on(event: 'message', listener: (this: Socket, data: Data, isBinary: boolean) => void): this;
    on(event: 'ping' | 'pong', listener: () => void): this;
    on(event: string | symbol, listener: (...args: any[]) => void): this;
    once(event: string | symbol, listener: (...args: any[]) => void): this;
    send(data: Data, done?: (error?: Error) => void): void;
  }

  interface Target extends EventTarget {
    addEventListener<K extends keyof SocketEventMap>(
      type: K,
      listener: ((event: SocketEventMap[K]) => void) | { handleEvent(event: SocketEventMap[K]): void },
    ): void;
    removeEventListener(type: string, listener: () => void): void;
    close(): void;
  }

  function open(target: Target, protocols?: string[]): Promise<Socket>;
  const VERSION: '2.0';
}

export = socket;
