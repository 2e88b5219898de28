/** A participant's answer to an offer (R42, R43): the move, and the record of what was answered to which text from where. */
import type { Actor } from '../base/actor.ts'
import { canonicalJson, sha256 } from '../base/canonical.ts'
import { inTransaction } from '../database.ts'
import { advance, type Office } from './advance.ts'
import { unitAt, type Claim, type Offer } from './claim.ts'
import { offerAfter } from './decisions/offer.ts'
import { keepAnswer, type OfferAnswer } from './offer-answer-store.ts'
import { lockClaim } from './store.ts'

/** Characters that a participant may add to an answer. */
export const wordsAtMost = 2000

export type GivenOfferAnswer = {
  readonly reference: string
  /** Position of the unit. */
  readonly unit: number
  readonly offerNo: number
  readonly answer: OfferAnswer['answer']
  /** R42: what whoever looks again should know, in own words. */
  readonly words?: string | undefined
  readonly by: Actor
  /** Network address that it came from. */
  readonly from: string
}

/** @throws Refusal `conflict` / `outdated-offer` and as the move; then nothing is kept. The same answer twice is kept once. */
export const answerOffer = (office: Office, given: GivenOfferAnswer): Promise<Claim> =>
  inTransaction(office.db, async (trx) => {
    const { reference, unit: position, offerNo, answer, words, by, from } = given
    const { id, offer, offered } = unitAt(await lockClaim(trx, reference), position)
    // Before the move, whose consequences read what was said; a refusal of it takes the row back.
    if (offered && offer !== offerAfter[answer])
      await keepAnswer(trx, {
        unitId: id,
        offerNo,
        answer,
        words: words || undefined,
        textSha256: offerHash(reference, position, offered),
        by,
        from,
        at: office.clock.now(),
      })
    const move = { kind: 'answer', by, unit: position, offerNo, answer } as const
    return advance({ ...office, db: trx }, reference, move)
  })
/** SHA-256 of everything that an offer says, in its canonical spelling. */
export const offerHash = (reference: string, unit: number, { answerBy, ...offer }: Offer): string =>
  sha256(canonicalJson({ reference, unit, ...offer, answerBy: answerBy?.toString() ?? null }))
