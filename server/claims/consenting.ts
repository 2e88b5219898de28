/** Taking back the consent to news (R24, GDPR art. 7): as easy as giving it, at any time, without any other effect. */
import type { Actor } from '../base/actor.ts'
import type { Clock } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import { inTransaction, type Database } from '../database.ts'
import { consentsOf, recordAnswers, type Consent } from './consent-store.ts'
import { writeEntry } from './journal-store.ts'
import { lockClaim } from './store.ts'

/** The consent to news that counts now; undefined when none was given or it was taken back. */
export async function newsConsent(db: Database, reference: string): Promise<Consent | undefined> {
  const last = (await consentsOf(db, reference)).findLast(({ kind }) => kind === 'marketing')
  return last?.answer === 'given' ? last : undefined
}

/** @throws Refusal `conflict` / `no-consent` when there is none to take back. */
export const withdrawNews = (
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  reference: string,
  by: Actor,
): Promise<void> =>
  inTransaction(db, async (trx) => {
    const claim = await lockClaim(trx, reference)
    const consent = await newsConsent(trx, reference)
    if (!consent) throw refuse('conflict', 'no-consent', { reference })
    const at = clock.now()
    await recordAnswers(
      trx,
      reference,
      [{ kind: consent.kind, name: consent.name, version: consent.version }],
      { answer: 'withdrawn', by, at },
    )
    await writeEntry(trx, claim, { kind: 'consent-withdrawn', facts: { kind: 'marketing' } }, by, at)
  })
