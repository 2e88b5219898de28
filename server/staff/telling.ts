/**
 * What the journal is told of accounts and keys: who may do what from then on, and who said so. Ids and names of roles and
 * moves alone, no name and no address (R96). Writing it down is done higher up, where the journal is known.
 */
import type { Actor } from '../base/actor.ts'
import type { JsonObject } from '../base/canonical.ts'
import type { Transaction } from '../database.ts'
import type { Staff } from './store.ts'

export const accountEvents = [
  'account-made',
  'roles-changed',
  'roles-proposed',
  'roles-confirmed',
  'account-closed',
  'key-made',
  'key-ended',
  'factors-reset',
  'password-reset',
  // By its owner.
  'password-changed',
  'app-added',
  'app-removed',
  'passkey-added',
  'passkey-removed',
  'codes-drawn',
  'sessions-ended',
  'subject-bound',
  'subject-unbound',
] as const
export type AccountEvent = (typeof accountEvents)[number]

/** `account` is always the id of the account that it is about, or for a key the one whose roles bound it. */
export type ToldOfAccount = {
  readonly kind: AccountEvent
  readonly facts: JsonObject & { readonly account: number }
}

/** Writes it down in the transaction of what it tells, or neither happens. */
export type TellOfAccount = (trx: Transaction, told: ToldOfAccount, by: Actor) => Promise<void>

export type Telling = { readonly tell: TellOfAccount }

/** What somebody changed about their own account. */
export const tellOfOwn = (
  trx: Transaction,
  { tell }: Telling,
  { id, roles }: Pick<Staff, 'id' | 'roles'>,
  kind: AccountEvent,
): Promise<void> => tell(trx, { kind, facts: { account: id } }, { kind: 'staff', id, roles })
