/**
 * A carrier of our own contract: it takes our labels, gets a file a day of what will come, and sends us its events in the
 * form below, because it is we who say what the contract's form is. Pure: facts in, texts and events out.
 */
import { z } from 'zod'
import { Temporal } from 'temporal-polyfill'
import { instantText } from '../../base/calendar.ts'
import { read } from '../../web/read.ts'
import { short, trackingKind, trackingNumber, visitCost, type CarrierEvent } from './event.ts'
import { ownReasons, type OwnReason } from './reasons.ts'

const moment = z.iso.datetime({ offset: true }).transform((text) => instantText(Temporal.Instant.from(text)))

/** What the carrier posts; fields of its own beside these are let be. */
export const ownContractMessage = z.object({
  events: z
    .array(
      z.object({
        id: z.string().min(1).max(100),
        number: trackingNumber,
        kind: trackingKind,
        at: moment,
        place: z.string().max(200).optional(),
        code: z.string().max(200).optional(),
        /** Why nothing was taken at the door, and what is asked for coming. */
        reason: z.enum(Object.keys(ownReasons) as OwnReason[]).optional(),
        cost: visitCost.optional(),
      }),
    )
    .min(1)
    .max(1000),
})

/** @throws Refusal `invalid` naming each field that is wrong; nothing of the message is then taken. */
export const readOwnContract = (message: unknown): CarrierEvent[] =>
  read(ownContractMessage, message).events.map(({ id, number, kind, at, place, code, reason, cost }) => {
    const where = short(place, 80)
    const word = reason ?? short(code, 40)
    return {
      eventId: id,
      number,
      kind,
      occurredAt: at,
      ...(where && { place: where }),
      ...(word && { code: word }),
      ...(reason && { visit: { outcome: ownReasons[reason], ...(cost && { cost }) } }),
    }
  })
