/** R4: who carries, and how this house reaches it. Accounts and secrets are settings of the house, not of a programme. */
import { z } from 'zod'
import { words } from './words.ts'

/** R94: a lost or damaged parcel is settled with the carrier within so many working days; then it is escalated. */
const caseWorkingDays = z.int().min(1).max(90).default(10)

export const carrier = z
  .discriminatedUnion('connection', [
    /** Our labels; the carrier gets a file a day and sends its events to us. */
    z.strictObject({ connection: z.literal('own-contract'), caseWorkingDays }),
    /** Any carrier that a karrio server knows. `account` is its `carrier_id`, where it has several of one carrier. */
    z.strictObject({
      connection: z.literal('karrio'),
      caseWorkingDays,
      carrierCode: words.max(50),
      service: words.max(80),
      account: words.max(80).optional(),
    }),
    /** Whoever is told by telephone, and tells by a list of its own. */
    z.strictObject({ connection: z.literal('manual'), caseWorkingDays }),
  ])
  .prefault({ connection: 'own-contract' })
