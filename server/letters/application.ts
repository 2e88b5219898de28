/** Mails about the application: received, incomplete, rejected (R25, R27, R29). */
import { sum } from '../base/money.ts'
import type { Unit } from '../claims/claim.ts'
import { tracesOf } from '../claims/decision-store.ts'
import { dueAfter } from '../claims/due.ts'
import { together } from '../database.ts'
import { documentsOf } from '../documents/store.ts'
import type { Reason } from '../mail/mails.ts'
import { bankAccountOf } from '../parties/account-store.ts'
import type { Programme } from '../programmes/programme.ts'
import { incompleteOf, type Finding } from '../programmes/rules.ts'
import { textIn } from '../programmes/schema/words.ts'
import { findingText } from '../programmes/wording.ts'
import type { Locale, Texts } from '../texts/texts.ts'
import { codesIn, combinationOf, noteIn, reasonFor, type Composer, offeredTo } from './letter.ts'

/** R29: what was applied for, and by when the devices are on their way. */
export const applicationReceived: Composer<'application-received'> = async (_desk, happened) => {
  const { trx, claim } = happened
  const [due, documents] = await together(
    trx,
    () => dueAfter(happened, 'submitted'),
    () => documentsOf(trx, claim.reference),
  )
  const shipBy = due?.toString()
  const combinations = claim.units.map((unit) => combinationOf(claim, unit))
  const signed = documents.findLast(({ kind }) => kind === 'self-billing-agreement')
  return {
    facts: { combinations, ...(shipBy && { shipBy }) },
    // Both sides keep a copy (momsbekendtgørelsen § 68): the seller's comes with its first mail.
    ...(signed && { attachments: [{ document: signed.id, name: signed.name }] }),
  }
}

/** R25: the list of what is missing, in the words of the rules that missed it or of the reviewer. */
export const applicationIncomplete: Composer<'application-incomplete'> = async (desk, happened) => {
  const { trx, claim, programme, entry } = happened
  const [trace] = await tracesOf(trx, claim.id)
  const found = incompleteOf(trace?.findings ?? [])
  const texts = desk.texts(claim.application.locale)
  const asked = codesIn(entry.facts['missing'])
  const byReviewer = asked.filter((code) => !found.some((finding) => finding.code === code))
  const byRules = found.filter(({ code }) => asked.includes(code))
  return {
    facts: {
      missing: [
        ...byRules.map((finding) => saidOf(finding, programme, texts)),
        ...byReviewer.map((code): Reason => ({ code })),
      ],
      ...noteIn(happened),
      completeUrl: desk.linkTo(claim.reference),
    },
  }
}

const saidOf = (finding: Finding, programme: Programme, texts: Texts): Reason => ({
  code: finding.code,
  told: findingText(finding, programme, texts),
  clause: finding.clause,
})

/** R27: every reason with its clause, and what the reviewer added. */
export const applicationRejected: Composer<'application-rejected'> = async (_desk, happened) => {
  const { programme, entry } = happened
  const reasons = codesIn(entry.facts['reasons']).map((code) => reasonFor(code, 'R27', programme))
  return { facts: { reasons, ...noteIn(happened) } }
}

/** R62: the accepted mail of a programme in which nothing travels; where something does, the label's mail says yes. */
export const applicationAccepted: Composer<'accepted'> = async (_desk, happened) => {
  const { trx, claim, programme } = happened
  if (claim.units.some(({ custody }) => custody !== 'not-applicable')) return undefined
  const combinations = claim.units.map((unit) => ({
    ...combinationOf(claim, unit),
    amount: offeredTo(unit, programme),
    ...goodsFor(unit, programme, claim.application.locale),
  }))
  const money = combinations.filter(({ goods }) => goods === undefined)
  const payBy = money.length > 0 ? await dueAfter(happened, 'approved') : undefined
  const amounts = money.map(({ amount }) => amount)
  return {
    facts: {
      combinations,
      ...(money.length > 0 && { total: sum(amounts, programme.currency) }),
      sendsGoods: money.length < combinations.length,
      isCut: claim.units.some(({ offered }) => offered?.reasons.includes('cut-to-cap')),
      lacksAccount: money.length > 0 && (await bankAccountOf(trx, claim.reference)) === undefined,
      ...(payBy && { payBy: payBy.toString() }),
    },
  }
}

/** R67: the accessory that the row of the value table promises instead of its amount. */
function goodsFor({ offered }: Unit, { values }: Programme, locale: Locale): { goods?: string } {
  const goods = values.rows.find(({ id }) => id === offered?.row)?.goods
  return goods && (offered?.amountMinor ?? 0) > 0 ? { goods: textIn(goods.name, locale) } : {}
}
