/** The questions of one device and whether they were answered (R17, R43). Pure: programme and finding in, faults out. */
import { Refusal, refuse, type Fault } from '../base/refusal.ts'
import type { Category, Condition, Grade, Programme } from '../programmes/programme.ts'
import type { Finding } from './finding.ts'

/** A finding's ids as what the programme says of them. */
export type Found = { readonly category: Category; readonly condition: Condition; readonly works: boolean }

/** The grades of a programme: its own, else its conditions that work. */
export const gradesOf = ({ grades, conditions }: Programme): readonly Grade[] =>
  grades.length > 0
    ? grades
    : conditions
        .filter(({ working }) => working === 'yes')
        .map(({ id, name }) => ({ id, name, condition: id }))

/**
 * What was found, in the programme's terms. A device that fails a check of working has the condition for that, whatever
 * it looks like; otherwise its looks decide.
 * @throws Refusal `invalid` for a category or grade that the programme does not know, and for every question without an
 * answer.
 */
export function foundBy(finding: Finding, programme: Programme): Found {
  const category = programme.categories.find(({ id }) => id === finding.category)
  if (!category) throw refuse('invalid', 'category-unknown', { category: finding.category }, '/category')
  const grade = gradesOf(programme).find(({ id }) => id === finding.grade)
  if (!grade) throw refuse('invalid', 'grade-unknown', { grade: finding.grade }, '/grade')
  const works = !failed(category, finding).some(({ failure }) => failure === 'not-working')
  const faults = unanswered(category, finding, works)
  if (faults.length > 0) throw new Refusal('invalid', faults)
  const broken = programme.conditions.find(({ working }) => working === 'no')
  const looks = programme.conditions.find(({ id }) => id === grade.condition)
  const condition = works ? looks : broken
  // The linter asks for both conditions (`unknown-condition`, `failure-without-condition`).
  if (!condition) throw new Error(`${programme.id} has no condition for grade ${grade.id}`)
  return { category, condition, works }
}

/** The lines of the checklist whose answer is no. */
export const failed = ({ checklist }: Category, { checks }: Finding): Category['checklist'] =>
  checklist.filter(({ check }) => checks[check] === 'no')

/** A device that does not work need not show the rest; one that works is asked everything. */
function unanswered({ id, checklist }: Category, { checks, residualData }: Finding, works: boolean): Fault[] {
  const open = checklist.filter(({ check }) => {
    const answer = checks[check]
    return answer === undefined || (answer === 'not-checked' && works)
  })
  const faults = open.map(({ check }): Fault => ({ code: 'check-unanswered', path: `/checks/${check}` }))
  const strangers = Object.keys(checks).filter((asked) => !checklist.some(({ check }) => check === asked))
  for (const check of strangers)
    faults.push({ code: 'check-unknown', path: `/checks/${check}`, facts: { category: id } })
  const isReadable = works && checks['storage-present'] !== 'no'
  if (residualData === 'not-checked' && isReadable)
    faults.push({ code: 'check-unanswered', path: '/residualData' })
  return faults
}
