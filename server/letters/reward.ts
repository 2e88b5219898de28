/** The mail about a reward that is goods: it has left (R62, R67). Told from the journal entry and the order behind it. */
import { factIn } from '../claims/journal.ts'
import { goodsOf } from '../payments/goods-store.ts'
import { goodsIn } from '../programmes/programme.ts'
import { textIn } from '../programmes/schema/words.ts'
import type { Composer } from './letter.ts'

/** What was sent in which parcel, and whether more is to come. */
export const rewardSent: Composer<'reward-sent'> = async (_desk, { trx, claim, programme, entry }) => {
  const { partNumber } = await goodsOf(trx, claim.reference, entry.unit ?? 0)
  const { participant, locale } = claim.application
  const { street, postcode, city } = participant.address
  const goods = goodsIn(programme, partNumber)
  return {
    facts: {
      goods: goods ? textIn(goods.name, locale) : partNumber,
      partNumber,
      parcel: factIn(entry, 'parcel'),
      address: [participant.company, street, `${postcode} ${city}`],
      isLast: claim.units.every(({ settlement }) => settlement !== 'ordered'),
    },
  }
}
