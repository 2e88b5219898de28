/** What an auditor records about one device (R8, R17, R43). Shapes only. */
import { z } from 'zod'

export const hazards = ['swollen-battery', 'contamination', 'broken-glass'] as const

/** Answers that a person gives one by one; nothing is ticked beforehand. */
const yesOrNo = z.enum(['yes', 'no'])

export const findingSchema = z.strictObject({
  /** As read from the device; empty when it bears none. */
  serial: z.string().trim().max(60),
  make: z.string().trim().max(60).optional(),
  model: z.string().trim().max(100).optional(),
  category: z.string().max(60),
  condition: z.string().max(60),
  powersOn: yesOrNo,
  dataWiped: yesOrNo,
  /** Ids of the accessories that were in the box. */
  accessories: z.array(z.string().max(60)).max(50),
  /** R33: the panel on the label. Unsigned is an exception to resolve, not a reason to refuse. */
  signature: z.enum(['signed', 'unsigned', 'illegible']).optional(),
  hazards: z.array(z.enum(hazards)).max(hazards.length).default([]),
  weightGrams: z.int().min(0).max(2_000_000).optional(),
  notes: z.string().trim().max(2000).optional(),
})

export type Finding = z.infer<typeof findingSchema>
