import { z } from 'zod';

/** The API answered with an error; `code` is of the catalogue. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, detail: string) {
    super(`${String(status)} ${code}: ${detail}`);
    this.status = status;
    this.code = code;
  }
}

/** Calls the API of a running stack. */
export interface ApiClient {
  get<T>(path: string, answer: z.ZodType<T>): Promise<T>;
  post<T>(path: string, body: unknown, answer: z.ZodType<T>): Promise<T>;
  delete(path: string): Promise<void>;
}

const problem = z.object({ code: z.string(), detail: z.string().optional() });

export function createApiClient(api: string, key: string): ApiClient {
  async function call(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${api}${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const answer: unknown = text === '' ? null : JSON.parse(text);
    if (response.ok) return answer;
    const { code, detail = '' } = problem.parse(answer);
    throw new ApiError(response.status, code, detail);
  }
  return {
    get: async (path, answer) => answer.parse(await call('GET', path)),
    post: async (path, body, answer) => answer.parse(await call('POST', path, body)),
    delete: async path => {
      await call('DELETE', path);
    },
  };
}

// What the commands read of the answers; the whole of them is in the OpenAPI document.
export const customerAnswer = z.object({
  id: z.string(),
  externalId: z.string().nullable(),
  blocked: z.boolean(),
});
export const purseAnswer = z.object({
  purseId: z.string(),
  address: z.string(),
  status: z.string(),
  expiresAt: z.string().nullable(),
  accounts: z.array(z.object({ currency: z.string(), received: z.string(), held: z.string() })),
});
export const transactionAnswer = z.object({
  id: z.string(),
  status: z.string(),
  complianceStatus: z.string(),
  amount: z.string(),
  creditedTo: z.string().nullable(),
  blocked: z.boolean(),
  late: z.boolean(),
  confirmations: z.number(),
});
export const balancesAnswer = z.array(
  z.object({ coin: z.string(), deposited: z.string(), charged: z.string(), balance: z.string() }),
);
export const endpointAnswer = z.object({ id: z.string(), secret: z.string() });
export const eventAnswer = z.object({
  id: z.string(),
  type: z.string(),
  sequence: z.number(),
  resource: z.object({ type: z.string(), id: z.string(), version: z.number() }),
  data: z.record(z.string(), z.json()),
});
export const rescanAnswer = z.object({
  id: z.string(),
  network: z.string(),
  fromBlock: z.number().nullable(),
  toBlock: z.number().nullable(),
  status: z.enum(['running', 'completed', 'failed']),
  blocks: z.number().nullable(),
  found: z.number().nullable(),
  code: z.string().nullable(),
});
