/** The dates that count for a claim, as participants and staff both see them (R21, R22, R45). Pure. */
import type { Share } from '../claims/shares-store.ts'
import type { Programme } from '../programmes/programme.ts'
import { textIn } from '../programmes/schema/words.ts'
import type { Texts } from '../texts/texts.ts'

/** One line of `deadlines` in macros/claim.njk. */
export type DeadlineView = {
  readonly id: string
  readonly name: string
  readonly due: string
  readonly state: 'running' | 'met' | 'late' | 'paused'
  readonly usedPercent: number
  /** R45: whose days they were; only where a wait took some. */
  readonly share?: string
  /** R23: days that staff granted. */
  readonly extended?: string
}

const states = { open: 'running', paused: 'paused', met: 'met', breached: 'late' } as const

/** What the end of the claim stopped is nobody's date any more. */
export const deadlineViews = (shares: readonly Share[], programme: Programme, texts: Texts): DeadlineView[] =>
  shares.flatMap((share) =>
    share.state === 'stopped' ? [] : [lineOf({ ...share, state: states[share.state] }, programme, texts)],
  )

function lineOf(
  share: Omit<Share, 'state'> & { readonly state: DeadlineView['state'] },
  programme: Programme,
  texts: Texts,
): DeadlineView {
  const { clock, dueOn, state, daysLeft, daysUsed, daysPaused, extensions } = share
  const name = programme.clocks.find(({ id }) => id === clock)?.name
  const granted = extensions.reduce((sum, { days }) => sum + days, 0)
  const whole = Math.max(1, daysUsed + daysLeft)
  return {
    id: clock,
    name: name ? textIn(name, texts.locale) : clock,
    due: dueOn.toString(),
    state,
    usedPercent: Math.min(100, Math.max(0, Math.round((100 * daysUsed) / whole))),
    ...(daysPaused > 0 && {
      share: texts.text('status.clock-share', { used: daysUsed, waited: daysPaused }),
    }),
    ...(granted > 0 && { extended: texts.text('status.clock-extended', { days: granted }) }),
  }
}
