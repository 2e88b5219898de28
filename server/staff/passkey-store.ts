/** Passkeys by account. A use counts once, also when it is sent twice at the same moment. */
import { type Clock, instantText } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import { type Database, isDuplicate } from '../database.ts'
import type { Passkey } from './passkeys.ts'

type Office = { readonly db: Database; readonly clock: Clock }

export type KeptPasskey = Passkey & {
  readonly id: number
  readonly staffId: number
  /** What its owner calls it. */
  readonly name: string
  readonly madeAt: string
  readonly lastUsedAt: string | undefined
}

type PasskeyRow = {
  id: number
  staff_id: number
  name: string
  credential_id: string
  public_key: string
  counter: number | string
  transports: string
  made_at: string
  last_used_at: string | null
}

/** More nobody carries about. */
export const passkeysAtMost = 10

/** The passkeys of an account, the oldest first. */
export async function passkeysOf(db: Database, staffId: number): Promise<KeptPasskey[]> {
  return (await db<PasskeyRow>('staff_passkeys').where({ staff_id: staffId }).orderBy('id')).map(passkeyFrom)
}

/** The passkey that a browser names, or undefined. */
export async function passkeyNamed(db: Database, credentialId: string): Promise<KeptPasskey | undefined> {
  const row = await db<PasskeyRow>('staff_passkeys').where({ credential_id: credentialId }).first()
  return row && passkeyFrom(row)
}

/** Keeps a passkey for the account. @throws Refusal `passkey-known` for one that is kept already. */
export async function keepPasskey(
  { db, clock }: Office,
  staffId: number,
  name: string,
  { credentialId, publicKey, counter, transports }: Passkey,
): Promise<void> {
  try {
    await db('staff_passkeys').insert({
      staff_id: staffId,
      name,
      credential_id: credentialId,
      public_key: publicKey,
      counter,
      transports: JSON.stringify(transports),
      made_at: instantText(clock.now()),
    })
  } catch (error) {
    throw isDuplicate(error) ? refuse('conflict', 'passkey-known') : error
  }
}

/** Notes a use. False when another use came between: then this one counts for nothing. */
export async function noteUse(
  { db, clock }: Office,
  { id, counter }: KeptPasskey,
  after: number,
): Promise<boolean> {
  const noted = await db('staff_passkeys')
    .where({ id, counter })
    .update({ counter: after, last_used_at: instantText(clock.now()) })
  return noted === 1
}

/** Lets one go. @throws Refusal `not-found` for another's, or none. */
export async function removePasskey(db: Database, staffId: number, id: number): Promise<void> {
  const gone = await db('staff_passkeys').where({ id, staff_id: staffId }).del()
  if (gone === 0) throw refuse('not-found', 'not-found')
}

const passkeyFrom = (row: PasskeyRow): KeptPasskey => ({
  id: row.id,
  staffId: row.staff_id,
  name: row.name,
  credentialId: row.credential_id,
  publicKey: row.public_key,
  // PostgreSQL gives whole numbers of 64 bits as text.
  counter: Number(row.counter),
  transports: JSON.parse(row.transports) as string[],
  madeAt: row.made_at,
  lastUsedAt: row.last_used_at ?? undefined,
})
