/**
 * What the journal is told of acts on money that move no claim: what is held back or let go, proposed and confirmed. In the
 * transaction of the act, or neither happens. Reasons are people's own words, so they are notes beside the entry.
 */
import type { Actor } from '../base/actor.ts'
import type { JsonObject } from '../base/canonical.ts'
import type { Temporal } from 'temporal-polyfill'
import { writeEntry } from '../claims/journal-store.ts'
import type { EventKind } from '../claims/moves.ts'
import type { Transaction } from '../database.ts'

type ToldOfMoney = {
  readonly kind: EventKind
  /** The claim that it is about; none for a whole run. */
  readonly reference?: string | undefined
  readonly facts: JsonObject
  readonly note?: string
}

/** Appends the entry, under the edition that the claim follows. */
export async function tellOfMoney(
  trx: Transaction,
  { reference = '', ...event }: ToldOfMoney,
  { by, at }: { readonly by: Actor; readonly at: Temporal.Instant },
): Promise<void> {
  const row: { programme_version: string } | undefined =
    reference === '' ? undefined : await trx('claims').where({ reference }).first('programme_version')
  // A note belongs to a claim, and is erased with it.
  const { note, ...told } = event
  const claim = { reference, programmeVersion: row?.programme_version ?? '' }
  await writeEntry(trx, claim, { ...told, ...(row && note && { note }) }, by, at)
}
