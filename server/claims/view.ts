/** A claim as the API shows it. What is not named here is not sent: no bank account, no row id. */
import { z } from 'zod'
import { instantText } from '../base/calendar.ts'
import type { Programme } from '../programmes/programme.ts'
import { declaredOf, type Claim, type Unit } from './claim.ts'
import type { RunningClock } from './clock-store.ts'
import { auditMachine, claimMachine, custodyMachine, offerMachine, settlementMachine } from './machines.ts'

const states = <State extends string>(id: string, machine: Readonly<Record<State, unknown>>) =>
  z.enum(Object.keys(machine) as [State, ...State[]]).meta({ id })

const offerView = z
  .object({
    no: z.int(),
    amountMinor: z.int(),
    currency: z.string(),
    category: z.string(),
    condition: z.string(),
    row: z.string(),
    rule: z.string(),
    reasons: z.array(z.string()),
    answerBy: z.iso.date().optional(),
  })
  .meta({ id: 'Offer' })

const unitView = z
  .object({
    position: z.int(),
    product: z.object({ model: z.string(), serial: z.string() }),
    device: z
      .object({
        category: z.string(),
        make: z.string(),
        model: z.string(),
        serial: z.string(),
        condition: z.string(),
        weightGrams: z.int(),
      })
      .optional(),
    custody: states('CustodyState', custodyMachine),
    audit: states('AuditState', auditMachine),
    offer: states('OfferState', offerMachine),
    settlement: states('SettlementState', settlementMachine),
    offered: offerView.optional(),
  })
  .meta({ id: 'ClaimUnit' })

const clockView = z
  .object({
    clock: z.string(),
    startedOn: z.iso.date(),
    dueOn: z.iso.date(),
    state: z.string(),
    /** A wait began then that stops the clock (R45). */
    pausedOn: z.iso.date().optional(),
  })
  .meta({ id: 'ClaimClock' })

export const claimViewSchema = z
  .object({
    reference: z.string(),
    programme: z.string(),
    programmeVersion: z.string(),
    state: states('ClaimState', claimMachine),
    submittedAt: z.string(),
    approvedAt: z.string().optional(),
    /** Version of the proposal that can be accepted; 0 while there is none. */
    proposalVersion: z.int(),
    units: z.array(unitView),
    clocks: z.array(clockView),
  })
  .meta({ id: 'Claim' })

export type ClaimView = z.infer<typeof claimViewSchema>

/** The claim as the API shows it: amounts in minor units, days as ISO text, without account and row ids. */
export const claimView = (
  claim: Claim,
  programme: Programme,
  clocks: readonly RunningClock[],
): ClaimView => ({
  reference: claim.reference,
  programme: claim.programmeId,
  programmeVersion: claim.programmeVersion,
  state: claim.state,
  submittedAt: instantText(claim.submittedAt),
  ...(claim.approvedAt && { approvedAt: instantText(claim.approvedAt) }),
  proposalVersion: claim.proposalVersion,
  units: claim.units.map((unit) => viewOfUnit(claim, unit, programme)),
  clocks: clocks.map(({ clock, startedOn, dueOn, state, pausedOn }) => ({
    clock,
    startedOn: startedOn.toString(),
    dueOn: dueOn.toString(),
    state,
    ...(pausedOn && { pausedOn: pausedOn.toString() }),
  })),
})

function viewOfUnit(claim: Claim, unit: Unit, { currency }: Programme): ClaimView['units'][number] {
  const { product, device } = declaredOf(claim, unit)
  const { position, custody, audit, offer, settlement, offered } = unit
  return {
    position,
    product: { model: product.model, serial: product.serial },
    ...(device && { device }),
    custody,
    audit,
    offer,
    settlement,
    ...(offered && {
      offered: {
        ...offered,
        reasons: [...offered.reasons],
        currency,
        answerBy: offered.answerBy?.toString(),
      },
    }),
  }
}
