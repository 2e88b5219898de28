/** Mails about the way to the centre: approved with the label, label replaced, received, void (R22, R32, R45). */
import { Temporal } from 'temporal-polyfill'
import { dateIn } from '../base/calendar.ts'
import { sum } from '../base/money.ts'
import type { Happened } from '../claims/advance.ts'
import { isLiving } from '../claims/claim.ts'
import type { AttachmentRef, MailFacts } from '../mail/mails.ts'
import { mailsAbout } from '../mail/store.ts'
import { factIn } from '../claims/journal.ts'
import { dueAfter, dueDayAfter } from '../claims/due.ts'
import { documentOf } from '../documents/store.ts'
import { clauseOf, type Programme } from '../programmes/programme.ts'
import { textIn } from '../programmes/schema/words.ts'
import { offerFor } from '../shipping/offering.ts'
import { pickupOf } from '../shipping/pickup-store.ts'
import { overLimit } from '../shipping/reweigh.ts'
import { shipmentsOf, waitingIn, type Shipment } from '../shipping/store.ts'
import { codesIn, combinationOf, offeredTo, type Composer, type LetterDesk } from './letter.ts'

/** R32: with the label for what is posted; the collection label comes with the pick-up's mail. */
export const approved: Composer<'approved'> = async (desk, happened) => {
  const { claim, programme } = happened
  const shipment = await latestShipment(happened)
  if (!shipment) return undefined
  const pickUpBy = await dueAfter(happened, 'approved')
  const combinations = claim.units.map((unit) => ({
    ...combinationOf(claim, unit),
    amount: offeredTo(unit, programme),
  }))
  return {
    facts: {
      way: shipment.way,
      combinations,
      total: sum(
        combinations.map(({ amount }) => amount),
        programme.currency,
      ),
      ...(shipment.way === 'pick-up' && { day: (await isOffered(happened)) ? 'choose' : 'by-us' }),
      weightGrams: shipment.weightGrams,
      weightLimitGrams: programme.dropOffLimitGrams ?? 0,
      shipBy: (await dueDayAfter(happened, 'submitted')).toString(),
      ...(pickUpBy && { pickUpBy: pickUpBy.toString() }),
      ...(shipment.way === 'drop-off' && byLink(desk, happened)),
    },
    ...(shipment.way === 'drop-off' && {
      attachments: await attached(happened, [mailedLabel(programme, shipment)]),
    }),
  }
}

/** R32: the old numbers are void; only for a label that replaces another. */
export const labelReplaced: Composer<'label-replaced'> = async (desk, happened) => {
  const replaced = codesIn(happened.entry.facts['replaces'])
  const shipment = await latestShipment(happened)
  if (replaced.length === 0 || !shipment || factIn(happened.entry, 'reason') === overLimit) return undefined
  return {
    facts: {
      oldCode: replaced.join(', '),
      newCode: waitingIn(shipment)
        .map(({ sscc }) => sscc)
        .join(', '),
      weightGrams: shipment.weightGrams,
      shipBy: shipment.shipBy,
      ...byLink(desk, happened),
    },
    attachments: await attached(happened, [mailedLabel(happened.programme, shipment)]),
  }
}

/** R45: one mail for each receipt; the clock of the payment runs from the first. None promises to pay a claim that is over. */
export const received: Composer<'received'> = async (_desk, happened) => {
  const { claim, programme, entry } = happened
  if (!isLiving(claim)) return undefined
  const units = entry.facts['units']
  return {
    facts: {
      receivedOn: dateIn(Temporal.Instant.from(entry.at), programme.timeZone).toString(),
      parcels: Array.isArray(units) ? 1 : 0,
      payBy: (await dueDayAfter(happened, 'received')).toString(),
    },
  }
}

/** A receipt that was taken back: whoever was told of it is told that it was a mistake, with what was scanned. */
export const receiptCorrected: Composer<'receipt-corrected'> = async (
  _desk,
  { trx, claim, programme, entry },
) => {
  const told = (await mailsAbout(trx, claim.reference)).some(({ name }) => name === 'received')
  if (!told || !isLiving(claim)) return undefined
  const on = dateIn(Temporal.Instant.from(entry.at), programme.timeZone).toString()
  return { facts: { on, sscc: factIn(entry, 'sscc') } }
}

/** R22: what is awaited, and by when. A pick-up that is agreed in time needs no reminder of its deadline. */
export const deadlineReminder: Composer<'deadline-reminder'> = async (_desk, happened) => {
  const { programme, entry, trx } = happened
  const clock = programme.clocks.find(({ id }) => id === entry.facts['clock'])
  if (!clock) return undefined
  const shipment = await latestShipment(happened)
  const pickup = shipment && (await pickupOf(trx, shipment.id))
  if (clock.stop === 'handed-over' && pickup?.state === 'scheduled') return undefined
  const facts = { on: factIn(entry, 'date'), daysLeft: Number(entry.facts['daysLeft']) }
  const what = reminded[clock.stop] ?? (shipment?.way === 'pick-up' ? 'pick-up' : 'ship')
  return { facts: { ...facts, what } }
}

/** R23: which date moved, from when to when, and why. */
export const deadlineMoved: Composer<'deadline-moved'> = async (_desk, { claim, programme, entry }) => {
  const clock = programme.clocks.find(({ id }) => id === entry.facts['clock'])
  if (!clock) return undefined
  return {
    facts: {
      deadline: textIn(clock.name, claim.application.locale),
      from: factIn(entry, 'from'),
      on: factIn(entry, 'dueOn'),
      why: factIn(entry, 'reason'),
    },
  }
}

/** What is awaited where it is not the hand-over. */
const reminded: Partial<Record<string, MailFacts['deadline-reminder']['what']>> = {
  resubmitted: 'complete',
  'all-decided': 'answer-offer',
  'proposal-accepted': 'accept-proposal',
}

/** R22: which date passed, and the clause that says what follows. */
export const voided: Composer<'void'> = async (_desk, happened) => {
  const { programme, entry } = happened
  const clock = programme.clocks.find(({ id }) => id === entry.facts['clock'])
  if (!clock) return undefined
  return {
    ...(await cancelledInvitation(happened)),
    facts: {
      missed: clock.start === 'approved' ? 'pick-up' : 'ship',
      on: factIn(entry, 'dueOn'),
      clause: clauseOf(programme, clock.rule),
    },
  }
}

/** R22: the devices for which the date passed, where the others were handed over in time. */
export const leftBehind: Composer<'left-behind'> = async (_desk, happened) => {
  const { claim, programme, entry } = happened
  const clock = programme.clocks.find(({ id }) => id === entry.facts['clock'])
  const units = Array.isArray(entry.facts['units']) ? entry.facts['units'].map(Number) : []
  return {
    ...(await cancelledInvitation(happened)),
    facts: {
      on: factIn(entry, 'dueOn'),
      combinations: claim.units
        .filter(({ position }) => units.includes(position))
        .map((unit) => combinationOf(claim, unit)),
      ...(clock && { clause: clauseOf(programme, clock.rule) }),
    },
  }
}

/** What was called off with the claim leaves the calendar too. */
async function cancelledInvitation(happened: Happened) {
  const shipment = await latestShipment(happened)
  const pickup = shipment && (await pickupOf(happened.trx, shipment.id))
  return pickup?.state === 'cancelled'
    ? { attachments: await attached(happened, [pickup.invitationDocument]) }
    : {}
}

async function isOffered({ trx, claim, programme, entry }: Happened): Promise<boolean> {
  const { slots } = await offerFor(trx, claim, programme, Temporal.Instant.from(entry.at))
  return slots.length > 0
}

/** The shipment that counts now. */
export async function latestShipment({ trx, claim }: Happened): Promise<Shipment | undefined> {
  return (await shipmentsOf(trx, claim.reference)).at(-1)
}

/** R32: the label's document where the programme mails it; its names and addresses stay out of the mail where it does not. */
export const mailedLabel = ({ label }: Programme, { labelDocument }: Shipment): number | undefined =>
  label.delivery === 'mail' ? labelDocument : undefined

/** R32: the page that gives the label, where it does not come with the mail. */
export const byLink = (desk: LetterDesk, { claim, programme }: Happened): { readonly labelUrl?: string } =>
  programme.label.delivery === 'link' ? { labelUrl: `${desk.linkTo(claim.reference)}/label/get` } : {}

/** Stored documents as a mail's attachments; those that there are none of are left out. */
export async function attached(
  { trx }: Happened,
  ids: readonly (number | undefined)[],
): Promise<AttachmentRef[]> {
  const known = ids.filter((id) => id !== undefined)
  return Promise.all(known.map(async (id) => ({ document: id, name: (await documentOf(trx, id)).name })))
}
