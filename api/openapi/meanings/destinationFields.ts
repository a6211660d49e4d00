import type { MeaningsByOwner } from './types.ts';

const status =
  '`pending`: no final block has its proposal. `proposed`: one has, and `activeAt` is not reached. `active`: sweeps may go ' +
  'there. `disabled`: nothing is swept there any more.';
const kind = '`treasury`: swept money goes there. `quarantine`: held money does.';
const address = 'The address, with EIP-55 capitals.';
const label = 'What you call the address, for people.';

/** Fields of destinations, and of their events. */
export const destinationFields: MeaningsByOwner = {
  Destination: {
    address,
    label,
    kind,
    status,
    call:
      'What is still to be sent to your sweeper: the proposal, by its owner, or the end of a disabled destination, by its ' +
      'owner or an operator. Null: nothing, or a block has it.',
    activeAt:
      'From when it is active, by the chain’s clock. Null while it is pending, and when it is disabled.',
  },
  ContractCall: {
    to: 'The contract: your sweeper.',
    data: 'The call’s data: `0x` and hexadecimal digits.',
  },
  postDestinations: {
    network: 'The code of a network on which you have a sweeper.',
    address:
      'The address that gets the money: of a wallet that you hold the keys of. Capitals, if any, as EIP-55 has them.',
    label,
    kind: `${kind} Left out: \`treasury\`.`,
  },
  DestinationEventData: { destinationId: 'The destination, `dst_…`.', address, label, kind, status },
  'DestinationUnknownEvent.data': {
    address: 'The address that was proposed, in lower case.',
    sweeper: 'Your sweeper, in lower case.',
    activeAt: 'From when sweeps could go there, by the chain’s clock.',
    transactionHash: 'The transaction that proposed it.',
  },
};
