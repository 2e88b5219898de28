/** Between the application form's fields and the application that is judged. Pure. */
import { Refusal, type Fault } from '../base/refusal.ts'
import { applicationSchema, type Application } from '../programmes/application.ts'
import type { Programme } from '../programmes/programme.ts'
import type { Locale } from '../texts/texts.ts'
import { formBody, typedOf, type FormShape, type Typed } from '../web/forms.ts'
import { read } from '../web/read.ts'
import { code, kilograms, tick, ticks } from '../web/spellings.ts'
import { takesDevices } from './programme-view.ts'

/** What this programme does not ask for may be left out; what it asks for is missing when it is blank (R56, R58). */
export const shapeFor = (programme: Programme): FormShape => ({
  spellings,
  optional: [
    ...(takesDevices(programme) ? [] : ['units.*.device']),
    ...(programme.payment.bankAccount === 'later' ? ['bankAccount'] : []),
    ...(programme.audience.endCustomer === 'required' ? [] : ['endCustomer']),
  ],
})

const spellings: NonNullable<FormShape['spellings']> = {
  'units.*.product.serial': code,
  'units.*.device.serial': code,
  'units.*.device.weightGrams': kilograms,
  'bankAccount.iban': code,
  declarations: ticks,
  marketingConsent: tick,
}

/**
 * The application that a form says. `evidence` are ids of uploaded files.
 * @throws Refusal `invalid` with a fault for every field that is missing or wrong, the tick under the terms included (R24).
 */
export function applicationIn(
  typed: Typed,
  programme: Programme,
  locale: Locale,
  evidence: readonly string[],
): Application {
  const { evidence: _, ...fields } = typed
  const kind = programme.evidence.find(({ required }) => required === 'always')?.kind ?? ''
  const body = formBody({ declarations: [], ...fields }, shapeFor(programme)) as Record<string, object>
  const faults: Fault[] = typed['_terms'] === 'yes' ? [] : [{ code: 'terms-not-accepted', path: '/_terms' }]
  const application = tried(() =>
    read(applicationSchema, {
      ...body,
      programme: programme.id,
      locale,
      participant: { ...body['participant'], kind: programme.audience.kind },
      evidence: evidence.map((file) => ({ kind, file })),
    }),
  )
  if (application instanceof Refusal) throw new Refusal('invalid', [...application.faults, ...faults])
  if (faults.length > 0) throw new Refusal('invalid', faults)
  return application
}

/** The fields of an application that was sent before, to complete it (R25): nothing is typed twice. */
export const fieldsOf = ({ evidence: _, ...application }: Application): Typed => ({
  ...typedOf(application, { spellings }),
  _terms: 'yes',
})

function tried<Result>(make: () => Result): Result | Refusal {
  try {
    return make()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}
