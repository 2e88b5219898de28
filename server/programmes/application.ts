/**
 * An application as it is sent in. Unknown fields are refused; fields that a person may still complete may be empty,
 * because an incomplete application is kept, listed and resubmitted (R25). Whether it qualifies is asked by the rules.
 */
import { z } from 'zod'
import { locales } from '../texts/texts.ts'
import { participantKinds, vatStatuses } from './schema/actors.ts'

/** Typed by a person: trimmed, bounded, possibly still empty. */
const typed = (most: number) => z.string().trim().max(most)

const id = z.string().max(60)
const email = typed(254).regex(/^$|^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'not-an-email')
const day = z.union([z.iso.date(), z.literal('')])

const address = z
  .strictObject({
    street: typed(120),
    postcode: typed(12),
    city: typed(80),
    country: z.string().regex(/^$|^[A-Z]{2}$/),
  })
  .meta({ id: 'ApplicationAddress' })

const participant = z
  .strictObject({
    kind: z.enum(participantKinds),
    company: typed(120),
    contactName: typed(120),
    email,
    phone: typed(30).optional(),
    address,
    vatStatus: z.enum(vatStatuses),
    vatId: typed(20).optional(),
    registrationNumber: typed(40).optional(),
  })
  .meta({ id: 'ApplicationParticipant' })

/** R53: whose devices are replaced, where the participant is the partner who sold. */
const endCustomer = z
  .strictObject({
    company: typed(120),
    address,
    vatId: typed(20).optional(),
    registrationNumber: typed(40).optional(),
  })
  .meta({ id: 'ApplicationEndCustomer' })

/** R14: one device for one product; no device in programmes that only pay. */
const unit = z
  .strictObject({
    product: z.strictObject({ model: typed(100), partNumber: typed(40).optional(), serial: typed(60) }),
    device: z
      .strictObject({
        category: id,
        make: typed(60),
        model: typed(100),
        serial: typed(60),
        condition: id,
        /** Grams; 0 is not yet known. */
        weightGrams: z.int().min(0).max(2_000_000),
      })
      .optional(),
  })
  .meta({ id: 'ApplicationUnit' })

// R15, R61: well above every cap of a programme, so that the cap refuses with its reason and not the schema.
const unitsAtMost = 100

export const applicationSchema = z
  .strictObject({
    programme: id,
    locale: z.enum(locales),
    participant,
    endCustomer: endCustomer.optional(),
    bankAccount: z.strictObject({ holder: typed(120), iban: typed(42) }).optional(),
    purchase: z.strictObject({ boughtOn: day, sellerName: typed(120), invoiceNumber: typed(60) }),
    units: z.array(unit).min(1).max(unitsAtMost),
    /** Ids of the declarations ticked; the programme's version says what they mean (R8). */
    declarations: z.array(id).max(100),
    termsVersion: typed(20),
    /** R48: the self-billing agreement, signed by the name of a person. */
    selfBilling: z.strictObject({ version: typed(20), signedBy: typed(120) }).optional(),
    /** R24: never required, revocable. */
    marketingConsent: z.boolean().optional(),
    evidence: z.array(z.strictObject({ kind: id, file: z.string().max(100) })).max(100),
  })
  .meta({ id: 'Application' })

export type Application = z.infer<typeof applicationSchema>
export type ApplicationUnit = Application['units'][number]
export type DeclaredDevice = NonNullable<ApplicationUnit['device']>
