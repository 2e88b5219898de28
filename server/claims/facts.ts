/**
 * What only the clock and the database know about an application, gathered under locks in the transaction that
 * submits it: so that two parallel submissions never both see the last free place of a cap (R93).
 */
import type { Temporal } from 'temporal-polyfill'
import { sha256 } from '../base/canonical.ts'
import { refuse } from '../base/refusal.ts'
import type { Database, Transaction } from '../database.ts'
import { evidenceById, twinsOf } from '../evidence/store.ts'
import { plainIban } from '../parties/bank-account.ts'
import { participantKey } from '../parties/party.ts'
import { isBlocked } from '../parties/block-store.ts'
import type { Application } from '../programmes/application.ts'
import { demandsOf, invoiceKey, type Demand, type PartyKeys } from '../programmes/caps.ts'
import { plain } from '../programmes/catalogue.ts'
import type { Programme } from '../programmes/programme.ts'
import type { ApplicationFacts } from '../programmes/rules.ts'
import { capUseName } from '../programmes/rules/caps.ts'
import { lockKeys, referencesWithKey, usedOf, type ClaimKey, type KeyKind } from './key-store.ts'

/** One party over all its claims (R15, R53). */
export const partiesOf = ({ participant, endCustomer }: Application): PartyKeys => ({
  participant: participantKey({ ...participant, name: participant.company }),
  ...(endCustomer && { endCustomer: participantKey({ ...endCustomer, name: endCustomer.company }) }),
})

/** Everything that makes the claim findable again. Personal values are hashed: these rows outlive their owner's data. */
export function keysOf(application: Application): ClaimKey[] {
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
      value: application.bankAccount ? sha256(plainIban(application.bankAccount.iban)) : '',
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
  const keys = keysOf(application)
  const locks = demands.map(({ cap, key }) => `cap ${programme.id} ${cap} ${key}`)
  await lockKeys(trx, [...locks, ...keys.map(({ kind, value }) => `${kind} ${value}`)])
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
  const capUse: Record<string, number> = {}
  for (const demand of demands) {
    capUse[capUseName(demand)] = await usedOf(db, programme.id, demand.cap, demand.key, reference)
  }
  const keys = keysOf(application)
  const elsewhere = (kind: KeyKind): Promise<Map<string, string>> => claimsSharing(db, keys, kind, reference)
  const invoices = await elsewhere('invoice')
  const products = await elsewhere('product-serial')
  return {
    submittedOn,
    parties,
    capUse,
    serialsElsewhere: Object.fromEntries([...products, ...(await elsewhere('device-serial'))]),
    // R64: one invoice may list products of several claims; the same product on it again may not.
    invoiceElsewhere: products.size > 0 ? [...invoices.values()][0] : undefined,
    filesElsewhere: await filesElsewhere(db, application),
    blocked: await isBlocked(db, parties.participant),
    bankAccountShared: await isSharedByStrangers(db, await elsewhere('bank-account'), keys),
  }
}

/** By value of the key the first other living claim that has it. */
async function claimsSharing(
  db: Database,
  keys: readonly ClaimKey[],
  kind: KeyKind,
  except: string,
): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const key of keys.filter((one) => one.kind === kind)) {
    const [reference] = await referencesWithKey(db, kind, key.value, except)
    if (reference !== undefined) found.set(key.value, reference)
  }
  return found
}

/** @throws Refusal `invalid` / `evidence-unknown` naming the place of a file that was never sent in. */
async function filesElsewhere(db: Database, { evidence }: Application): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const [place, { file }] of evidence.entries()) {
    if (file === '') continue
    const sent = await evidenceById(db, file)
    if (!sent) throw refuse('invalid', 'evidence-unknown', {}, `/evidence/${place}/file`)
    const [twin] = await twinsOf(db, sent)
    if (twin) found[file] = twin.reference
  }
  return found
}

/** R1: one company may of course use its account in several claims. */
async function isSharedByStrangers(
  db: Database,
  sharing: ReadonlyMap<string, string>,
  keys: readonly ClaimKey[],
): Promise<boolean> {
  const own = keys.find(({ kind }) => kind === 'participant')?.value ?? ''
  const friends = new Set(await referencesWithKey(db, 'participant', own))
  return [...sharing.values()].some((reference) => !friends.has(reference))
}
