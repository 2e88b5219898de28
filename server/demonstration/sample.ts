/** Applications of made-up companies, for the demonstration and for walking through the house in tests. Pure. */
import type { Application, ApplicationUnit } from '../programmes/application.ts'
import type { Programme } from '../programmes/programme.ts'

export type Device = NonNullable<ApplicationUnit['device']>

/** What may differ from one sample to the next. */
export type Wishes = {
  readonly locale?: Application['locale']
  readonly participant?: Partial<Application['participant']>
  readonly iban?: string
  readonly boughtOn: string
  readonly invoiceNumber: string
  /** One for each combination; what is left out is a Dell tower of 12 kg that works. */
  readonly devices?: readonly Partial<Device>[]
  /** Ids of uploaded files. */
  readonly evidence: readonly string[]
}

/** A complete application that passes every rule of a workstation programme. Serials follow from the invoice number. */
export function sampleApplication(programme: Programme, wishes: Wishes): Application {
  const { locale = 'da' as const, invoiceNumber, boughtOn, devices = [{}] } = wishes
  const kind = programme.evidence.find(({ required }) => required === 'always')?.kind ?? ''
  return {
    programme: programme.id,
    locale,
    participant: { ...jorgensen, kind: programme.audience.kind, ...wishes.participant },
    bankAccount: {
      holder: wishes.participant?.company ?? jorgensen.company,
      iban: wishes.iban ?? 'DK5000400440116243',
    },
    purchase: { boughtOn, sellerName: 'Nordisk Data ApS', invoiceNumber },
    units: devices.map((device, index) => unitFor(invoiceNumber, index + 1, device)),
    declarations: programme.declarations.map(({ id }) => id),
    termsVersion: programme.terms.version,
    ...(programme.selfBilling && {
      selfBilling: {
        version: programme.selfBilling.agreement.version,
        signedBy: wishes.participant?.contactName ?? jorgensen.contactName,
      },
    }),
    evidence: wishes.evidence.map((file) => ({ kind, file })),
  }
}

/** CVR 13585628 has a right check digit and belongs to a company that is no customer of anybody's. */
const jorgensen = {
  company: 'Jørgensen & Søn A/S',
  contactName: 'Åse Jørgensen',
  email: 'aase@jorgensen.example',
  phone: '+45 86 00 00 00',
  address: { street: 'Havnegade 12, 2. sal', postcode: '8000', city: 'Aarhus C', country: 'DK' },
  vatStatus: 'registered',
  vatId: 'DK13585628',
} as const

function unitFor(invoiceNumber: string, position: number, device: Partial<Device>): ApplicationUnit {
  const tail = `${invoiceNumber.replace(/\W/g, '')}${position}`.toUpperCase()
  return {
    product: { model: 'ThinkStation P360', serial: `PF${tail}` },
    device: {
      category: 'tower',
      make: 'Dell',
      model: 'Precision 3620',
      serial: `CN${tail}`,
      condition: 'working-good',
      weightGrams: 12_000,
      ...device,
    },
  }
}
