/**
 * From decided units to a proposal (R48): gathers in the transaction what the composition needs, keeps the content as
 * the next version and orders its document. Where the law leaves no way, nothing is proposed and finance sees why.
 */
import { Temporal } from 'temporal-polyfill'
import { dateIn, type Clock } from '../base/calendar.ts'
import type { Happened } from '../claims/advance.ts'
import { declaredOf, type Claim, type Unit } from '../claims/claim.ts'
import { clocksOf } from '../claims/clock-store.ts'
import { entriesOf } from '../claims/journal-store.ts'
import type { Database } from '../database.ts'
import { orderDocument } from '../documents/store.ts'
import { agreementAt } from '../parties/agreement-store.ts'
import { bankAccountOf } from '../parties/account-store.ts'
import { vatAnswerFor, wasAsked, type VatAnswer } from '../parties/vat-check-store.ts'
import { readVatId } from '../parties/vat-id.ts'
import { agreementOf } from '../programmes/agreement.ts'
import { auditCentreOf, clauseOf, partyOf, type Programme } from '../programmes/programme.ts'
import { saveProposal } from './proposal-store.ts'
import { vatIdsOf } from './vat-checking.ts'
import { composeProposal, type Composition, type ProposalFacts, type SoldUnit } from './self-billing.ts'

/** Why there is no proposal yet, beyond what VAT may block: R56, R48. */
export type ProposalBlock =
  | Extract<Composition, { outcome: 'blocked' }>['blocks'][number]
  | 'no-account'
  | 'no-agreement'
  | 'agreement-missing'

/** Keeps the next version of the proposal and orders its document; nothing when it is blocked. */
export async function proposeSelfBilling(
  { clock }: { readonly clock: Clock },
  happened: Happened,
): Promise<void> {
  const { trx, claim, programme } = happened
  const composition = await compositionFor(trx, claim, programme, clock.now())
  if (composition.outcome === 'blocked') return
  const { content } = composition
  await saveProposal(trx, content, clock.now())
  await orderDocument(trx, clock, {
    kind: 'proposal',
    claimReference: claim.reference,
    locale: claim.application.locale,
    name: `proposal-${claim.reference}-${content.version}.pdf`,
    mediaType: 'application/pdf',
    facts: content,
  })
}

/** What the proposal would say now, or every reason why there can be none. Writes nothing: the desk asks it too. */
export async function compositionFor(
  db: Database,
  claim: Claim,
  programme: Programme,
  now: Temporal.Instant,
): Promise<
  Extract<Composition, { outcome: 'composed' }> | { outcome: 'blocked'; blocks: readonly ProposalBlock[] }
> {
  const account = await bankAccountOf(db, claim.reference)
  if (!account) return { outcome: 'blocked', blocks: ['no-account'] }
  const handedOverAt = await handedOver(db, claim)
  const terms = agreementOf(programme)
  if (!terms) return { outcome: 'blocked', blocks: ['no-agreement'] }
  const between = { participantId: claim.participantId, buyer: terms.buyer }
  const agreement = await agreementAt(db, between, handedOverAt)
  if (!agreement) return { outcome: 'blocked', blocks: ['agreement-missing'] }
  return composeProposal({
    reference: claim.reference,
    version: claim.proposalVersion,
    locale: claim.application.locale,
    composedOn: dateIn(now, programme.timeZone),
    deliveredOn: dateIn(handedOverAt, programme.timeZone),
    payBy: await payBy(db, claim, programme),
    programme: { id: programme.id, version: claim.programmeVersion, name: programme.name },
    agreement: agreement.name,
    currency: programme.currency,
    ...sidesOf(claim, programme, await vatIdsKnown(db, claim, programme)),
    account,
    units: claim.units
      .filter(({ settlement }) => settlement === 'proposed')
      .map((unit) => soldUnit(claim, unit, programme)),
  })
}

/** Seller, buyer, writer and place of delivery, with what is known of their registrations. */
function sidesOf(
  claim: Claim,
  programme: Programme,
  { vatId, answer, buyerAnswer }: Awaited<ReturnType<typeof vatIdsKnown>>,
): Pick<
  ProposalFacts,
  'seller' | 'sellerStanding' | 'sellerDeclared' | 'vatIdsConfirmed' | 'buyer' | 'issuer' | 'deliverTo'
> {
  const { participant, declarations } = claim.application
  const standings = { registered: 'taxable', exempt: 'exempt', 'not-registered': 'not-registered' } as const
  return {
    seller: { ...participant, name: participant.company, vatId },
    sellerStanding: standings[participant.vatStatus],
    sellerDeclared: programme.declarations.every(({ id }) => declarations.includes(id)) ? 'yes' : 'no',
    vatIdsConfirmed: { sellerVatIdConfirmed: answer, buyerVatIdConfirmed: buyerAnswer },
    buyer: partyOf(programme, 'payer'),
    issuer: partyOf(programme, 'issuer'),
    deliverTo: auditCentreOf(programme),
  }
}

/** The seller's number, when one can exist, and what the register is known to say of both sides' numbers. */
async function vatIdsKnown(
  db: Database,
  claim: Claim,
  programme: Programme,
): Promise<{ vatId: string | undefined; answer: VatAnswer; buyerAnswer: VatAnswer }> {
  const { participant } = claim.application
  const vatId = readVatId(participant.vatId ?? '', participant.address.country)?.number
  const buyer = vatIdsOf(claim, programme).find((one) => one !== vatId)
  return {
    vatId,
    answer: vatId ? await vatAnswerFor(db, vatId) : 'invalid',
    // Where nobody asks the register, our number stands as the programme's owner wrote it down.
    buyerAnswer: buyer && (await wasAsked(db, buyer)) ? await vatAnswerFor(db, buyer) : 'valid',
  }
}

/** R40: the moment at which title passed, the last of them when there were several. */
async function handedOver(db: Database, { reference }: Claim): Promise<Temporal.Instant> {
  const entry = (await entriesOf(db, reference)).findLast(({ kind }) => kind === 'handed-over')
  if (!entry) throw new Error(`${reference} was never handed over`)
  return Temporal.Instant.from(entry.at)
}

/** R45: the due day of the clock that the payment stops. */
async function payBy(
  db: Database,
  { id, reference }: Claim,
  programme: Programme,
): Promise<Temporal.PlainDate> {
  const ids = programme.clocks.filter(({ stop }) => stop === 'paid').map((clock) => clock.id)
  const clock = (await clocksOf(db, id)).find((one) => ids.includes(one.clock))
  if (!clock) throw new Error(`no clock runs for the payment of ${reference}`)
  return clock.dueOn
}

function soldUnit(claim: Claim, unit: Unit, programme: Programme): SoldUnit {
  const { device } = declaredOf(claim, unit)
  const { offered } = unit
  const category = programme.categories.find(({ id }) => id === offered?.category)
  const condition = programme.conditions.find(({ id }) => id === offered?.condition)
  if (!device || !offered || !category || !condition) throw new Error(`unit ${unit.id} has no offer to bill`)
  return {
    id: unit.id,
    name: `${device.make} ${device.model}`,
    serial: device.serial,
    category: category.name,
    condition: condition.name,
    basis: { row: offered.row, rule: offered.rule, clause: clauseOf(programme, offered.rule) },
    goods: category.vatGoods,
    awardMinor: offered.amountMinor,
  }
}
