/** Orders the calendar invitation of a pick-up, or its cancellation, with all its facts. Drawing comes later. */
import type { Temporal } from 'temporal-polyfill'
import { instantText, type Clock } from '../base/calendar.ts'
import type { Happened } from '../claims/advance.ts'
import type { Transaction } from '../database.ts'
import { orderDocument } from '../documents/store.ts'
import { partyOf } from '../programmes/programme.ts'
import { textIn } from '../programmes/schema/words.ts'
import type { Locale, Texts } from '../texts/texts.ts'
import type { Invitation } from './invitation.ts'
import { setInvitation, type Pickup } from './pickup-store.ts'
import { waitingIn, type Shipment } from './store.ts'

export type InvitationDesk = { readonly clock: Clock; readonly texts: (locale: Locale) => Texts }

type Invited = Pick<Happened, 'claim' | 'programme'> & {
  readonly shipment: Shipment
  readonly pickup: Pickup
}

/** RFC 5546: the same UID for all changes of one pick-up, its sequence rises; what was called off is cancelled. */
export async function orderInvitation(
  desk: InvitationDesk,
  trx: Transaction,
  invited: Invited,
): Promise<void> {
  const { claim, pickup } = invited
  const document = await orderDocument(trx, desk.clock, {
    kind: 'pickup-invitation',
    claimReference: claim.reference,
    locale: claim.application.locale,
    name: `pickup-${claim.reference}.ics`,
    mediaType: 'text/calendar',
    facts: invitationFacts(desk, invited, desk.clock.now()),
  })
  await setInvitation(trx, pickup.id, document)
}

function invitationFacts(
  desk: InvitationDesk,
  { claim, programme, shipment, pickup }: Invited,
  now: Temporal.Instant,
): Invitation {
  const { participant, locale } = claim.application
  const { email, phone } = programme.contacts
  const texts = desk.texts(locale)
  const { street, postcode, city } = participant.address
  const { slot } = pickup
  return {
    uid: `pickup-${pickup.id}-${claim.reference}@${email.slice(email.lastIndexOf('@') + 1)}`,
    sequence: pickup.sequence,
    method: pickup.state === 'scheduled' ? 'REQUEST' : 'CANCEL',
    date: slot.date.toString(),
    from: slot.from,
    to: slot.to,
    timeZone: programme.timeZone,
    summary: texts.text('shipping.invitation.summary', { reference: claim.reference }),
    description: texts.text('shipping.invitation.description', {
      parcels: waitingIn(shipment).length,
      weight: texts.weight(shipment.weightGrams),
      place: programme.pickup ? textIn(programme.pickup.place, locale) : '',
      phone,
    }),
    location: `${participant.company}, ${street}, ${postcode} ${city}`,
    organizer: { name: partyOf(programme, 'promoter').name, email },
    attendee: { name: participant.contactName, email: participant.email },
    stamp: instantText(now),
  }
}
