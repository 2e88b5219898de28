/** Rows of endpoints: who is told of what. Secrets are sealed for their row and told once. */
import type { Temporal } from 'temporal-polyfill'
import { instantText, type Clock } from '../base/calendar.ts'
import { refuse } from '../base/refusal.ts'
import { keyOf } from '../base/sealing.ts'
import { houseKeysOf, inTransaction, type Database, type Transaction } from '../database.ts'
import { newSecret } from './secret.ts'
import type { WebhookKind } from './kinds.ts'

type Office = { readonly db: Database; readonly clock: Clock }

export type Endpoint = {
  readonly id: number
  readonly url: string
  readonly kinds: readonly WebhookKind[]
  readonly madeBy: number
  readonly madeAt: string
  /** Until when messages bear the signature of the secret before as well. */
  readonly formerUntil: string | undefined
  readonly endedAt: string | undefined
  /** Messages in a row that the receiver did not take. */
  readonly refusedInRow: number
  /** Until then it is not asked, unless by hand. */
  readonly restsUntil: string | undefined
}

type EndpointRow = {
  id: number
  url: string
  kinds: string
  secret_sealed: string
  former_secret_sealed: string | null
  former_until: string | null
  made_by: number
  made_at: string
  ended_at: string | null
  refused_in_row: number
  rests_until: string | null
}

/** What is told only once. */
export type Told = { readonly id: number; readonly secret: string }

/** Hours in which both secrets count, so that a receiver can change over at any time of a day. */
const overlapHours = 24

const contextOf = (id: number, column: 'secret' | 'former'): string => `webhook ${id} ${column}`

/** Makes an endpoint; its secret is told only here. */
export const makeEndpoint = (
  { db, clock }: Office,
  { url, kinds, by }: { readonly url: string; readonly kinds: readonly WebhookKind[]; readonly by: number },
): Promise<Told> =>
  inTransaction(db, async (trx) => {
    const [row] = await trx<EndpointRow>('webhook_endpoints')
      .insert({
        url,
        kinds: JSON.stringify([...new Set(kinds)]),
        secret_sealed: '',
        made_by: by,
        made_at: instantText(clock.now()),
      })
      .returning('id')
    if (!row) throw new Error('no id for a new endpoint')
    const secret = newSecret()
    const secret_sealed = houseKeysOf(trx).seal(secret, contextOf(row.id, 'secret'))
    await trx<EndpointRow>('webhook_endpoints').where({ id: row.id }).update({ secret_sealed })
    return { id: row.id, secret }
  })

/** Another secret; the one before counts for a day more. @throws Refusal `webhook-unknown` for none that is told. */
export const rotateSecret = ({ db, clock }: Office, id: number): Promise<Told> =>
  inTransaction(db, async (trx) => {
    const row = await liveRow(trx, id)
    const keys = houseKeysOf(trx)
    const former = keys.open(row.secret_sealed, contextOf(id, 'secret'))
    const secret = newSecret()
    await trx<EndpointRow>('webhook_endpoints')
      .where({ id })
      .update({
        secret_sealed: keys.seal(secret, contextOf(id, 'secret')),
        former_secret_sealed: keys.seal(former, contextOf(id, 'former')),
        former_until: instantText(clock.now().add({ hours: overlapHours })),
      })
    return { id, secret }
  })

/** Nobody is told there any more; its messages stay to be read. @throws Refusal `webhook-unknown`. */
export const endEndpoint = ({ db, clock }: Office, id: number): Promise<void> =>
  inTransaction(db, async (trx) => {
    await liveRow(trx, id)
    await trx<EndpointRow>('webhook_endpoints')
      .where({ id })
      .update({ ended_at: instantText(clock.now()) })
  })

/** Endpoints, the newest first. */
export const listEndpoints = async (db: Database, limit: number): Promise<Endpoint[]> =>
  (await db<EndpointRow>('webhook_endpoints').orderBy('id', 'desc').limit(limit)).map(endpointFromRow)

/** Those that are told now. */
export const liveEndpoints = async (db: Database): Promise<Endpoint[]> =>
  (await db<EndpointRow>('webhook_endpoints').where({ ended_at: null }).orderBy('id')).map(endpointFromRow)

/** One that is told, or was; `live`: one that is. @throws Refusal `not-found` / `webhook-unknown`. */
export async function endpointById(
  db: Database,
  id: number,
  which: 'any' | 'live' = 'any',
): Promise<Endpoint> {
  const row = await db<EndpointRow>('webhook_endpoints').where({ id }).first()
  if (!row || (which === 'live' && row.ended_at !== null))
    throw refuse('not-found', 'webhook-unknown', { id })
  return endpointFromRow(row)
}

/** What its messages are signed with at that moment, the newest first; none for one that ended. */
export async function secretsOf(db: Database, id: number, at: Temporal.Instant): Promise<readonly string[]> {
  const row = await db<EndpointRow>('webhook_endpoints').where({ id, ended_at: null }).first()
  if (!row) return []
  const open = (sealed: string, column: 'secret' | 'former'): string =>
    houseKeysOf(db).open(sealed, contextOf(id, column)).toString('utf8')
  const isFormerGood = row.former_until !== null && instantText(at) < row.former_until
  return [
    open(row.secret_sealed, 'secret'),
    ...(isFormerGood && row.former_secret_sealed ? [open(row.former_secret_sealed, 'former')] : []),
  ]
}

/** Seals with the newest house key what an older one sealed (decision 16). */
export async function resealWebhooks(db: Database): Promise<void> {
  const keys = houseKeysOf(db)
  const again = (id: number, sealed: string | null, column: 'secret' | 'former'): string | null =>
    sealed === null ? null : keys.seal(keys.open(sealed, contextOf(id, column)), contextOf(id, column))
  for (const { id, secret_sealed, former_secret_sealed } of await db<EndpointRow>('webhook_endpoints')) {
    if ([secret_sealed, former_secret_sealed ?? secret_sealed].every((text) => keyOf(text) === keys.current))
      continue
    await db<EndpointRow>('webhook_endpoints')
      .where({ id })
      .update({
        secret_sealed: again(id, secret_sealed, 'secret') ?? secret_sealed,
        former_secret_sealed: again(id, former_secret_sealed, 'former'),
      })
  }
}

async function liveRow(trx: Transaction, id: number): Promise<EndpointRow> {
  const row = await trx<EndpointRow>('webhook_endpoints').where({ id, ended_at: null }).first()
  if (!row) throw refuse('not-found', 'webhook-unknown', { id })
  return row
}

const endpointFromRow = (row: EndpointRow): Endpoint => ({
  id: row.id,
  url: row.url,
  kinds: JSON.parse(row.kinds) as WebhookKind[],
  madeBy: row.made_by,
  madeAt: row.made_at,
  formerUntil: row.former_until ?? undefined,
  endedAt: row.ended_at ?? undefined,
  refusedInRow: row.refused_in_row,
  restsUntil: row.rests_until ?? undefined,
})
