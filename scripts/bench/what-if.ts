/** What-if over many decided claims: from the order to its sums, beside only reading the same claims. */
import { openHouse, type House } from '../walk/house.ts'
import { applicationOf, programmeId } from '../walk/applicant.ts'
import { advance } from '../../server/claims/advance.ts'
import { replayOf } from '../../server/claims/replay-store.ts'
import { orderReplay, replayClaims } from '../../server/claims/replaying.ts'
import { decidedIds } from '../../server/claims/first-decision-store.ts'
import { lastEntryNo } from '../../server/claims/journal-store.ts'
import { claimsByIds } from '../../server/claims/store.ts'
import { submit } from '../../server/claims/submission.ts'
import { inTransaction } from '../../server/database.ts'
import { openDraft } from '../../server/programmes/draft-store.ts'
import { currentProgramme, sourceOf } from '../../server/programmes/store.ts'
import type { Figure } from './figure.ts'

const claims = Number(process.env['CLAIMS'] ?? 100_000)
const by = { kind: 'staff', id: 1, roles: ['reviewer'] } as const

export const measure = async (): Promise<Figure[]> => {
  const house = await openHouse({ today: '2026-03-02' })
  try {
    await fill(house)
    const { context } = house
    const id = await orderReplay(context, await cheaperDraft(house), by)
    const baseline = await secondsOf(() => readAll(house))
    const seconds = await secondsOf(async () => {
      for (let replay = await replayOf(context.db, id); replay.state !== 'ready';) {
        await inTransaction(context.db, await replayClaims(context, { replay: id, after: replay.after }))
        replay = await replayOf(context.db, id)
      }
    })
    const { sums } = await replayOf(context.db, id)
    if (sums?.claims !== claims || sums.changed < claims / 4)
      throw new Error(`${sums?.changed} of ${sums?.claims} claims changed`)
    return [
      {
        name: `what-if over ${claims} claims`,
        value: seconds,
        unit: 's',
        baseline,
        atMost: (claims / 100_000) * 150,
      },
      { name: 'one claim', value: (seconds / claims) * 1_000_000, unit: 'µs' },
    ]
  } finally {
    await house.close()
  }
}

/** One claim as it was really sent in and approved, and so many copies of it, of another company and another serial each. */
async function fill({ context }: House): Promise<void> {
  const { db } = context
  const { reference } = await submit(context, await applicationOf(context), { kind: 'visitor' })
  await advance(context, reference, { kind: 'approve', by })
  const claim = await db('claims').where({ reference }).first<{ id: number }>('id')
  const numbers = `WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < ${claims})`
  await db.raw(
    `INSERT INTO claims (reference, programme_id, programme_version, participant_id, state, application, submitted_at, approved_at, risk, proposal_version)
     ${numbers} SELECT 'XX-' || i, programme_id, programme_version, participant_id, 'closed',
       json_set(application, '$.participant.company', 'Company ' || i, '$.participant.vatId', NULL, '$.purchase.invoiceNumber', 'F-' || i),
       submitted_at, approved_at, 1, 0 FROM n, claims WHERE id = ?`,
    [claim.id],
  )
  await db.raw(
    `INSERT INTO units (claim_id, position, custody, audit, offer, settlement)
     SELECT c.id, u.position, 'kept', 'match', 'accepted', 'paid' FROM claims c, units u WHERE u.claim_id = ? AND c.id <> u.claim_id`,
    [claim.id],
  )
  await db.raw(
    `INSERT INTO offers (unit_id, no, amount_minor, category, condition, value_row, rule, reasons, made_at)
     SELECT n.id, o.no, o.amount_minor, o.category, o.condition, o.value_row, o.rule, o.reasons, o.made_at
     FROM units n, units u, offers o WHERE u.claim_id = ? AND o.unit_id = u.id AND n.position = u.position AND n.id <> u.id`,
    [claim.id],
  )
  // As if one entry had decided them all: what-ifs ask for its number alone.
  await db.raw(
    `INSERT INTO first_decisions (claim_id, programme_id, entry_no)
     SELECT c.id, c.programme_id, f.entry_no FROM claims c, first_decisions f WHERE f.claim_id = ? AND c.id <> f.claim_id`,
    [claim.id],
  )
}

/** The current edition, with its best rows at half of what they are. */
async function cheaperDraft({ context: { db, clock } }: House): Promise<number> {
  const { hash } = await currentProgramme(db, programmeId)
  const source = (await sourceOf(db, hash)).replace(/amountMinor: (1\d{5})\b/g, 'amountMinor: 50000')
  return inTransaction(db, (trx) =>
    openDraft(trx, { programmeId, basedOn: hash, source, by, at: clock.now() }),
  )
}

async function readAll({ context: { db } }: House): Promise<void> {
  const upTo = await lastEntryNo(db)
  for (let after: number | undefined = 0; after !== undefined;) {
    const ids: readonly number[] = await decidedIds(db, { programmeId, upTo }, after, 250)
    await claimsByIds(db, ids)
    after = ids.at(-1)
  }
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const begun = performance.now()
  await work()
  return (performance.now() - begun) / 1000
}
