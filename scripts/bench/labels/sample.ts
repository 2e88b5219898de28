/** The labels that the benchmarks of labels draw: another sender and another number each time, as in life. */
import { Temporal } from 'temporal-polyfill'
import { makeSigningKey, openSigningKey } from '../../../server/documents/certificate.ts'
import { openFonts } from '../../../server/documents/fonts.ts'
import { signPdf } from '../../../server/documents/sign.ts'
import type { LabelFacts, LabelParcel } from '../../../server/shipping/label-facts.ts'
import type { LabelTools } from '../../../server/shipping/label.ts'
import { ssccOf } from '../../../server/shipping/sscc.ts'
import { makeTokenKey, openTokenKey, tokenAddress, writeToken } from '../../../server/shipping/token.ts'
import { openTexts } from '../../../server/texts/texts.ts'

export const issuedOn = Temporal.PlainDate.from('2026-03-02')
const now = Temporal.Instant.from('2026-03-02T09:00:00Z')

export const tokenKey = openTokenKey(makeTokenKey())
const sealing = openSigningKey(makeSigningKey(now))

/** As the house seals a document. */
export const seal = (pdf: Buffer): Buffer => signPdf(pdf, sealing, now)

/** What the QR code of a parcel says. */
export const codeOf: LabelTools['code'] = ({ reference, revision, shipBy }, { sscc, weightGrams }) => {
  const expiresOn = Temporal.PlainDate.from(shipBy)
  const facts = { sscc, reference, issuedOn, expiresOn, weightGrams, revision }
  return tokenAddress('ti.example', writeToken(facts, tokenKey))
}

export const unsealed: LabelTools = {
  fonts: openFonts('templates/fonts'),
  texts: openTexts('templates/locales')('da'),
  code: codeOf,
}

const parcelOf = (no: number): LabelParcel => ({
  no: 1,
  sscc: ssccOf('9521234', no),
  weightGrams: 12_000,
  devices: [{ name: 'Dell Precision 3660 Tower', serialTail: '2ABC' }],
  hazards: ['heavy'],
})

/** The n-th label. */
export const factsOf = (n: number): LabelFacts => ({
  way: 'drop-off',
  reference: 'TI-7K3M-92QF',
  programme: 'Indbytning af workstations',
  issuedOn: issuedOn.toString(),
  shipBy: '2026-04-01',
  sender: {
    name: `Jørgensen & Søn ${n} A/S`,
    street: `Havnegade ${n}`,
    postcode: '8000',
    city: 'Aarhus C',
    country: 'DK',
  },
  recipient: {
    name: 'Audit Centre GmbH',
    street: 'Musterweg 12',
    postcode: '71088',
    city: 'Holzgerlingen',
    country: 'DE',
  },
  parcels: [parcelOf(n)],
  revision: 1,
  packing: ['Slet alle data og al software.', 'Læg netkablet ved.', 'Brug en kraftig kasse.'],
  contact: { email: 'indbytning@example.com', phone: '+45 70 20 30 40' },
})
