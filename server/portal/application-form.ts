/** Between the application form's fields and the application that is judged. Pure. */
import { Refusal, type Fault } from '../base/refusal.ts'
import { applicationSchema, type Application } from '../programmes/application.ts'
import type { Programme } from '../programmes/programme.ts'
import type { Locale } from '../texts/texts.ts'
import { formBody, typedOf, type FormShape, type Spelling, type Typed } from '../web/forms.ts'
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
 * The application that a form says.
 * @throws Refusal `invalid` with a fault for every field that is missing or wrong, the tick under the terms included (R24).
 */
export function applicationIn(
  typed: Typed,
  programme: Programme,
  locale: Locale,
  evidence: Application['evidence'],
): Application {
  const faults: Fault[] = typed['_terms'] === 'yes' ? [] : [{ code: 'terms-not-accepted', path: '/_terms' }]
  const application = tried(() => applicationOf(typed, shapeFor(programme), programme, locale, evidence))
  if (application instanceof Refusal) throw new Refusal('invalid', [...application.faults, ...faults])
  if (faults.length > 0) throw new Refusal('invalid', faults)
  return application
}

function applicationOf(
  typed: Typed,
  shape: FormShape,
  programme: Programme,
  locale: Locale,
  evidence: Application['evidence'],
): Application {
  const { evidence: _, ...fields } = typed
  const body = formBody({ declarations: [], ...fields }, shape) as Record<string, object>
  const participant = { ...body['participant'], kind: programme.audience.kind }
  return read(applicationSchema, { ...body, programme: programme.id, locale, participant, evidence })
}

/**
 * The same with what is still blank left blank, to be checked before everything is typed: the rules then say what is
 * missing. @throws Refusal `invalid` for what cannot be read at all.
 */
export function beginningIn(
  typed: Typed,
  programme: Programme,
  locale: Locale,
  evidence: Application['evidence'],
): Application {
  const { optional = [] } = shapeFor(programme)
  const isBlank = (name: string): boolean => [typed[name] ?? ''].flat().every((value) => value.trim() === '')
  const group = (name: string): string | undefined =>
    optional.map((pattern) => groupOf(name, pattern)).find((prefix) => prefix !== undefined)
  const isEmpty = (prefix: string): boolean =>
    Object.keys(typed).every((name) => !name.startsWith(`${prefix}.`) || isBlank(name))
  const kept = Object.entries(typed).filter(([name]) => {
    const prefix = group(name)
    return !name.startsWith('_') && (prefix === undefined || !isEmpty(prefix))
  })
  const blank = Object.fromEntries(kept.map(([name]) => [patternOf(name), blankStays]))
  return applicationOf(
    Object.fromEntries(kept),
    { optional, spellings: { ...blank, ...lenient } },
    programme,
    locale,
    evidence,
  )
}

const blankStays: Spelling = { read: (typed) => ([typed].flat().at(-1) ?? '').trim(), show: String }

const lenient: NonNullable<FormShape['spellings']> = {
  ...spellings,
  ...Object.fromEntries(
    ['units.*.product.serial', 'units.*.device.serial', 'bankAccount.iban'].map((name) => [
      name,
      { ...code, read: (typed: Parameters<Spelling['read']>[0]) => code.read(typed) ?? '' },
    ]),
  ),
  'units.*.device.weightGrams': { ...kilograms, read: (typed) => kilograms.read(typed) ?? 0 },
}

const patternOf = (name: string): string => name.replace(/\.\d{1,2}(?=\.)/g, '.*')

/** `units.0.device` for `units.0.device.make` and `units.*.device`. */
const groupOf = (name: string, pattern: string): string | undefined => {
  const prefix = name.split('.').slice(0, pattern.split('.').length).join('.')
  return patternOf(`${prefix}.`) === `${pattern}.` ? prefix : undefined
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
