/** What an auditor records about one device (R8, R17, R43). Shapes only; no verdict is among them: it follows by rule. */
import { z } from 'zod'
import { checkIds } from '../programmes/schema/audit.ts'

/** What stops the work at once: the device is set apart and never sent on (R8). */
export const hazards = ['swollen-battery', 'contamination', 'broken-glass'] as const

/** Answers that a person gives one by one; nothing is ticked beforehand. What a dead device cannot show is not checked. */
export const answers = ['yes', 'no', 'not-checked'] as const

export const signatures = ['signed', 'unsigned', 'illegible'] as const

/** R8: whether the participant's data were still there; `not-checked` where there is no storage that could be read. */
export const residues = ['none', 'found', 'not-checked'] as const

export const findingSchema = z.strictObject({
  /** As read from the device; empty when it bears none. */
  serial: z.string().trim().max(60),
  make: z.string().trim().max(60).optional(),
  model: z.string().trim().max(100).optional(),
  category: z.string().max(60),
  /** How it looks: a grade of the programme. */
  grade: z.string().max(60),
  /** Every line of the checklist of the category that was found. */
  checks: z.partialRecord(z.enum(checkIds), z.enum(answers)).default({}),
  residualData: z.enum(residues),
  /** Ids of the accessories that were in the box. */
  accessories: z.array(z.string().max(60)).max(50),
  /** R33: the panel on the label. Unsigned is an exception to resolve, not a reason to refuse. */
  signature: z.enum(signatures).optional(),
  hazards: z.array(z.enum(hazards)).max(hazards.length).default([]),
  weightGrams: z.int().min(0).max(2_000_000).optional(),
  notes: z.string().trim().max(2000).optional(),
})

export type Finding = z.infer<typeof findingSchema>
