/**
 * Who else has to look, and when a device is decided (R42, R43). A look is blind: whoever looks again knows neither that
 * somebody did nor what was found. Pure: looks, settings and the drawn seed in, standing out.
 */
import { sha256 } from '../base/canonical.ts'
import { priceAsFound } from '../programmes/values.ts'
import type { Programme } from '../programmes/programme.ts'

/** Chance as it was, kept in the journal: who has the seed draws the same again. */
export type Draw = {
  readonly seed: string
  /** 0 to 9999: hundredths of a percent. */
  readonly ticket: number
  readonly percent: number
}

/** The same seed gives the same ticket for ever; nobody can choose a ticket without the seed showing it. */
export const drawWith = (seed: string, percent: number): Draw => ({
  seed,
  ticket: Number.parseInt(sha256(seed).slice(0, 12), 16) % 10_000,
  percent,
})

/** Whether chance asks for a second look. */
export const isDrawn = ({ ticket, percent }: Draw): boolean => ticket < percent * 100

/** What one auditor found, as far as it decides. */
export type Look = { readonly verdict: string; readonly category: string; readonly condition: string }

/** Why a device waits for other eyes. */
export type Held = 'sample' | 'refusal' | 'disagreement'

/** Two looks agree when they give the same verdict and the same row of the value table. */
export const agree = (one: Look, other: Look): boolean =>
  one.verdict === other.verdict && one.category === other.category && one.condition === other.condition

/**
 * After the last of these looks at one device: decided by it, or held and why. The first look holds when it leaves
 * nothing to pay (a refusal) or when it was drawn; a second one that agrees decides; a third one decides in any case.
 */
export function standingOf(
  looks: readonly Look[],
  draw: Draw,
  programme: Programme,
): 'concluded' | `held-${Held}` {
  const [first, second, third] = looks
  if (!first || third) return 'concluded'
  if (second) return agree(first, second) ? 'concluded' : 'held-disagreement'
  if (isRefusal(first, programme) && programme.audit.secondLook.refusals === 'yes') return 'held-refusal'
  return isDrawn(draw) ? 'held-sample' : 'concluded'
}

const isRefusal = (look: Look, programme: Programme): boolean =>
  look.verdict !== 'match' && priceAsFound(programme, look).amountMinor === 0
