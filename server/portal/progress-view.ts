/** How far a claim is, for whoever has its link: what comes next and by when. Nothing personal, no amount, no paper. */
import { currentProposal } from '../billing/proposal-store.ts'
import { clocksOf } from '../claims/clock-store.ts'
import { sharesOf } from '../claims/shares-store.ts'
import { claimOf } from '../claims/store.ts'
import type { Context } from '../context.ts'
import { textIn } from '../programmes/schema/words.ts'
import { programmeVersion } from '../programmes/store.ts'
import { shipmentsOf } from '../shipping/store.ts'
import type { Texts } from '../texts/texts.ts'
import { deadlineViews } from './deadline-view.ts'
import { nextStep } from './next.ts'

/** The values of `templates/pages/progress.njk`. `path` is the address of the page. */
export async function progressView(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  reference: string,
  path: string,
  texts: Texts,
): Promise<object> {
  const claim = await claimOf(db, reference)
  const programme = await programmeVersion(db, claim.programmeVersion)
  const clocks = await clocksOf(db, claim.id)
  const way = (await shipmentsOf(db, reference)).at(-1)?.way
  const isProposed = (await currentProposal(db, reference))?.state === 'open'
  const { code, who, by } = nextStep({ claim, clocks, way, isProposed })
  const { runs } = await sharesOf(db, claim, programme, clock.now())
  return {
    reference,
    path,
    state: claim.state,
    programme: { name: textIn(programme.name, texts.locale), contacts: programme.contacts },
    next: { code, who, by },
    clocks: deadlineViews(runs, programme, texts),
  }
}
