import type { RpcServer } from '../../../testkit/chain/rpc/serveRpc.ts';
import { serveRpc } from '../../../testkit/chain/rpc/serveRpc.ts';
import type { TestNetwork } from '../../../testkit/chain/startTestNetwork.ts';

/** A node's answer to a call; `truth` is the chain's answer. */
export type Answer = (
  method: string,
  params: readonly unknown[],
  truth: () => Promise<unknown>,
) => Promise<unknown>;

export const honest: Answer = (_method, _params, truth) => truth();

/** Opens one endpoint for each answer, all of one chain. */
export async function openNodes(
  chain: TestNetwork,
  answers: readonly Answer[],
): Promise<readonly RpcServer[]> {
  return Promise.all(
    answers.map(answer =>
      serveRpc({
        port: 0,
        answer: (method, params) => answer(method, params, () => chain.request(method, params)),
        onError: () => undefined,
        subscribe: () => Promise.resolve(() => undefined),
      }),
    ),
  );
}
