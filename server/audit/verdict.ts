/**
 * From what was found to the audit's verdict and its reasons. Pure, so that no verdict is ever typed by hand: the same
 * finding always gives the same verdict, and every difference is named (R43, R44).
 */
import type { Verdict } from '../claims/machines.ts'
import type { DeclaredDevice } from '../programmes/application.ts'
import { plain } from '../programmes/catalogue.ts'
import type { Programme } from '../programmes/programme.ts'
import { failed, foundBy, type Found } from './checklist.ts'
import type { Finding } from './finding.ts'
import type { PhotoKind } from './photos.ts'

export type Judgement = {
  readonly verdict: Verdict
  /** Stable codes of every difference; texts under `reasons.<code>`. Empty for a match. */
  readonly reasons: readonly string[]
  /** Id of the programme's condition that the answers come to. */
  readonly condition: string
  /** What has to be shown so that the differences are seen (R43). */
  readonly show: readonly PhotoKind[]
}

/** One way of differing: the verdict it leads to, its code, and the kind of photo that shows it. */
type Difference = readonly [verdict: Verdict, reason: string, show: PhotoKind]

/**
 * Differences are named all; the gravest gives the verdict. A hazard comes before everything, since the device is then
 * isolated (R8, R17), and another device than the stated one before what state it is in (R41). What was declared as not
 * working, and does not, differs neither by that nor by what is missing: a second offer of the same amount would only
 * let its owner wait. One that works after all is priced as what it is, without what is missing (R17).
 * @throws Refusal `invalid` as `foundBy`.
 */
export function judge(declared: DeclaredDevice, finding: Finding, programme: Programme): Judgement {
  const found = foundBy(finding, programme)
  const promised = programme.conditions.find(({ id }) => id === declared.condition)
  const isAsPoor = promised?.working === 'no' && !found.works
  const differences = [
    ...strange(declared, finding),
    ...(isAsPoor ? [] : shortcomings(found, finding)),
    ...when(finding.residualData === 'found', ['incomplete', 'data-not-wiped', 'audit-screen']),
    ...other(declared, found, programme),
  ]
  return {
    verdict: differences[0]?.[0] ?? 'match',
    reasons: differences.map(([, reason]) => reason),
    condition: found.condition.id,
    show: [...new Set(differences.map(([, , show]) => show))],
  }
}

const when = (differs: boolean, difference: Difference): Difference[] => (differs ? [difference] : [])

const strange = (declared: DeclaredDevice, finding: Finding): Difference[] => [
  ...when(finding.hazards.length > 0, ['hazard', 'hazard', 'audit-hazard']),
  ...when(plain(finding.serial) !== plain(declared.serial), [
    'wrong-device',
    'serial-differs',
    'audit-serial',
  ]),
]

const shortcomings = (found: Found, finding: Finding): Difference[] => [
  ...failures(found, finding, 'not-working'),
  ...failures(found, finding, 'incomplete'),
  ...lacking(found, finding),
]

const failures = (
  { category }: Found,
  finding: Finding,
  failure: 'not-working' | 'incomplete',
): Difference[] =>
  failed(category, finding)
    .filter((line) => line.failure === failure)
    .map(({ check, photo }): Difference => [failure, `${check}-failed`, photo])

function lacking({ category }: Found, { accessories }: Finding): Difference[] {
  const missing = category.accessories.some(({ id }) => !accessories.includes(id))
  return when(missing, ['incomplete', 'accessory-missing', 'audit-contents'])
}

/** A condition that is better than declared is a difference as well, and shown as the whole device. */
function other(
  declared: DeclaredDevice,
  { category, condition, works }: Found,
  { conditions }: Programme,
): Difference[] {
  const rank = (id: string): number => conditions.findIndex((one) => one.id === id)
  const isBetter = rank(condition.id) < rank(declared.condition)
  // What does not work is named by what fails.
  const isNamed = !works
  return [
    ...when(category.id !== declared.category, ['category-differs', 'category-differs', 'audit-overview']),
    ...when(!isNamed && condition.id !== declared.condition, [
      'condition-differs',
      'condition-differs',
      isBetter ? 'audit-overview' : 'audit-damage',
    ]),
  ]
}
