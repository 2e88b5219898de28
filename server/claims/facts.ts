/**
 * What only the clock and the database know about an application, gathered under locks in the transaction that
 * submits it: so that two parallel submissions never both see the last free place of a cap (R93).
 */
import type { Temporal } from 'temporal-polyfill'
import { sha256 } from '../base/canonical.ts'
import { refuse } from '../base/refusal.ts'
import type { HouseKeys } from '../base/sealing.ts'
import { houseKeysOf, together, type Database, type Transaction } from '../database.ts'
import { evidenceByIds, twinsOf } from '../evidence/store.ts'
import { plainIban } from '../parties/bank-account.ts'
import { participantKey } from '../parties/party.ts'
import { isBlocked } from '../parties/block-store.ts'
import { enrolmentOf } from '../parties/enrolment-store.ts'
import type { Application } from '../programmes/application.ts'
import { demandsOf, invoiceKey, type Demand, type PartyKeys } from '../programmes/caps.ts'
import { plain } from '../programmes/catalogue.ts'
import type { Programme } from '../programmes/programme.ts'
import type { ApplicationFacts } from '../programmes/rules.ts'
import { capUseName } from '../programmes/rules/caps.ts'
import {
  accountKey,
  firstWithKeys,
  lockKeys,
  nameOfKey,
  referencesWithKey,
  usedOf,
  type CapUse,
  type ClaimKey,
  type KeyKind,
} from './key-store.ts'

/** One party over all its claims (R15, R53). */
export const partiesOf = ({ participant, endCustomer }: Application): PartyKeys => ({
  participant: participantKey({ ...participant, name: participant.company }),
  ...(endCustomer && { endCustomer: participantKey({ ...endCustomer, name: endCustomer.company }) }),
})

/** Everything that makes the claim findable again. Personal values are hashed: these rows outlive their owner's data. */
export function keysOf(application: Application, { mark }: Pick<HouseKeys, 'mark'>): ClaimKey[] {
  const { participant, endCustomer } = partiesOf(application)
  const serials = application.units.flatMap(({ product, device }): ClaimKey[] => [
    { kind: 'product-serial', value: plain(product.serial) },
    { kind: 'device-serial', value: plain(device?.serial ?? '') },
  ])
  const keys: ClaimKey[] = [
    { kind: 'participant', value: sha256(participant) },
    { kind: 'end-customer', value: endCustomer ? sha256(endCustomer) : '' },
    {
      kind: 'invoice',
      value: application.purchase.invoiceNumber ? sha256(invoiceKey(application.purchase)) : '',
    },
    {
      kind: 'bank-account',
      value: application.bankAccount ? accountKey(sha256(plainIban(application.bankAccount.iban)), mark) : '',
    },
    ...serials,
  ]
  return keys.filter(({ value }) => value !== '')
}

export type Gathered = { readonly facts: ApplicationFacts; readonly demands: readonly Demand[] }

/** Locks every key that the application shares with others, then counts. `reference` is that of a resubmission. */
export async function gatherFacts(
  trx: Transaction,
  application: Application,
  programme: Programme,
  { submittedOn, reference = '' }: { submittedOn: Temporal.PlainDate; reference?: string },
): Promise<Gathered> {
  const parties = partiesOf(application)
  const demands = demandsOf(programme, application, parties, submittedOn)
  const keys = keysOf(application, houseKeysOf(trx))
  const locks = demands.map(({ cap, key }) => `cap ${programme.id} ${cap} ${key}`)
  await lockKeys(trx, [...locks, ...keys.map(nameOfKey)])
  return {
    facts: await countedFacts(trx, application, programme, { submittedOn, reference, parties, demands }),
    demands,
  }
}

type Counting = {
  readonly submittedOn: Temporal.PlainDate
  readonly reference: string
  readonly parties: PartyKeys
  readonly demands: readonly Demand[]
}

/** The same facts without locks, to answer "would this qualify?" and store nothing. */
export async function countedFacts(
  db: Database,
  application: Application,
  programme: Programme,
  { submittedOn, reference, parties, demands }: Counting,
): Promise<ApplicationFacts> {
  const keys = keysOf(application, houseKeysOf(db))
  // A participant's own claims are no double of this one, and may be many.
  const shared = keys.filter(({ kind }) => kind !== 'participant' && kind !== 'end-customer')
  const [elsewhere, uses, filesElsewhere, blocked, enrolment] = await together(
    db,
    () => firstWithKeys(db, shared, reference),
    () => usedOf(db, programme.id, demands, reference),
    () => twinsElsewhere(db, application),
    () => isBlocked(db, parties.participant),
    () => enrolmentFact(db, programme, parties),
  )
  const among = (...kinds: KeyKind[]): [string, string][] =>
    shared.flatMap((key) => {
      const found = elsewhere.get(nameOfKey(key))
      return found !== undefined && kinds.includes(key.kind) ? [[key.value, found]] : []
    })
  return {
    submittedOn,
    parties,
    capUse: Object.fromEntries(demands.map((demand) => [capUseName(demand), amountIn(uses, demand)])),
    serialsElsewhere: Object.fromEntries(among('product-serial', 'device-serial')),
    // R64: one invoice may list products of several claims; the same product on it again may not.
    invoiceElsewhere: among('product-serial').length > 0 ? among('invoice')[0]?.[1] : undefined,
    filesElsewhere,
    blocked,
    ...enrolment,
    bankAccountShared: await isSharedByStrangers(db, keys, elsewhere),
  }
}

/** R50: asked only where the programme wants partners enrolled. */
async function enrolmentFact(
  db: Database,
  { audience }: Programme,
  { participant }: PartyKeys,
): Promise<Pick<ApplicationFacts, 'enrolled'>> {
  const enrolled = audience.enrolment === 'none' ? undefined : await enrolmentOf(db, participant)
  return enrolled ? { enrolled } : {}
}

const amountIn = (uses: readonly CapUse[], { cap, key }: Demand): number =>
  uses.find((use) => use.cap === cap && use.key === key)?.amount ?? 0

/** @throws Refusal `invalid` / `evidence-unknown` naming the place of a file that was never sent in. */
async function twinsElsewhere(db: Database, { evidence }: Application): Promise<Record<string, string>> {
  const sent = await evidenceByIds(
    db,
    evidence.map(({ file }) => file),
  )
  const named = evidence.flatMap(({ file }, place) => {
    if (file === '') return []
    const one = sent.get(file)
    if (!one) throw refuse('invalid', 'evidence-unknown', {}, `/evidence/${place}/file`)
    return [one]
  })
  const twins = await together(db, ...named.map((one) => () => twinsOf(db, one)))
  const found = named.map(({ id }, place) => [id, twins[place]?.[0]?.reference] as const)
  return Object.fromEntries(found.filter((pair): pair is [string, string] => pair[1] !== undefined))
}

/** R1: one company may of course use its account in several claims. */
async function isSharedByStrangers(
  db: Database,
  keys: readonly ClaimKey[],
  elsewhere: ReadonlyMap<string, string>,
): Promise<boolean> {
  const account = keys.find((key) => key.kind === 'bank-account' && elsewhere.has(nameOfKey(key)))
  if (!account) return false
  const own = keys.find(({ kind }) => kind === 'participant')?.value ?? ''
  const friends = new Set(await referencesWithKey(db, 'participant', own))
  const sharing = await referencesWithKey(db, 'bank-account', account.value)
  return sharing.some((reference) => !friends.has(reference))
}
