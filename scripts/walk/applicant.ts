/** Applications for measuring with: each of a company of its own, good by every rule, with a file that was taken in. */
import { randomUUID } from 'node:crypto'
import { composeIBAN } from 'ibantools'
import type { Context } from '../../server/context.ts'
import { sampleApplication } from '../../server/demonstration/sample.ts'
import { keepEvidence } from '../../server/evidence/store.ts'
import type { Application } from '../../server/programmes/application.ts'
import type { Programme } from '../../server/programmes/programme.ts'
import { currentProgramme } from '../../server/programmes/store.ts'

/** The programme that they apply to, from one bought on 2026-02-10 on. */
export const programmeId = 'dk-workstation-trade-in-open'

let made = 0

/** In a house that is kept from one measurement to the next: so many were made before. */
export const goOnFrom = (count: number): void => {
  made = count
}

/** A company that nobody has heard of, with its own account, and a file that was really taken in. */
export async function applicationOf({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<Application> {
  const { programme } = await currentProgramme(db, programmeId)
  const file = randomUUID().replaceAll('-', '')
  await keepEvidence(db, {
    id: file,
    kind: 'proof-of-purchase',
    name: 'faktura.pdf',
    mediaType: 'application/pdf',
    bytes: 1000,
    sha256: file,
    sentSha256: file,
    thumbnailSha256: null,
    look: null,
    pages: 1,
    uploadedAt: clock.now(),
    uploadedBy: 'visitor',
    claimReference: null,
  })
  return companyOf(programme, '2026-02-10', [file])
}

/** An application of a company that nobody has heard of, with its own account and serial numbers. */
export function companyOf(programme: Programme, boughtOn: string, evidence: readonly string[]): Application {
  made += 1
  const { vatId: _, ...application } = sampleApplication(programme, {
    boughtOn,
    invoiceNumber: `B-${made}`,
    participant: { company: `Virksomhed ${made} ApS`, vatStatus: 'not-registered' },
    iban: composeIBAN({ countryCode: 'DK', bban: `0040${String(made).padStart(10, '0')}` }) ?? '',
    evidence,
  }) as Application & { vatId?: string }
  const { vatId: __, ...participant } = application.participant
  return { ...application, participant }
}
