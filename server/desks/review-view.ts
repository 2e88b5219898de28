/** One application as its reviewer sees it: data beside evidence, what every rule found, what can be decided. */
import type { Temporal } from 'temporal-polyfill'
import { actorText, type Actor } from '../base/actor.ts'
import { money, sum } from '../base/money.ts'
import { declaredOf, type Claim } from '../claims/claim.ts'
import { tracesOf } from '../claims/decision-store.ts'
import { entriesOf, notesOf } from '../claims/journal-store.ts'
import { moved } from '../base/machine.ts'
import { claimMachine } from '../claims/machines.ts'
import { askable, rejectable } from '../claims/reasons.ts'
import { sharesOf } from '../claims/shares-store.ts'
import { standingOf } from '../claims/standing-store.ts'
import type { Database } from '../database.ts'
import { mailsAbout, type Mail } from '../mail/store.ts'
import { maskedIban } from '../parties/bank-account.ts'
import { bankAccountOf } from '../parties/account-store.ts'
import { deadlineViews } from '../portal/deadline-view.ts'
import { fullSteps } from '../portal/timeline.ts'
import { faultSides } from '../programmes/fees.ts'
import type { Programme } from '../programmes/programme.ts'
import { textIn } from '../programmes/schema/words.ts'
import { priceOfUnit } from '../programmes/values.ts'
import { findingText } from '../programmes/wording.ts'
import { mayDo } from '../staff/access.ts'
import type { Texts } from '../texts/texts.ts'
import { historyHref } from './claim-links.ts'
import { evidenceView } from './review-evidence-view.ts'
import { timeView } from './review-time-view.ts'

type Row = { readonly key: string; readonly value: string; readonly classes?: string }

/** The values of `templates/pages/desk/review.njk`, but for the form. */
export async function reviewView(
  db: Database,
  claim: Claim,
  programme: Programme,
  texts: Texts,
  { actor, now }: { readonly actor: Actor; readonly now: Temporal.Instant },
): Promise<object> {
  const [trace] = await tracesOf(db, claim.id)
  const order = ['fail', 'missing', 'review', 'pass']
  const findings = (trace?.findings ?? []).toSorted(
    (one, other) => order.indexOf(one.outcome) - order.indexOf(other.outcome),
  )
  const account = await bankAccountOf(db, claim.reference)
  const may = (move: string): boolean => mayDo(actor, move)
  const shares = await sharesOf(db, claim, programme, now)
  const { vouchedBy } = await standingOf(db, claim)
  return {
    historyHref: historyHref(claim.reference),
    claim: {
      ...claimFacts(claim, programme, texts),
      participant: [
        ...participantRows(claim, texts),
        ...(account ? [row(texts, 'bankAccount.iban', maskedIban(account.iban))] : []),
      ],
    },
    findings: findings.map((finding) => ({ ...finding, text: findingText(finding, programme, texts) })),
    evidence: await evidenceView(db, claim, programme, texts),
    ...(vouchedBy !== undefined &&
      claim.state === 'submitted' && { vouched: vouchedBy === actorText(actor) ? 'by-you' : 'by-another' }),
    mails: may('read-mail')
      ? (await mailsAbout(db, claim.reference)).map((mail) => mailView(mail, claim, { may, texts }))
      : [],
    steps: fullSteps(claim, await entriesOf(db, claim.reference), await notesOf(db, claim.reference), texts),
    asksEnrolment:
      may('check-enrolment') &&
      claim.state === 'submitted' &&
      findings.some(({ code }) => code === 'enrolment-unknown'),
    deadlines: deadlineViews(shares.runs, programme, texts),
    ...timeView(claim, programme, shares, may, texts),
    actions: (['approve', 'ask', 'reject'] as const).filter(
      (action) => may(action) && claim.state !== 'approved' && moved(claimMachine, claim.state, action),
    ),
    missing: askable.map((code) => ({ value: code, text: texts.text(`reasons.${code}`) })),
    reasons: rejectable.map((code) => ({ value: code, text: texts.text(`reasons.${code}`) })),
    sides: faultSides.map((side) => ({
      value: side,
      text: texts.text(`desk.pickup.side.${side}`),
      checked: side === 'participant',
    })),
  }
}

const mailView = (
  { id, name, rendered, to, state, createdAt, resendOf }: Mail,
  { reference }: Claim,
  { may, texts }: { readonly may: (move: string) => boolean; readonly texts: Texts },
): object => ({
  // Nothing is rendered before the worker sends it.
  subject: rendered?.subject ?? texts.text(`mail.${name}.title`),
  to: to.address,
  at: createdAt,
  state,
  isCopy: resendOf !== undefined,
  ...(may('resend-mail') && { copyHref: `/desk/review/${reference}/mails/${id}/copies` }),
})

function claimFacts(claim: Claim, programme: Programme, texts: Texts) {
  const { application, reference, state, submittedAt } = claim
  const { purchase, declarations, participant } = application
  const worth = claim.units.map((unit) => {
    const amountMinor =
      unit.offered?.amountMinor ??
      priceOfUnit(programme, declaredOf(claim, unit), participant.address.country)?.amountMinor
    return money(amountMinor ?? 0, programme.currency)
  })
  return {
    reference,
    state,
    programme: { name: textIn(programme.name, texts.locale), timeZone: programme.timeZone },
    submittedAt,
    purchase: [
      row(texts, 'purchase.boughtOn', purchase.boughtOn),
      row(texts, 'purchase.sellerName', purchase.sellerName),
      row(texts, 'purchase.invoiceNumber', purchase.invoiceNumber),
    ],
    units: claim.units.map((unit, index) => ({
      position: unit.position,
      ...unitRows(claim, unit.position, programme, texts),
      amount: worth[index],
    })),
    total: sum(worth, programme.currency),
    consents: programme.declarations
      .filter(({ id }) => declarations.includes(id))
      .map(({ text, version }) => ({ text: textIn(text, texts.locale), version })),
  }
}

function participantRows({ application: { participant } }: Claim, texts: Texts): Row[] {
  const { address } = participant
  const rows = [
    row(texts, 'participant.company', participant.company),
    row(
      texts,
      'participant.contactName',
      [participant.contactName, participant.email, participant.phone].filter(Boolean).join(', '),
    ),
    row(
      texts,
      'participant.address.street',
      `${address.street}, ${address.postcode} ${address.city}, ${address.country}`,
    ),
    row(texts, 'participant.vatStatus', texts.text(`apply.vat.${participant.vatStatus}`)),
    row(texts, 'participant.vatId', participant.vatId ?? '', 'code'),
    row(texts, 'participant.registrationNumber', participant.registrationNumber ?? '', 'code'),
  ]
  return rows.filter(({ value }) => value !== '')
}

/** Product and device of one unit as rows of key and value. */
export function unitRows(
  claim: Claim,
  position: number,
  programme: Programme,
  texts: Texts,
): { product: Row[]; device?: Row[] } {
  const unit = claim.units.find((one) => one.position === position)
  if (!unit) throw new Error(`${claim.reference} has no unit ${position}`)
  const { product, device } = declaredOf(claim, unit)
  const nameOf = (
    list: readonly { id: string; name: Parameters<typeof textIn>[0] }[],
    id: string,
  ): string => {
    const found = list.find((one) => one.id === id)
    return found ? textIn(found.name, texts.locale) : id
  }
  return {
    product: [
      row(texts, 'units.product.model', product.model),
      row(texts, 'units.product.serial', product.serial, 'code'),
    ],
    ...(device && {
      device: [
        row(texts, 'units.device.model', `${device.make} ${device.model}`),
        row(texts, 'units.device.category', nameOf(programme.categories, device.category)),
        row(texts, 'units.device.serial', device.serial, 'code'),
        row(texts, 'units.device.condition', nameOf(programme.conditions, device.condition)),
        row(texts, 'units.device.weightGrams', texts.weight(device.weightGrams)),
      ],
    }),
  }
}

const row = (texts: Texts, field: string, value: string, classes?: string): Row => ({
  key: texts.text(`apply.fields.${field}.label`),
  value,
  ...(classes && { classes }),
})
