/** Of a deposit, in the API and in its events. */
export const transactionStatus =
  '`MEM_POOL_FOUND`: seen pending, in no block. `PENDING_COMPLIANCE_CHECK`: in a block, being screened or not final ' +
  'yet. `CONFIRMED`: credited. `BELOW_MINIMUM`: final, and too small to be credited alone. `DECLINED`: declined, and ' +
  'held. `REORGED`: its block left the chain. `DROPPED`: it was pending, and will not come. New ones may be added.';

/** Of a session's payment, in the API and in its events. */
export const paymentStatus =
  '`pending`: money was seen, and the price is not credited in full. `completed`: paid. `failed`: only declined money ' +
  'came. `canceled`: expired or closed before it was paid; late money can still complete it.';
