/** Rows of what is owed to us and of what came of it (R47). A case is made once for each thing that it came from. */
import { Temporal } from 'temporal-polyfill'
import { actorText, type Actor } from '../base/actor.ts'
import { instantText } from '../base/calendar.ts'
import type { Currency } from '../base/money.ts'
import { refuse } from '../base/refusal.ts'
import { isSqlite, type Database, type Transaction } from '../database.ts'
import type { Recovery, RecoveryCause } from './recovery.ts'

type RecoveryRow = {
  number: string
  origin: string
  claim_reference: string
  cause: RecoveryCause
  amount_minor: number
  currency: Currency
  units: string
  notified_at: string
  due_on: string
  reminded_on: string | null
  state: Recovery['state']
  write_off_reason: string | null
  write_off_by: string | null
  written_off_by: string | null
  set_off_by: string | null
  set_off_at: string | null
  set_off_words: string | null
  taken_off_by: string | null
}

/** False when there is a case of this origin already. */
export async function insertRecovery(
  trx: Transaction,
  origin: string,
  recovery: Omit<Recovery, 'state' | 'repaidMinor' | 'remindedOn' | 'writeOff' | 'setOffAt' | 'setOffBy'>,
): Promise<boolean> {
  const row = {
    number: recovery.number,
    origin,
    claim_reference: recovery.reference,
    cause: recovery.cause,
    amount_minor: recovery.amountMinor,
    currency: recovery.currency,
    units: JSON.stringify(recovery.units),
    notified_at: instantText(recovery.notifiedAt),
    due_on: recovery.dueOn.toString(),
    state: 'open' as const,
  }
  const fresh = await trx('recoveries').insert(row).onConflict('origin').ignore().returning('number')
  return fresh.length > 0
}

/** Whether something was asked back for this before. */
export const isRecovered = async (db: Database, origin: string): Promise<boolean> =>
  (await db<RecoveryRow>('recoveries').where({ origin }).first('number')) !== undefined

/** Holds the case until the transaction ends. @throws Refusal `not-found` / `recovery-unknown`. */
export async function lockRecovery(trx: Transaction, number: string): Promise<Recovery> {
  const query = trx<RecoveryRow>('recoveries').where({ number }).first()
  const row = await (isSqlite(trx) ? query : query.forUpdate())
  const [recovery] = row ? await withRepayments(trx, [row]) : []
  if (!recovery) throw refuse('not-found', 'recovery-unknown', { number })
  return recovery
}

/** Those of the numbers that are cases. */
export async function recoveriesNamed(db: Database, numbers: readonly string[]): Promise<Recovery[]> {
  if (numbers.length === 0) return []
  return withRepayments(db, await db<RecoveryRow>('recoveries').whereIn('number', [...numbers]))
}

/** Cases that are open, those due first coming first. */
export async function openRecoveries(
  db: Database,
  limit: number,
  cause?: Recovery['cause'],
): Promise<Recovery[]> {
  const rows = await db<RecoveryRow>('recoveries')
    .where({ state: 'open', ...(cause && { cause }) })
    .orderBy(['due_on', 'number'])
    .limit(limit)
  return withRepayments(db, rows)
}

/** Cases of one claim, the oldest first. */
export async function recoveriesOf(db: Database, reference: string): Promise<Recovery[]> {
  const rows = await db<RecoveryRow>('recoveries')
    .where({ claim_reference: reference })
    .orderBy(['notified_at', 'number'])
  return withRepayments(db, rows)
}

/** Open cases that came from these, such as `credit:TI-CN-2026-000001`; the oldest first. */
export async function openOfOrigins(db: Database, origins: readonly string[]): Promise<string[]> {
  if (origins.length === 0) return []
  return db<RecoveryRow>('recoveries')
    .whereIn('origin', [...origins])
    .where({ state: 'open' })
    .orderBy(['notified_at', 'number'])
    .pluck('number')
}

/** Money for a case. `source` counts once. */
export async function insertRepayment(
  trx: Transaction,
  repayment: { readonly recovery: string; readonly source: string; readonly amountMinor: number },
  at: Temporal.Instant,
): Promise<void> {
  const { recovery, source, amountMinor: amount_minor } = repayment
  await trx('repayments').insert({ recovery, source, amount_minor, told_at: instantText(at) })
}

/** What changes of a case besides its repayments. */
export async function changeRecovery(
  trx: Transaction,
  number: string,
  change: {
    readonly state?: Recovery['state']
    readonly remindedOn?: Temporal.PlainDate
    readonly writeOff?: { readonly by: Actor; readonly reason: string }
    readonly writtenOffBy?: Actor
    readonly setOff?: { readonly by: Actor; readonly at: Temporal.Instant; readonly words: string }
    readonly takenOffBy?: Actor
  },
): Promise<void> {
  const { state, remindedOn, writeOff, writtenOffBy, setOff, takenOffBy } = change
  await trx<RecoveryRow>('recoveries')
    .where({ number })
    .update({
      ...(state && { state }),
      ...(remindedOn && { reminded_on: remindedOn.toString() }),
      ...(writeOff && { write_off_by: actorText(writeOff.by), write_off_reason: writeOff.reason }),
      ...(writtenOffBy && { written_off_by: actorText(writtenOffBy) }),
      ...(takenOffBy && { taken_off_by: actorText(takenOffBy) }),
      ...(setOff && {
        set_off_by: actorText(setOff.by),
        set_off_at: instantText(setOff.at),
        set_off_words: setOff.words,
      }),
    })
}

async function withRepayments(db: Database, rows: readonly RecoveryRow[]): Promise<Recovery[]> {
  const sums: { recovery: string; repaid: number | string }[] = await db('repayments')
    .whereIn(
      'recovery',
      rows.map(({ number }) => number),
    )
    .groupBy('recovery')
    .select('recovery')
    .sum({ repaid: 'amount_minor' })
  const repaid = new Map(sums.map((sum) => [sum.recovery, Number(sum.repaid)]))
  return rows.map((row) => recoveryFromRow(row, repaid.get(row.number) ?? 0))
}

const recoveryFromRow = (row: RecoveryRow, repaidMinor: number): Recovery => ({
  number: row.number,
  reference: row.claim_reference,
  cause: row.cause,
  amountMinor: row.amount_minor,
  currency: row.currency,
  units: JSON.parse(row.units) as number[],
  notifiedAt: Temporal.Instant.from(row.notified_at),
  dueOn: Temporal.PlainDate.from(row.due_on),
  state: row.state,
  repaidMinor,
  ...(row.reminded_on !== null && { remindedOn: Temporal.PlainDate.from(row.reminded_on) }),
  ...(row.write_off_by !== null && {
    writeOff: { by: row.write_off_by, reason: row.write_off_reason ?? '' },
  }),
  ...(row.set_off_at !== null && { setOffAt: Temporal.Instant.from(row.set_off_at) }),
  ...(row.set_off_by !== null && { setOffBy: row.set_off_by }),
})
