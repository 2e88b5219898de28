/** What staff can do about the time of a claim: give a clock more days, take the claim over (R4, R23). */
import { extendable } from '../claims/reasons.ts'
import { isLiving, type Claim } from '../claims/claim.ts'
import type { Share } from '../claims/shares-store.ts'
import type { WaitSpan } from '../claims/wait-store.ts'
import type { Programme } from '../programmes/programme.ts'
import { textIn } from '../programmes/schema/words.ts'
import type { Texts } from '../texts/texts.ts'

type Choice = { readonly value: string; readonly text: string }

export type TimeView = {
  /** Clocks that run, and the reasons to give one more days. */
  readonly extending?: { readonly clocks: readonly Choice[]; readonly reasons: readonly Choice[] }
  /** Which of the two buttons of customer service is of use. */
  readonly waiting?: 'waits' | 'wait-endings'
}

/** Nothing where role or state leave nothing to do. */
export function timeView(
  claim: Claim,
  programme: Programme,
  { runs, spans }: { readonly runs: readonly Share[]; readonly spans: readonly WaitSpan[] },
  may: (move: string) => boolean,
  texts: Texts,
): TimeView {
  const running = runs.filter(({ state }) => state === 'open' || state === 'paused')
  const clocks = programme.clocks
    .filter(({ id }) => running.some(({ clock }) => clock === id))
    .map(({ id, name }) => ({ value: id, text: textIn(name, texts.locale) }))
  const reasons = extendable.map((code) => ({ value: code, text: texts.text(`reasons.${code}`) }))
  const isSetAside = spans.some(({ reason, endedAt }) => reason === 'customer-service' && !endedAt)
  const canWait =
    isLiving(claim) && programme.clocks.some(({ pausedBy }) => pausedBy.includes('customer-service'))
  return {
    ...(may('extend') && clocks.length > 0 && { extending: { clocks, reasons } }),
    ...(may('set-aside') && canWait && { waiting: isSetAside ? 'wait-endings' : 'waits' }),
  }
}
