/** One claim for staff, whatever desk they come from: where it stands, who must act by when, and where it can be worked on. */
import type { Actor } from '../base/actor.ts'
import { money } from '../base/money.ts'
import { declaredOf, type Claim, type Unit } from '../claims/claim.ts'
import { sharesOf } from '../claims/shares-store.ts'
import type { Context } from '../context.ts'
import { deadlineViews } from '../portal/deadline-view.ts'
import { nextView } from '../portal/next-view.ts'
import type { Programme } from '../programmes/programme.ts'
import { textIn } from '../programmes/schema/words.ts'
import { mayDo } from '../staff/access.ts'
import type { Texts } from '../texts/texts.ts'
import { claimHref, historyHref } from './claim-links.ts'
import { historyKinds, type HistoryKind } from './history.ts'
import { pickupHref } from './pickup-links.ts'

/** The values of `templates/pages/desk/claim.njk`, but for the acts. */
export async function claimDeskView(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  claim: Claim,
  programme: Programme,
  {
    actor,
    texts,
    kind,
  }: { readonly actor: Actor; readonly texts: Texts; readonly kind: HistoryKind | undefined },
): Promise<object> {
  const { next, shipment } = await nextView({ db, clock }, claim, programme)
  const { runs } = await sharesOf(db, claim, programme, clock.now())
  return {
    claim: {
      reference: claim.reference,
      state: claim.state,
      company: claim.application.participant.company,
      programme: { name: textIn(programme.name, texts.locale), timeZone: programme.timeZone },
      submittedAt: claim.submittedAt,
    },
    next,
    deadlines: deadlineViews(runs, programme, texts),
    units: claim.units.map((unit) => unitView(claim, unit, programme)),
    ways: waysOf(claim, { actor, texts, travels: shipment !== undefined }),
    filters: [undefined, ...historyKinds].map((one) => ({
      text: texts.text(`history.kind.${one ?? 'all'}`),
      href: `${historyHref(claim.reference)}${one ? `?kind=${one}` : ''}`,
      current: one === kind ? 'yes' : undefined,
    })),
  }
}

const unitView = (claim: Claim, unit: Unit, programme: Programme): object => {
  const { product, device } = declaredOf(claim, unit)
  return {
    position: unit.position,
    name: device ? `${device.make} ${device.model}` : product.model,
    serial: device?.serial ?? product.serial,
    custody: unit.custody,
    audit: unit.audit,
    ...(unit.offered && { amount: money(unit.offered.amountMinor, programme.currency) }),
  }
}

/** Where somebody with these roles works on the claim. */
function waysOf(
  { reference }: Claim,
  { actor, texts, travels }: { readonly actor: Actor; readonly texts: Texts; readonly travels: boolean },
): object[] {
  const ways = [
    { to: 'review', href: claimHref(reference), isOpen: mayDo(actor, 'see-claim') },
    { to: 'pickup', href: pickupHref(reference), isOpen: travels && mayDo(actor, 'arrange-pickup') },
    {
      to: 'labels',
      href: `/desk/labels/${reference}`,
      isOpen: travels && mayDo(actor, 'see-shipments'),
    },
    { to: 'why', href: `/desk/why/${reference}`, isOpen: mayDo(actor, 'see-payments') },
  ]
  return ways.flatMap(({ to, href, isOpen }) =>
    isOpen ? [{ href, text: texts.text(`history.ways.${to}`) }] : [],
  )
}
