/** What the caps granted a claim, from the rows written with its submission (R93). */
import { dateIn } from '../base/calendar.ts'
import type { Database } from '../database.ts'
import type { Application } from '../programmes/application.ts'
import { demandsOf, grantOf, type Demand } from '../programmes/caps.ts'
import type { Cap, Programme } from '../programmes/programme.ts'
import type { Claim } from './claim.ts'
import type { Allowance } from './cuts.ts'
import { partiesOf } from './facts.ts'

type UseRow = { claim_id: number; cap: string; key: string; amount: number }

/** The allowances of every cap that cuts; a cap that refuses has granted all or nothing already. */
export async function allowancesOf(db: Database, claim: Claim, programme: Programme): Promise<Allowance[]> {
  const cutting = programme.caps.filter(({ excess, measure }) => excess !== 'refuse' && measure !== 'days')
  if (cutting.length === 0) return []
  const uses = await db<UseRow>('cap_uses').where({ claim_id: claim.id })
  return cutting.flatMap((cap) => {
    const demands = demandsOnly(cap, programme, claim.application, claim)
    return demands.map((demand, place) => ({
      rule: cap.rule,
      measure: cap.measure === 'money' ? 'money' : 'count',
      // A cap by device counts each unit by itself, the others count all together.
      units: cap.key === 'device' ? [place + 1] : claim.units.map(({ position }) => position),
      granted: grantedOf(cap, demand, uses),
    }))
  })
}

const demandsOnly = (
  cap: Cap,
  programme: Programme,
  application: Application,
  { submittedAt }: Claim,
): Demand[] =>
  demandsOf(
    { ...programme, caps: [cap] },
    application,
    partiesOf(application),
    dateIn(submittedAt, programme.timeZone),
  )

/** Use of a cap within one claim is not kept: nothing was used before it. */
function grantedOf(cap: Cap, { key, asked }: Demand, uses: readonly UseRow[]): number {
  const use = uses.find((one) => one.cap === cap.id && one.key === key)
  return use ? use.amount : grantOf(cap, 0, asked).granted
}
