/** When this happened, that follows. Rows only: the worker carries them into the world. */
import { Temporal } from 'temporal-polyfill'
import type { Clock } from './base/calendar.ts'
import { certifyErasure, packAppeal, packEvidence } from './audit/packing.ts'
import { invoiceOf, invoicesOfClaim } from './billing/invoice-store.ts'
import { currentProposal } from './billing/proposal-store.ts'
import { issueSelfBilling } from './billing/issuing.ts'
import { proposeSelfBilling } from './billing/proposing.ts'
import type { Follow, Happened } from './claims/advance.ts'
import { clocksOf } from './claims/clock-store.ts'
import { noteFirstDecision } from './claims/first-decision-store.ts'
import { factIn } from './claims/journal.ts'
import { partiesOf } from './claims/facts.ts'
import type { EventKind } from './claims/moves.ts'
import { together } from './database.ts'
import { chargeVisit, chargeWrongDevice } from './charging.ts'
import { turnClocks } from './clocks.ts'
import {
  applicationAccepted,
  applicationIncomplete,
  applicationReceived,
  applicationRejected,
} from './letters/application.ts'
import { mailAgreement } from './letters/agreement.ts'
import { codesIn, letterTo, type Composer, type LetterDesk } from './letters/letter.ts'
import { paid, paymentReturned, repayment } from './letters/payment.ts'
import {
  handedOver,
  pickupArranged,
  pickupCancelled,
  pickupMissed,
  pickupReminder,
  tooHeavy,
} from './letters/pickup.ts'
import { rewardSent } from './letters/reward.ts'
import { creditNote, invoice, offerChanged, offerExpired, proposal } from './letters/settlement.ts'
import {
  approved,
  deadlineMoved,
  deadlineReminder,
  labelReplaced,
  leftBehind,
  receiptCorrected,
  received,
  voided,
} from './letters/shipping.ts'
import type { MailName } from './mail/mails.ts'
import { postMail, type PostOffice } from './mail/store.ts'
import { block } from './parties/block-store.ts'
import { orderGoods } from './payments/goods-store.ts'
import { holdRefused, liftRefused } from './payments/hold-store.ts'
import { lower, owe } from './payments/payable-store.ts'
import { foldIntoDebt, openRecovery } from './payments/recovering.ts'
import { sendByPeppol, type PeppolDesk } from './peppol.ts'
import { orderReading, type ReadingDesk } from './reading.ts'
import { warnOfFewDays } from './scarce-days.ts'
import { callOffPickups, closeVisit, comeAgain } from './shipping/attempt.ts'
import { markParcels } from './shipping/marking.ts'
import { callOffOrders, orderParcels, orderVisits } from './shipping/carriers/ordering.ts'
import { reopenLabels, useLabels, voidLabels } from './shipping/label-ending.ts'
import { orderReceipt } from './shipping/receipt-order.ts'
import { openShipmentFor, type ShippingDesk } from './shipping/opening.ts'
import { renewShipment } from './shipping/renewing.ts'
import { checkAgain, checkVatIds, type RegisterDesk } from './vat-register.ts'
import { askWhoIsTold, tellWebhooks, type TellingDesk } from './webhooks/telling.ts'

/** Everything that consequences need beyond what happened. They write rows and read the clock, nothing else. */
export type ConsequenceDesk = LetterDesk &
  PostOffice &
  ReadingDesk &
  RegisterDesk &
  PeppolDesk &
  ShippingDesk &
  TellingDesk & { readonly clock: Clock; readonly follow: Follow }

type Consequence = ((desk: ConsequenceDesk, happened: Happened) => Promise<void>) & {
  /** The mails that it may write. */
  readonly mails?: readonly MailName[]
}

const mail = <Name extends MailName>(name: Name, compose: Composer<Name>): Consequence =>
  Object.assign(
    async (desk: ConsequenceDesk, happened: Happened) => {
      const letter = await letterTo(desk, happened, name, compose)
      if (letter) await postMail(happened.trx, desk, letter)
    },
    { mails: [name] },
  )

/** A final document makes a debt (R48); from then on payments know it by its number. */
const oweInvoice: Consequence = async ({ clock }, { trx, claim, entry }) => {
  const { number, content } = await invoiceOf(trx, factIn(entry, 'invoice'))
  const { currency, totals, payment } = content
  const payBy = Temporal.PlainDate.from(payment.payBy)
  const debt = { number, reference: claim.reference, programmeId: claim.programmeId, currency, payBy }
  await owe(trx, { ...debt, amountMinor: totals.payableMinor }, clock.now())
}

/** R66: what was promised without a document is owed under the claim's reference, by the day of the payment's clock. */
const owePromise: Consequence = async ({ clock }, { trx, claim, programme, entry }) => {
  const ids = programme.clocks.filter(({ stop }) => stop === 'paid').map(({ id }) => id)
  const due = (await clocksOf(trx, claim.id)).find((one) => ids.includes(one.clock))
  if (!due) throw new Error(`no clock runs for the payment of ${claim.reference}`)
  const debt = { number: factIn(entry, 'payable'), reference: claim.reference, payBy: due.dueOn }
  const { currency } = programme
  const amountMinor = Number(entry.facts['amountMinor'])
  await owe(trx, { ...debt, programmeId: claim.programmeId, currency, amountMinor }, clock.now())
}

/** R67: the reward is an accessory. */
const orderReward: Consequence = ({ clock }, { trx, claim: { reference }, entry }) =>
  orderGoods(trx, { reference, unit: entry.unit, partNumber: factIn(entry, 'partNumber') }, clock.now())

/** What was issued also goes to the seller's own books, where both sides are on Peppol. */
const sendInvoice: Consequence = (desk, happened) =>
  sendByPeppol(desk, happened, factIn(happened.entry, 'invoice'))

const sendCredit: Consequence = (desk, happened) =>
  sendByPeppol(desk, happened, factIn(happened.entry, 'credit'))

/** A5: what is credited is owed no more; what was paid by then is asked back (R47, O1). */
const oweLess: Consequence = async ({ clock, follow }, { trx, claim, programme, entry }) => {
  const debt = {
    number: factIn(entry, 'invoice'),
    credit: factIn(entry, 'credit'),
    amountMinor: Number(entry.facts['amountMinor']),
  }
  if ((await lower(trx, debt, clock.now())) === 'owed') return
  const { units } = entry.facts
  await openRecovery({ db: trx, clock, follow }, trx, {
    reference: claim.reference,
    cause: 'credited',
    origin: `credit:${debt.credit}`,
    amountMinor: debt.amountMinor,
    currency: programme.currency,
    units: Array.isArray(units) ? units.map(Number) : [],
  })
}

/** A5, B3: a payment that came back leaves one debt, less what was credited of it: nobody owes the other the same money. */
const foldCredits: Consequence = async ({ clock, follow }, { trx, claim, entry }) => {
  const payable = factIn(entry, 'payable')
  const credits = (await invoicesOfClaim(trx, claim.reference)).filter(
    ({ corrects }) => corrects?.number === payable,
  )
  const numbers = credits.map(({ number }) => number)
  // Refused before it was booked: then nothing was paid, and nothing is asked back.
  if (entry.facts['was'] === 'paid') await foldIntoDebt({ db: trx, clock, follow }, trx, payable, numbers)
}

/** R56: what was decided while no account was known is proposed as soon as there is one. */
const proposeLate: Consequence = async (desk, happened) => {
  const { trx, claim } = happened
  const current = await currentProposal(trx, claim.reference)
  const waits = claim.state === 'approved' && claim.units.some(({ settlement }) => settlement === 'proposed')
  if (!waits || current?.content.version === claim.proposalVersion) return
  await proposeSelfBilling(desk, happened)
  await mail('proposal', proposal)(desk, happened)
}

/** R30: who states what is not true is barred from this and every later programme. */
const barFalseStatement: Consequence = async ({ clock }, { trx, claim, entry }) => {
  if (!codesIn(entry.facts['reasons']).includes('false-statement')) return
  const { participant } = partiesOf(claim.application)
  await block(trx, participant, { reason: 'false-statement', by: entry.actor, at: clock.now() })
}

/** A4: who refuses a proposal is not paid before the matter is settled. */
const holdDisputed: Consequence = ({ clock }, { trx, claim }) =>
  holdRefused(trx, claim.reference, clock.now())

/** A5: nothing disputed is paid before somebody has looked at it; what is with the bank cannot be stopped. */
const holdObjected: Consequence = async (desk, happened) => {
  if (happened.entry.facts['stops'] === 'payment') await holdDisputed(desk, happened)
}

const liftDisputed: Consequence = ({ clock }, { trx, claim }) =>
  liftRefused(trx, claim.reference, clock.now())

/** Consequences of which none minds which is first (decision 22). */
const atOnce = (...all: readonly Consequence[]): Consequence =>
  Object.assign(
    async (desk: ConsequenceDesk, happened: Happened) =>
      void (await together(happened.trx, ...all.map((one) => () => one(desk, happened)))),
    { mails: all.flatMap(({ mails = [] }) => mails) },
  )

const consequences: Readonly<Record<EventKind, readonly Consequence[]>> = {
  submitted: [atOnce(mail('application-received', applicationReceived), orderReading), mailAgreement],
  vouched: [],
  asked: [mail('application-incomplete', applicationIncomplete)],
  resubmitted: [markParcels, mail('application-received', applicationReceived), mailAgreement, orderReading],
  rejected: [noteFirstDecision, mail('application-rejected', applicationRejected), barFalseStatement],
  withdrawn: [callOffPickups, callOffOrders, voidLabels],
  approved: [
    noteFirstDecision,
    checkVatIds,
    openShipmentFor,
    renewShipment,
    mail('accepted', applicationAccepted),
    mail('approved', approved),
  ],
  labelled: [
    orderParcels,
    markParcels,
    warnOfFewDays,
    mail('label-replaced', labelReplaced),
    mail('too-heavy', tooHeavy),
  ],
  'pickup-arranged': [orderVisits, mail('pickup-arranged', pickupArranged)],
  'pickup-cancelled': [orderVisits, warnOfFewDays, mail('pickup-cancelled', pickupCancelled)],
  'pickup-attempted': [comeAgain, chargeVisit, warnOfFewDays, mail('pickup-missed', pickupMissed)],
  'handed-over': [closeVisit, orderReceipt, mail('handed-over', handedOver)],
  scanned: [],
  lost: [],
  damaged: [],
  received: [useLabels, mail('received', received)],
  'looked-at': [],
  'found-after-end': [],
  'receipt-undone': [reopenLabels, mail('receipt-corrected', receiptCorrected)],
  'found-match': [certifyErasure],
  'found-different': [packEvidence, certifyErasure, mail('offer-changed', offerChanged)],
  'offer-accepted': [chargeWrongDevice],
  'offer-declined': [chargeWrongDevice],
  'offer-disputed': [packAppeal],
  'offer-expired': [mail('offer-expired', offerExpired)],
  'all-decided': [proposeSelfBilling, checkAgain, mail('proposal', proposal)],
  'proposal-accepted': [liftDisputed, issueSelfBilling],
  'proposal-refused': [holdDisputed],
  finalised: [oweInvoice, sendInvoice, mail('invoice', invoice)],
  credited: [oweLess, sendCredit, mail('credit-note', creditNote)],
  objected: [holdObjected],
  promised: [owePromise],
  'goods-ordered': [orderReward],
  'goods-released': [],
  'goods-shipped': [mail('reward-sent', rewardSent)],
  charged: [mail('repayment', repayment)],
  'overpayment-notified': [mail('repayment', repayment)],
  repayment: [],
  repaid: [],
  'written-off': [],
  'set-off': [],
  'run-approved': [],
  'run-exported': [],
  'payment-held': [],
  'payment-let-go': [],
  'waiver-proposed': [],
  waived: [],
  'write-off-proposed': [],
  'set-off-agreed': [],
  'account-confirmed': [],
  'match-proposed': [],
  'match-confirmed': [],
  queued: [],
  unqueued: [],
  paid: [mail('paid', paid)],
  returned: [foldCredits, mail('payment-returned', paymentReturned)],
  'account-given': [proposeLate],
  'account-shown': [],
  'edition-loaded': [],
  exported: [],
  erased: [],
  'data-expired': [],
  'data-held': [],
  'data-released': [],
  'consent-withdrawn': [],
  settled: [],
  closed: [],
  extended: [mail('deadline-moved', deadlineMoved)],
  'set-aside': [],
  'taken-up': [],
  reminded: [mail('deadline-reminder', deadlineReminder), mail('pickup-reminder', pickupReminder)],
  lapsed: [],
  voided: [callOffPickups, callOffOrders, voidLabels, mail('void', voided)],
  'left-behind': [callOffPickups, mail('left-behind', leftBehind)],
}

/** R62: the mails that may follow from an event. */
export const mailsAfter = (event: EventKind): readonly MailName[] =>
  consequences[event].flatMap(({ mails = [] }) => mails)

/** Turns the programme's clocks, then carries out what the table says, and tells whoever wants to know. */
export const followWith =
  (desk: () => ConsequenceDesk): Follow =>
  async (happened) => {
    await together(
      happened.trx,
      () => turnClocks(desk(), happened),
      () => askWhoIsTold(happened),
    )
    for (const consequence of consequences[happened.entry.kind as EventKind])
      await consequence(desk(), happened)
    await tellWebhooks(desk(), happened)
  }
