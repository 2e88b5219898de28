/** Everything that the participant's page of a claim shows, gathered from all rooms. Reads; decides nothing. */
import { money, sum } from '../base/money.ts'
import { auditsOf, decidedAudits } from '../audit/store.ts'
import type { Proposal } from '../billing/proposal-store.ts'
import { newsConsent } from '../claims/consenting.ts'
import { declaredOf, type Claim, type Unit } from '../claims/claim.ts'
import { tracesOf } from '../claims/decision-store.ts'
import { entriesOf } from '../claims/journal-store.ts'
import { offersOf } from '../claims/offer-store.ts'
import { sharesOf } from '../claims/shares-store.ts'
import { claimOf } from '../claims/store.ts'
import type { Context } from '../context.ts'
import { documentsOf, type Document } from '../documents/store.ts'
import { houseMails } from '../mail/other-mails.ts'
import { mailsAbout } from '../mail/store.ts'
import type { Programme } from '../programmes/programme.ts'
import { incompleteOf } from '../programmes/rules.ts'
import { textIn } from '../programmes/schema/words.ts'
import { programmeVersion } from '../programmes/store.ts'
import { findingText } from '../programmes/wording.ts'
import type { Pickup } from '../shipping/pickup-store.ts'
import { trackingOfClaim } from '../shipping/carriers/tracked-view.ts'
import type { Shipment } from '../shipping/store.ts'
import type { Texts } from '../texts/texts.ts'
import { accountView } from './account-view.ts'
import { checkedViews } from './checked-view.ts'
import { deadlineViews } from './deadline-view.ts'
import { agreementView, invoicesView } from './settlement-view.ts'
import { nextView } from './next-view.ts'
import { hasPickupPage } from './pickup-view.ts'
import { stepsOf } from './timeline.ts'
import { trackingViews } from './tracking.ts'

/** The values of `templates/pages/status.njk`. `path` is the address of the page. */
export async function statusView(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  reference: string,
  path: string,
  texts: Texts,
): Promise<object> {
  const claim = await claimOf(db, reference)
  const programme = await programmeVersion(db, claim.programmeVersion)
  const { next, shipment, pickup, proposal } = await nextView({ db, clock }, claim, programme)
  const documents = thatCount(await documentsOf(db, reference))
  const account = await accountView(db, claim, path)
  const hrefOf = (id: number | undefined): string => `${path}/documents/${id}`
  const agreement = await agreementView(db, claim, programme, clock.now(), path)
  const proposalDocument = documents.findLast(({ kind }) => kind === 'proposal')
  return {
    reference,
    state: claim.state,
    programme: {
      name: textIn(programme.name, texts.locale),
      timeZone: programme.timeZone,
      contacts: programme.contacts,
    },
    next,
    ...(claim.state === 'incomplete' && {
      missing: await missingOf({ db }, claim, programme, texts),
      completeHref: `${path}/application`,
    }),
    clocks: deadlineViews((await sharesOf(db, claim, programme, clock.now())).runs, programme, texts),
    steps: stepsOf(claim, await entriesOf(db, reference), next, texts),
    ...(shipment &&
      isOnItsWay(claim) && {
        shipment: shipmentView(shipment, pickup, programme, { hrefOf, path, texts }),
      }),
    tracking: trackingViews(await trackingOfClaim(db, reference), texts),
    ...(hasPickupPage(next) && { pickupHref: `${path}/pickup` }),
    ...(account && { account }),
    leaveHref: `${path}/leave`,
    ...((await newsConsent(db, reference)) && { newsHref: `${path}/news/withdrawals` }),
    ...(proposal && { proposal: proposalView(proposal, path, hrefOf(proposalDocument?.id)) }),
    checked: checkedViews((await tracesOf(db, claim.id))[0]?.findings ?? [], programme, texts),
    invoices: await invoicesView(db, claim, path, hrefOf),
    ...(agreement && { agreement }),
    units: await Promise.all(
      claim.units.map((unit) => unitView({ db }, claim, unit, programme, path, texts)),
    ),
    ...(claim.units.some(({ offered }) => offered) && { total: totalOf(claim, programme) }),
    documents: documents.map((document) => documentView(document, hrefOf(document.id), texts)),
    messages: (await mailsAbout(db, reference)).flatMap(({ name, rendered, createdAt }) =>
      rendered && !houseMails.includes(name) ? [{ subject: rendered.subject, at: createdAt }] : [],
    ),
  }
}

function shipmentView(
  { way, weightGrams, shipBy, labelDocument }: Shipment,
  pickup: Pickup | undefined,
  programme: Programme,
  { hrefOf, path, texts }: { hrefOf: (id: number | undefined) => string; path: string; texts: Texts },
): object {
  const place = programme.pickup ? textIn(programme.pickup.place, texts.locale) : ''
  return {
    way,
    weightGrams,
    shipBy,
    ...(way === 'drop-off' && { weighHref: `${path}/weighing` }),
    ...(labelDocument !== undefined && {
      label: { href: hrefOf(labelDocument), printHref: `${path}/label` },
    }),
    ...(pickup?.state === 'scheduled' && {
      pickup: {
        ...pickup.slot,
        date: pickup.slot.date.toString(),
        place,
        invitationHref: hrefOf(pickup.invitationDocument),
      },
    }),
  }
}

const proposalView = ({ content, sha256 }: Proposal, path: string, href: string): object => ({
  version: content.version,
  hash: sha256,
  lines: content.lines.map(({ no, name, serial }) => ({ value: String(no), text: `${name}, ${serial}` })),
  total: money(content.totals.payableMinor, content.currency),
  href,
  acceptHref: `${path}/acceptance`,
  refuseHref: `${path}/disputes`,
})

type Reader = Pick<Context, 'db'>

const isOnItsWay = ({ state, units }: Claim): boolean =>
  state === 'approved' && units.some(({ custody }) => custody === 'labelled')

async function missingOf(
  { db }: Reader,
  claim: Claim,
  programme: Programme,
  texts: Texts,
): Promise<string[]> {
  const [trace] = await tracesOf(db, claim.id)
  const asked = (await entriesOf(db, claim.reference)).findLast(({ kind }) => kind === 'asked')?.facts[
    'missing'
  ]
  const codes = Array.isArray(asked) ? asked.map(String) : []
  const found = incompleteOf(trace?.findings ?? []).filter(({ code }) => codes.includes(code))
  const others = codes.filter((code) => !found.some((finding) => finding.code === code))
  const say = (code: string): string =>
    texts.text(texts.has(`reasons.${code}`) ? `reasons.${code}` : `faults.${code}`)
  return [...found.map((finding) => findingText(finding, programme, texts)), ...others.map(say)]
}

async function unitView(
  { db }: Reader,
  claim: Claim,
  unit: Unit,
  programme: Programme,
  path: string,
  texts: Texts,
): Promise<object> {
  const { product, device } = declaredOf(claim, unit)
  const offers = await offersOf(db, unit.id)
  const audit = decidedAudits(await auditsOf(db, [unit.id])).at(-1)
  const isOpen = unit.audit !== 'pending' && ['proposed', 'expired', 'disputed'].includes(unit.offer)
  const before = offers.at(-2)
  return {
    position: unit.position,
    product: product.model,
    ...(device && { device: `${device.make} ${device.model}` }),
    state: texts.text(`pages.audit.${unit.audit}`),
    ...(unit.offered && { amount: money(unit.offered.amountMinor, programme.currency) }),
    ...(before && { before: money(before.amountMinor, programme.currency) }),
    ...(isOpen &&
      unit.offered && {
        offer: {
          no: unit.offered.no,
          answerBy: unit.offered.answerBy?.toString(),
          answerHref: `${path}/units/${unit.position}/answers`,
          reasons: unit.offered.reasons.map((code) => texts.text(`reasons.${code}`)),
          declinePolicy: programme.declinePolicy,
          appeal: programme.appeal,
          photos: (audit?.photos ?? []).map((id, index) => ({
            href: `${path}/evidence/${id}`,
            thumbnail: `${path}/evidence/${id}/thumbnail`,
            alt: `${index + 1}`,
          })),
        },
      }),
  }
}

const totalOf = ({ units }: Claim, { currency }: Programme) =>
  sum(
    units
      .filter(({ offer }) => offer !== 'declined')
      .map(({ offered }) => money(offered?.amountMinor ?? 0, currency)),
    currency,
  )

/** A label and a calendar entry are made anew with every change; only the last one is of use. */
const thatCount = (documents: readonly Document[]): Document[] =>
  documents.filter(
    ({ kind, id }) =>
      !(kind.startsWith('return-label') || kind === 'pickup-invitation') ||
      id === documents.findLast((other) => other.kind === kind)?.id,
  )

const documentView = ({ kind, name }: Document, href: string, texts: Texts): object => ({
  name: texts.has(`documents.${kind}`) ? texts.text(`documents.${kind}`) : name,
  href,
  note: name,
})
