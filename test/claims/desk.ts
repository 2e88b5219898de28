/** The engine on a database of its own, with a clock set by hand: everything that writes rows, and nothing else. */
import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { followWith, type ConsequenceDesk } from '../../server/consequences.ts'
import type { Database } from '../../server/database.ts'
import type { Printer } from '../../server/claims/printing.ts'
import { keepEvidence } from '../../server/evidence/store.ts'
import { enqueue } from '../../server/jobs/store.ts'
import type { Application } from '../../server/programmes/application.ts'
import { loadProgrammes } from '../../server/programmes/store.ts'
import { openTexts } from '../../server/texts/texts.ts'
import { application, programmeText } from '../programmes/samples.ts'

export type TestDesk = ConsequenceDesk &
  Printer & {
    readonly db: Database
    /** A draw that asks for no second look. */
    readonly seed: () => string
    readonly centreTimeZone: string
    /** Ten in the morning in Copenhagen on this day, or a full instant. */
    readonly setClock: (to: string) => void
  }

/** Reading a language takes longer than most tests. */
const texts = openTexts('templates/locales')

/** Opens it with the published programme of the samples loaded. The database is the caller's to destroy. */
export async function openDesk(db: Database, today: string): Promise<TestDesk> {
  let now = instantOf(today)
  const desk: TestDesk = {
    db,
    clock: { now: () => now },
    texts,
    settings: { publicUrl: 'https://trade-in.example' },
    linkTo: (reference) => `http://localhost/c/${reference}`,
    gs1CompanyPrefix: '9521234',
    centreTimeZone: 'Europe/Berlin',
    enqueue,
    missingLetters: async () => [],
    seed: () => 'undrawn',
    follow: followWith(() => desk),
    setClock: (to) => {
      now = instantOf(to)
    },
  }
  const text = programmeText('dk-workstation-trade-in')
  await loadProgrammes(db, desk.clock, [{ file: 'dk-workstation-trade-in.yaml', text }])
  return desk
}

const instantOf = (text: string): Temporal.Instant =>
  text.length === 10
    ? Temporal.PlainDateTime.from(`${text}T10:00`).toZonedDateTime('Europe/Copenhagen').toInstant()
    : Temporal.Instant.from(text)

/** A file that was really taken in; gives its id. */
async function takenIn(
  { db, clock }: Pick<TestDesk, 'db' | 'clock'>,
  kind: string,
  name: string,
  look: string | null = null,
): Promise<string> {
  const id = randomUUID()
  const hash = id.replaceAll('-', '').repeat(2)
  await keepEvidence(db, {
    id,
    kind,
    name,
    mediaType: name.endsWith('.pdf') ? 'application/pdf' : 'image/jpeg',
    bytes: 1000,
    sha256: hash,
    sentSha256: hash,
    thumbnailSha256: null,
    look,
    pages: 1,
    uploadedAt: clock.now(),
    uploadedBy: 'visitor',
    claimReference: null,
  })
  return id
}

/** Id of a photo, from the audit bench and of damage unless told; without a look it is found by its bytes alone. */
export const photographed = (
  desk: Pick<TestDesk, 'db' | 'clock'>,
  kind = 'audit-damage',
  look?: string,
): Promise<string> => takenIn(desk, kind, 'photo.jpg', look)

/** The sample's application with a proof of purchase. `tail` keeps serials and invoice apart. */
export async function prepared(
  desk: Pick<TestDesk, 'db' | 'clock'>,
  tail: string,
  changes: Partial<Application> = {},
): Promise<Application> {
  const id = await takenIn(desk, 'proof-of-purchase', 'faktura.pdf')
  const sample = application()
  return {
    ...sample,
    purchase: { ...sample.purchase, invoiceNumber: `F-${tail}` },
    units: sample.units.map(({ product, device }) => ({
      product: { ...product, serial: `S4${tail}` },
      ...(device && { device: { ...device, serial: `CZC${tail}` } }),
    })),
    evidence: [{ kind: 'proof-of-purchase', file: id }],
    ...changes,
  }
}
