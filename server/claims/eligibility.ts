/** "Would this qualify?" (R96): every rule asked as a submission would ask it, without locks, and nothing is kept. */
import { dateIn, type Clock } from '../base/calendar.ts'
import type { Database } from '../database.ts'
import type { Application } from '../programmes/application.ts'
import { demandsOf } from '../programmes/caps.ts'
import type { Programme } from '../programmes/programme.ts'
import { judge, verdictOf, type Finding, type Recommendation } from '../programmes/rules.ts'
import { countedFacts, partiesOf } from './facts.ts'

export type Eligibility = { readonly verdict: Recommendation; readonly findings: readonly Finding[] }

/** What the rules say today; a moment later another claim may have taken the last place of a cap. */
export async function eligibilityOf(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  application: Application,
  programme: Programme,
): Promise<Eligibility> {
  const submittedOn = dateIn(clock.now(), programme.timeZone)
  const parties = partiesOf(application)
  const demands = demandsOf(programme, application, parties, submittedOn)
  const facts = await countedFacts(db, application, programme, {
    submittedOn,
    reference: '',
    parties,
    demands,
  })
  const findings = judge(application, programme, facts)
  return { verdict: verdictOf(findings), findings }
}
