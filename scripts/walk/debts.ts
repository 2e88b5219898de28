/** Claims that are owed something, without the journey that leads there: for tests and figures of the payments room. */
import { Temporal } from 'temporal-polyfill'
import type { Actor } from '../../server/base/actor.ts'
import type { Clock } from '../../server/base/calendar.ts'
import type { Office } from '../../server/claims/advance.ts'
import { insertClaim, insertUnits, nextClaimId } from '../../server/claims/store.ts'
import { inTransaction, type Database } from '../../server/database.ts'
import { sampleApplication } from '../../server/demonstration/sample.ts'
import { saveBankAccount } from '../../server/parties/account-store.ts'
import { saveParticipant } from '../../server/parties/store.ts'
import { owe } from '../../server/payments/payable-store.ts'
import { programmeFiles } from '../../server/prepare.ts'
import { currentProgramme, loadProgrammes } from '../../server/programmes/store.ts'

export const debtProgramme = 'dk-workstation-trade-in-open'
export const debtsSince = Temporal.Instant.from('2026-11-02T09:00:00Z')

/** A house in which nothing follows from a move but its journal entry. */
export const quietOffice = (db: Database, clock: Clock): Office => ({
  db,
  clock,
  follow: async () => undefined,
})

/**
 * Claims `TI-1`, `TI-2` …, audited and final, each owed 100.00 by the document `SB-n` since 2 November 2026. The
 * database must be migrated.
 */
export async function oweDebts(db: Database, count: number): Promise<void> {
  await loadProgrammes(db, { now: () => debtsSince }, programmeFiles('templates/programmes'))
  const { hash, programme } = await currentProgramme(db, debtProgramme)
  const application = sampleApplication(programme, {
    boughtOn: '2026-10-01',
    invoiceNumber: 'A-1',
    evidence: [],
  })
  const participant = { ...application.participant, name: application.participant.company }
  await inTransaction(db, async (trx) => {
    const participantId = await saveParticipant(trx, participant, debtsSince)
    for (let n = 1; n <= count; n += 1) {
      const reference = `TI-${n}`
      const facts = { custody: 'kept', audit: 'match', offer: 'accepted', settlement: 'final' } as const
      const claim = {
        id: await nextClaimId(trx),
        reference,
        programmeId: programme.id,
        programmeVersion: hash,
        participantId,
        state: 'approved',
        application,
        submittedAt: debtsSince,
        approvedAt: debtsSince,
      } as const
      await insertClaim(trx, claim, 3)
      await insertUnits(trx, claim.id, [{ position: 1, ...facts }])
      await trx('units')
        .where({ claim_id: claim.id })
        .update({ invoice_number: `SB-${n}` })
      const by: Actor = { kind: 'participant', reference }
      const account = { holder: participant.company, iban: 'DK5000400440116243' }
      await saveBankAccount(trx, { participantId, reference, account, by, at: debtsSince })
      const payBy = Temporal.PlainDate.from('2026-12-17').add({ days: n % 20 })
      const debt = { number: `SB-${n}`, reference, programmeId: programme.id, payBy }
      await owe(trx, { ...debt, amountMinor: 10_000, currency: 'DKK' }, debtsSince)
    }
  })
}
