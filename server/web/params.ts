/** Schemas for what stands in addresses. */
import { z } from 'zod'

/** A row's number. PostgreSQL's integer keys end at 2^31 - 1 and it fails on a larger one, where none is the answer. */
export const rowId = z.coerce
  .number()
  .int()
  .min(1)
  .max(2 ** 31 - 1)
