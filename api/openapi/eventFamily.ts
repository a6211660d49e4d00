import { z } from 'zod';
import type { EventType, ResourceType } from '../../domain/events.ts';
import { eventSchema } from '../routes/events.ts';

/** The envelope with its `data`, its resource, and the types that carry it. */
export function family<D extends z.ZodType>(
  id: string,
  about: { readonly type: ResourceType; readonly id: string },
  types: readonly [EventType, ...EventType[]],
  data: D,
) {
  const resource = eventSchema.shape.resource.meta({ example: { ...about, version: 3 } });
  return z.object({ ...eventSchema.shape, type: z.enum(types), resource, data }).meta({ id });
}
