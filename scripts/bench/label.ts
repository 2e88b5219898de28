/**
 * Return labels with their seal and their signed code: CPU time of each form, the size of the file, and what drawing,
 * sealing and the token take of it. Yardsticks are a document of pdfkit that
 * holds nothing, and a bare Ed25519 verification.
 */
import { sign, verify } from 'node:crypto'
import PDFDocument from 'pdfkit'
import { Temporal } from 'temporal-polyfill'
import { makeSigningKey, openSigningKey } from '../../server/documents/certificate.ts'
import { openFonts } from '../../server/documents/fonts.ts'
import { signPdf } from '../../server/documents/sign.ts'
import type { LabelFacts, LabelParcel } from '../../server/shipping/label-facts.ts'
import { drawLabel, type LabelPaper, type LabelTools } from '../../server/shipping/label.ts'
import { ssccOf } from '../../server/shipping/sscc.ts'
import {
  makeTokenKey,
  openTokenKey,
  readToken,
  tokenAddress,
  writeToken,
  type TokenKey,
} from '../../server/shipping/token.ts'
import { openTexts } from '../../server/texts/texts.ts'
import { cpuMilliseconds, type Figure } from './figure.ts'

const runs = 200
const issuedOn = Temporal.PlainDate.from('2026-03-02')
const now = Temporal.Instant.from('2026-03-02T09:00:00Z')

export const measure = async (): Promise<Figure[]> => {
  const sealing = openSigningKey(makeSigningKey(now))
  const token = openTokenKey(makeTokenKey())
  const unsigned: LabelTools = {
    fonts: openFonts('templates/fonts'),
    texts: openTexts('templates/locales')('da'),
    code: (facts, parcel) => codeOf(facts, parcel, token),
  }
  const tools = { ...unsigned, sign: (pdf: Buffer) => signPdf(pdf, sealing, now) }
  let ordinal = 0
  const draw = (tooling: LabelTools, form: LabelPaper): Promise<Buffer> =>
    drawLabel(factsOf((ordinal += 1)), tooling, form)

  const emptyMs = await cpuMilliseconds(runs, emptyDocument)
  const a6Ms = await cpuMilliseconds(runs, () => draw(tools, 'A6'))
  const a4Ms = await cpuMilliseconds(runs, () => draw(tools, 'A4'))
  const unsignedMs = await cpuMilliseconds(runs, () => draw(unsigned, 'A6'))
  const address = codeOf(factsOf(1), parcelOf(1), token)
  const keys = new Map([[token.id, token.publicKey]])
  const tokenMs = await cpuMilliseconds(runs, () => {
    for (let scan = 0; scan < scansAtOnce; scan += 1) readToken(address, keys, issuedOn)
  })
  const payload = Buffer.alloc(40)
  const signature = sign(null, payload, token.privateKey)
  const bareMs = await cpuMilliseconds(runs, () => {
    for (let scan = 0; scan < scansAtOnce; scan += 1) verify(null, payload, token.publicKey, signature)
  })
  return [
    { name: 'signed label, A6', value: a6Ms, unit: 'ms', baseline: emptyMs, atMost: 3 },
    { name: 'signed label, A4 with guide and slip', value: a4Ms, unit: 'ms', baseline: emptyMs },
    { name: 'the same A6 without its seal', value: unsignedMs, unit: 'ms', baseline: emptyMs },
    { name: 'file of a signed A6', value: (await draw(tools, 'A6')).length / 1000, unit: 'KB', atMost: 40 },
    {
      name: 'verifying a token',
      value: tokenMs / scansAtOnce,
      unit: 'ms',
      baseline: bareMs / scansAtOnce,
      atMost: 0.2,
    },
  ]
}

/** One verification is shorter than the clock of the processor can tell. */
const scansAtOnce = 20

const parcelOf = (no: number): LabelParcel => ({
  no: 1,
  sscc: ssccOf('9521234', no),
  weightGrams: 12_000,
  devices: [{ name: 'Dell Precision 3660 Tower', serialTail: '2ABC' }],
  hazards: ['heavy'],
})

/** The n-th label: another sender and another number each time, as in life. */
const factsOf = (n: number): LabelFacts => ({
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

const codeOf = (
  { reference, revision, shipBy }: LabelFacts,
  { sscc, weightGrams }: LabelParcel,
  key: TokenKey,
): string => {
  const expiresOn = Temporal.PlainDate.from(shipBy)
  return tokenAddress(
    'ti.example',
    writeToken({ sscc, reference, issuedOn, expiresOn, weightGrams, revision }, key),
  )
}

function emptyDocument(): Promise<void> {
  const document = new PDFDocument({ font: null as never })
  const ended = new Promise<void>((resolve) => document.resume().on('end', resolve))
  document.end()
  return ended
}
