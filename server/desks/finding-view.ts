/** What was typed at the bench as a finding: kilograms, ticks, and the questions of the category that was found. */
import { findingSchema, type Finding } from '../audit/finding.ts'
import { claimOf } from '../claims/store.ts'
import type { Database } from '../database.ts'
import { programmeVersion } from '../programmes/store.ts'
import { formBody, type Typed } from '../web/forms.ts'
import { read } from '../web/read.ts'
import { code, kilograms, ticks } from '../web/spellings.ts'

const shape = { spellings: { accessories: ticks, hazards: ticks, weightGrams: kilograms, serial: code } }

/**
 * The page asks what any category may be asked; what the category that was found is not asked is left out.
 * @throws Refusal `claim-unknown`, and `invalid` for what is no finding.
 */
export async function findingIn(db: Database, reference: string, typed: Typed): Promise<Finding> {
  const { categories } = await programmeVersion(db, (await claimOf(db, reference)).programmeVersion)
  const asked = categories.find(({ id }) => id === typed['category'])?.checklist.map(({ check }) => check)
  const fields = Object.entries(typed).filter(([name]) => {
    const [group, check] = name.split('.')
    return group !== 'checks' || !asked || asked.some((one) => one === check)
  })
  return read(findingSchema, {
    serial: '',
    accessories: [],
    ...formBody(Object.fromEntries(fields) as Typed, shape),
  })
}
