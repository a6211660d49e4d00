import { connect } from 'node:net';
import type { Socket } from 'node:net';

export interface Answer {
  readonly status: number;
  readonly body: string;
}

const headEnd = '\r\n\r\n';

/**
 * One keep-alive connection with one request at a time. It speaks HTTP/1.1 as these servers do: every answer
 * has a `Content-Length`. An HTTP client would use more processor time than the server it measures.
 */
export class LoadConnection {
  readonly #url: URL;
  #socket: Socket;
  #received = '';
  #pending: PromiseWithResolvers<Answer> | undefined;

  private constructor(url: URL, socket: Socket) {
    this.#url = url;
    this.#socket = socket;
    this.#listen();
  }

  static async open(url: URL): Promise<LoadConnection> {
    return new LoadConnection(url, await connected(url));
  }

  /** Sends a whole request with its head. Opens a new connection if the server has ended the idle one. */
  async ask(request: string): Promise<Answer> {
    if (this.#socket.readyState !== 'open') return this.#askAnew(request);
    try {
      return await this.#send(request);
    } catch {
      // The server ended the idle connection at this moment.
      return await this.#askAnew(request);
    }
  }

  async #askAnew(request: string): Promise<Answer> {
    this.#socket.destroy();
    this.#socket = await connected(this.#url);
    this.#listen();
    return this.#send(request);
  }

  async #send(request: string): Promise<Answer> {
    this.#pending = Promise.withResolvers();
    this.#socket.write(request, 'latin1');
    return this.#pending.promise;
  }

  close(): void {
    this.#socket.destroy();
  }

  #listen(): void {
    const socket = this.#socket;
    this.#received = '';
    this.#pending = undefined;
    socket.setNoDelay(true);
    // Answers are ASCII, so each byte is a character.
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      // A server ends an unused connection with an unrequested 408.
      if (socket !== this.#socket || !this.#pending) return;
      this.#received += chunk;
      this.#readAnswer();
    });
    const fail = (error?: Error): void => {
      if (socket === this.#socket) this.#pending?.reject(error ?? new Error('the connection was closed'));
    };
    socket.on('error', fail);
    socket.on('close', () => {
      fail();
    });
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
    const pending = this.#pending;
    this.#pending = undefined;
    pending?.resolve({ status: Number(head.slice(9, 12)), body });
  }
}

async function connected(url: URL): Promise<Socket> {
  const socket = connect(Number(url.port), url.hostname);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  return socket;
}
