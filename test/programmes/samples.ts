/** A programme, an application that passes every rule, and the facts that go with it: tests change one thing at a time. */
import { readFileSync } from 'node:fs'
import { Temporal } from 'temporal-polyfill'
import type { Application } from '../../server/programmes/application.ts'
import { demandsOf } from '../../server/programmes/caps.ts'
import type { Programme } from '../../server/programmes/programme.ts'
import { capUseName } from '../../server/programmes/rules/caps.ts'
import type { ApplicationFacts, Finding, Rule } from '../../server/programmes/rules/finding.ts'
import { parseProgramme } from '../../server/programmes/source.ts'

export const programmeText = (id: string): string => readFileSync(`templates/programmes/${id}.yaml`, 'utf8')

const published = parseProgramme(programmeText('dk-workstation-trade-in'))

export const programme = (changes: Partial<Programme> = {}): Programme => ({
  ...structuredClone(published),
  ...changes,
})

export const device = (number = 1): NonNullable<Application['units'][number]['device']> => ({
  category: 'tower',
  make: 'HP',
  model: 'Z440',
  serial: `CZC000${number}`,
  condition: 'working-good',
  weightGrams: 12_000,
})

export const unit = (number = 1): Application['units'][number] => ({
  product: { model: 'ThinkStation P330 Tower', partNumber: '30C5', serial: `S4000${number}` },
  device: device(number),
})

export const units = (count: number): Application['units'] =>
  Array.from({ length: count }, (_, index) => unit(index + 1))

export const application = (changes: Partial<Application> = {}): Application => ({
  programme: 'dk-workstation-trade-in',
  locale: 'da',
  participant: participant(),
  bankAccount: { holder: 'Jørgensen & Søn A/S', iban: 'DK50 0040 0440 1162 43' },
  purchase: { boughtOn: '2019-03-01', sellerName: 'Dansk IT-Forhandler ApS', invoiceNumber: 'F-10023' },
  units: [unit()],
  declarations: published.declarations.map(({ id }) => id),
  termsVersion: published.terms.version,
  selfBilling: { version: published.selfBilling?.agreement.version ?? '', signedBy: 'Åse Jørgensen' },
  evidence: [{ kind: 'proof-of-purchase', file: 'file-1' }],
  ...changes,
})

export const participant = (
  changes: Partial<Application['participant']> = {},
): Application['participant'] => ({
  kind: 'business-end-user',
  company: 'Jørgensen & Søn A/S',
  contactName: 'Åse Jørgensen',
  email: 'aase@example.dk',
  address: { street: 'Østergade 1', postcode: '8000', city: 'Aarhus C', country: 'DK' },
  vatStatus: 'registered',
  vatId: 'DK99990023',
  ...changes,
})

export const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)

/** Facts in which nothing was used or seen before. */
export function facts(
  changes: Partial<ApplicationFacts> = {},
  { of = application(), under = programme() }: { of?: Application; under?: Programme } = {},
): ApplicationFacts {
  const parties = { participant: 'vat:DK99990023', endCustomer: 'vat:DK99990031' }
  const submittedOn = day('2019-04-01')
  const demands = demandsOf(under, of, parties, changes.submittedOn ?? submittedOn)
  return {
    submittedOn,
    parties,
    capUse: Object.fromEntries(demands.map((demand) => [capUseName(demand), 0])),
    serialsElsewhere: {},
    filesElsewhere: {},
    blocked: false,
    bankAccountShared: false,
    ...changes,
  }
}

/** What one rule says of the sample with some changes. */
export function ask(
  rule: Rule,
  changes: {
    application?: Partial<Application>
    programme?: Partial<Programme>
    facts?: Partial<ApplicationFacts>
  } = {},
): readonly Finding[] {
  const under = programme(changes.programme)
  const of = application(changes.application)
  return rule({ application: of, programme: under, facts: facts(changes.facts, { of, under }) })
}

/** `outcome code`, the part of a finding that tables assert. */
export const said = (findings: readonly Finding[]): string[] =>
  findings.map(({ outcome, code }) => `${outcome} ${code}`)
