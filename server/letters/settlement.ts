/** Mails about what is paid: the changed offer, the proposal, the invoice (R43, R48). */
import { money } from '../base/money.ts'
import { isSettlementNote } from '../billing/content.ts'
import { documentsOfInvoice, invoiceOf, invoicesOfClaim } from '../billing/invoice-store.ts'
import { currentProposal } from '../billing/proposal-store.ts'
import type { Happened } from '../claims/advance.ts'
import { declaredOf, unitAt } from '../claims/claim.ts'
import { factIn } from '../claims/journal.ts'
import { offersOf } from '../claims/offer-store.ts'
import type { AttachmentRef } from '../mail/mails.ts'
import { documentOf, documentsOf } from '../documents/store.ts'
import { textIn } from '../programmes/schema/words.ts'
import { codesIn, offeredTo, reasonFor, type Composer } from './letter.ts'

/** R43: declared and found side by side, every reason, the old and the new amount. */
export const offerChanged: Composer<'offer-changed'> = async (desk, { trx, claim, programme, entry }) => {
  const unit = unitAt(claim, entry.unit)
  const { device } = declaredOf(claim, unit)
  const [before] = await offersOf(trx, unit.id)
  if (!device || !before || !unit.offered) return undefined
  const { locale } = claim.application
  const pack = (await documentsOf(trx, claim.reference)).findLast(({ kind }) => kind === 'audit-evidence')
  const photos = ((pack?.facts ?? {}) as { photos?: readonly unknown[] }).photos ?? []
  const named = ({ category, condition }: { category: string; condition: string }) => ({
    category: nameOf(programme.categories, category, locale),
    condition: nameOf(programme.conditions, condition, locale),
  })
  return {
    facts: {
      device: `${device.make} ${device.model}`,
      deviceSerial: device.serial,
      declared: named(device),
      found: named(unit.offered),
      reasons: codesIn(entry.facts['reasons']).map((code) =>
        reasonFor(code, unit.offered?.rule ?? 'R43', programme),
      ),
      before: money(before.amountMinor, programme.currency),
      now: offeredTo(unit, programme),
      photos: photos.length,
      answerUrl: desk.linkTo(claim.reference),
      ...(unit.offered.answerBy && { answerBy: unit.offered.answerBy.toString() }),
      ifDeclined: programme.declinePolicy,
    },
    attachments: pack ? [{ document: pack.id, name: pack.name }] : [],
  }
}

/** R43: an offer that nobody answered is not forfeited; its owner is told what can still be done. */
export const offerExpired: Composer<'offer-expired'> = async (_desk, { claim, programme, entry }) => {
  const unit = unitAt(claim, entry.unit)
  const { device } = declaredOf(claim, unit)
  if (!device || !unit.offered) return undefined
  return { facts: { device: `${device.make} ${device.model}`, amount: offeredTo(unit, programme) } }
}

const nameOf = (
  list: readonly { readonly id: string; readonly name: Parameters<typeof textIn>[0] }[],
  id: string,
  locale: Parameters<typeof textIn>[1],
): string => {
  const found = list.find((one) => one.id === id)
  return found ? textIn(found.name, locale) : id
}

/** R48: nothing is mailed while the proposal is blocked; finance sees why. */
export const proposal: Composer<'proposal'> = async (desk, happened) => {
  const { trx, claim } = happened
  const current = await currentProposal(trx, claim.reference)
  if (!current || current.content.version !== claim.proposalVersion) return undefined
  const { content } = current
  const document = (await documentsOf(trx, claim.reference)).findLast(({ kind }) => kind === 'proposal')?.id
  const isNote = isSettlementNote(content)
  return {
    facts: {
      kind: isNote ? 'settlement-note' : 'invoice',
      version: content.version,
      total: money(content.totals.payableMinor, content.currency),
      ...(!isNote && { vat: money(content.totals.vatMinor, content.currency) }),
      acceptUrl: desk.linkTo(claim.reference),
      payBy: content.payment.payBy,
    },
    attachments: await attached(happened, document),
  }
}

/** R48: the final document, attached. */
export const invoice: Composer<'invoice'> = async (_desk, happened) => {
  const { trx, claim } = happened
  const issued = (await invoicesOfClaim(trx, claim.reference)).findLast(({ type }) => type === '389')
  if (!issued) return undefined
  const { content } = issued
  const documents = await documentsOfInvoice(trx, issued.id)
  return {
    facts: {
      kind: isSettlementNote(content) ? 'settlement-note' : 'invoice',
      number: issued.number,
      issuedOn: issued.issuedOn,
      total: money(content.totals.payableMinor, content.currency),
      payBy: content.payment.payBy,
    },
    attachments: [
      ...(await attached(happened, documents['invoice'])),
      ...(await attached(happened, documents['transport-statement'])),
    ],
  }
}

/** A5: the credit note, attached; what is paid after it, or asked back. */
export const creditNote: Composer<'credit-note'> = async (_desk, happened) => {
  const { trx, entry } = happened
  const { id, number, content, corrects } = await invoiceOf(trx, factIn(entry, 'credit'))
  const documents = await documentsOfInvoice(trx, id)
  return {
    facts: {
      number,
      corrects: corrects?.number ?? '',
      reason: corrects?.reason ?? '',
      credited: money(content.totals.payableMinor, content.currency),
      was: entry.facts['was'] === 'owed' ? 'owed' : 'paid',
    },
    attachments: await attached(happened, documents['credit-note']),
  }
}

async function attached({ trx }: Happened, id: number | undefined): Promise<AttachmentRef[]> {
  return id === undefined ? [] : [{ document: id, name: (await documentOf(trx, id)).name }]
}
