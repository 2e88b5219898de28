/**
 * From what was found to the audit's verdict and its reasons. Pure, so that no verdict is ever typed by hand: the same
 * finding always gives the same verdict, and every difference is named (R43, R44).
 */
import { refuse } from '../base/refusal.ts'
import type { Verdict } from '../claims/machines.ts'
import type { DeclaredDevice } from '../programmes/application.ts'
import { plain } from '../programmes/catalogue.ts'
import type { Programme } from '../programmes/programme.ts'
import type { Finding } from './finding.ts'

export type Judgement = {
  readonly verdict: Verdict
  /** Stable codes of every difference; texts under `reasons.<code>`. Empty for a match. */
  readonly reasons: readonly string[]
}

/** R43: any reduction must be shown to the participant. */
export const photosForADifference = 2

/**
 * Differences are named all; the gravest gives the verdict. A hazard comes before everything, since the device is then
 * isolated (R8, R17), and another device than the stated one before what state it is in (R41).
 * @throws Refusal `invalid` for a category or condition that the programme does not know, or that contradicts the rest.
 */
export function judge(declared: DeclaredDevice, found: Finding, programme: Programme): Judgement {
  const category = programme.categories.find(({ id }) => id === found.category)
  if (!category) throw refuse('invalid', 'category-unknown', { category: found.category }, '/category')
  const condition = programme.conditions.find(({ id }) => id === found.condition)
  if (!condition) throw refuse('invalid', 'condition-unknown', { condition: found.condition }, '/condition')
  if (found.powersOn === 'no' && condition.working === 'yes') {
    throw refuse('invalid', 'condition-contradicts', { condition: found.condition }, '/condition')
  }
  const missing = category.accessories.filter(({ id }) => !found.accessories.includes(id))
  const differences: [boolean, Verdict, string][] = [
    [found.hazards.length > 0, 'hazard', 'hazard'],
    [plain(found.serial) !== plain(declared.serial), 'wrong-device', 'serial-differs'],
    [found.powersOn === 'no', 'not-working', 'does-not-power-on'],
    [found.powersOn === 'yes' && condition.working === 'no', 'not-working', 'does-not-work'],
    [missing.length > 0, 'incomplete', 'accessory-missing'],
    [found.dataWiped === 'no', 'incomplete', 'data-not-wiped'],
    [found.category !== declared.category, 'category-differs', 'category-differs'],
    [found.condition !== declared.condition, 'condition-differs', 'condition-differs'],
  ]
  const present = differences.filter(([differs]) => differs)
  return { verdict: present[0]?.[1] ?? 'match', reasons: present.map(([, , reason]) => reason) }
}
