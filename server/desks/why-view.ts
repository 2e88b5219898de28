/** Why exactly this amount: every offer with its rule and row, what the audit found, its VAT, and who let it pass (R96, R97). */
import { auditsOf, decidedAudits } from '../audit/store.ts'
import { money } from '../base/money.ts'
import { currentProposal } from '../billing/proposal-store.ts'
import { declaredOf, type Claim, type Unit } from '../claims/claim.ts'
import { entriesOf } from '../claims/journal-store.ts'
import { offersOf } from '../claims/offer-store.ts'
import type { Database } from '../database.ts'
import { mailsAbout } from '../mail/store.ts'
import { clauseOf, type Programme } from '../programmes/programme.ts'
import { textIn } from '../programmes/schema/words.ts'
import type { Texts } from '../texts/texts.ts'
import { evidenceHref } from './claim-links.ts'

/** What lets an amount pass, in the journal. */
const approvals = [
  'approved',
  'found-match',
  'found-different',
  'offer-accepted',
  'proposal-accepted',
  'finalised',
]

/** The values of `templates/pages/desk/why.njk`. */
export async function whyView(
  db: Database,
  claim: Claim,
  programme: Programme,
  texts: Texts,
): Promise<object> {
  const proposal = await currentProposal(db, claim.reference)
  return {
    reference: claim.reference,
    timeZone: programme.timeZone,
    units: await Promise.all(claim.units.map((unit) => unitWhy(db, claim, unit, programme, texts))),
    vat: (proposal?.content.vat ?? []).map(({ treatment, source, baseMinor, vatMinor }) => ({
      text: texts.text(`invoice.vat.${treatment}`),
      source,
      base: money(baseMinor, programme.currency),
      vat: money(vatMinor, programme.currency),
    })),
    ...(proposal && { total: money(proposal.content.totals.payableMinor, programme.currency) }),
    approvals: (await entriesOf(db, claim.reference))
      .filter(({ kind }) => approvals.includes(kind))
      .map(({ kind, at, actor }) => ({ text: texts.text(`journal.${kind}`), at, by: actor })),
    mails: (await mailsAbout(db, claim.reference)).flatMap(({ rendered, createdAt }) =>
      rendered ? [{ subject: rendered.subject, at: createdAt }] : [],
    ),
  }
}

async function unitWhy(
  db: Database,
  claim: Claim,
  unit: Unit,
  programme: Programme,
  texts: Texts,
): Promise<object> {
  const { device, product } = declaredOf(claim, unit)
  const named = (list: readonly { id: string; name: Parameters<typeof textIn>[0] }[], id: string): string => {
    const found = list.find((one) => one.id === id)
    return found ? textIn(found.name, texts.locale) : id
  }
  const offers = await offersOf(db, unit.id)
  const audit = decidedAudits(await auditsOf(db, [unit.id])).at(-1)
  return {
    position: unit.position,
    name: device ? `${device.make} ${device.model}` : product.model,
    serial: device?.serial ?? product.serial,
    audit: texts.text(`pages.audit.${unit.audit}`),
    photos: (audit?.photos ?? []).map((id, index) => ({ href: evidenceHref(id), name: `${index + 1}` })),
    offers: offers.map(({ no, amountMinor, row, rule, category, condition, reasons }) => ({
      no,
      amount: money(amountMinor, programme.currency),
      row,
      rule,
      clause: clauseOf(programme, rule),
      of: [named(programme.categories, category), named(programme.conditions, condition)].join(', '),
      reasons: reasons.map((code) => texts.text(`reasons.${code}`)),
    })),
  }
}
