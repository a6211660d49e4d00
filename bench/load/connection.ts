import { connect } from 'node:net';
import type { Socket } from 'node:net';

export interface Answer {
  readonly status: number;
  readonly body: string;
}

const headEnd = '\r\n\r\n';

/**
 * One keep-alive connection, one request at a time, by HTTP/1.1 as these servers speak it: every answer has a
 * `Content-Length`. An HTTP client would take more of the processor than the server it measures.
 */
export class LoadConnection {
  readonly #socket: Socket;
  #received = '';
  #pending: PromiseWithResolvers<Answer> | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    // Answers are ASCII: bytes are characters.
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      this.#received += chunk;
      this.#readAnswer();
    });
    const fail = (error?: Error): void => {
      this.#pending?.reject(error ?? new Error('the connection was closed'));
    };
    socket.on('error', fail);
    socket.on('close', () => {
      fail();
    });
  }

  static async open(url: URL): Promise<LoadConnection> {
    const socket = connect(Number(url.port), url.hostname);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    return new LoadConnection(socket);
  }

  /** Sends a whole request, head and all. */
  ask(request: string): Promise<Answer> {
    this.#pending = Promise.withResolvers();
    this.#socket.write(request, 'latin1');
    return this.#pending.promise;
  }

  close(): void {
    this.#socket.destroy();
  }

  #readAnswer(): void {
    const bodyAt = this.#received.indexOf(headEnd) + headEnd.length;
    if (bodyAt < headEnd.length) return;
    const head = this.#received.slice(0, bodyAt);
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1]);
    if (!Number.isInteger(length)) throw new Error(`an answer without length: ${head}`);
    if (this.#received.length < bodyAt + length) return;
    const body = this.#received.slice(bodyAt, bodyAt + length);
    this.#received = this.#received.slice(bodyAt + length);
    this.#pending?.resolve({ status: Number(head.slice(9, 12)), body });
  }
}
