/** Where parcels are, as their participant reads it. Pure: what the carrier told in, words and tones out. */
import type { TrackedParcel } from '../shipping/carriers/tracked-view.ts'
import type { Texts } from '../texts/texts.ts'

const tones: Readonly<Partial<Record<TrackedParcel['state'], 'good' | 'bad' | 'wait'>>> = {
  'at-centre': 'good',
  delayed: 'wait',
  lost: 'bad',
  damaged: 'bad',
  returned: 'bad',
}

/** What there is to say beyond the word itself; a delivery that the carrier tells of is not yet our receipt (R45). */
const explained: Readonly<Partial<Record<TrackedParcel['state'], string>>> = {
  'at-centre': 'delivered',
  lost: 'lost',
  damaged: 'damaged',
  returned: 'returned',
}

/** Parcels that are still on their way; what has arrived stands elsewhere on the page. */
export const trackingViews = (parcels: readonly TrackedParcel[], texts: Texts): object[] =>
  parcels
    .filter(({ receivedAt }) => receivedAt === undefined)
    .map(({ sscc, trackingNumber, state, since, events }) => {
      const says = explained[state]
      return {
        number: trackingNumber ?? sscc,
        state,
        since,
        tone: tones[state] ?? '',
        ...(says && { says: texts.text(`carriers.tracking.${says}`) }),
        events: events.toReversed(),
      }
    })
