import { z } from 'zod';
import { exampleId } from '../../http/fields.ts';

/** The destination of each network, by the network's code. */
export const treasurySchema = z.record(z.string(), z.string()).meta({ example: { BSC: exampleId('dst') } });

export const feeSchema = z
  .object({
    currency: z.string().meta({ example: 'BNB' }),
    amount: z.string().meta({ example: '0.00042' }),
  })
  .meta({ id: 'SweepFee' });
