/**
 * A partner's enrolment, looked up by staff (R50): kept for all its claims, and the rule that asked is answered anew for
 * the claim at hand, so that one reviewer can approve it. The trace of before stays (R96).
 */
import type { Actor } from '../base/actor.ts'
import { refuse } from '../base/refusal.ts'
import { inTransaction } from '../database.ts'
import { recordEnrolment, type Enrolled } from '../parties/enrolment-store.ts'
import { verdictOf, type Finding } from '../programmes/rules.ts'
import { voice } from '../programmes/rules/finding.ts'
import { programmeVersion } from '../programmes/store.ts'
import type { Office } from './advance.ts'
import type { Claim } from './claim.ts'
import { insertDecision, tracesOf } from './decision-store.ts'
import { partiesOf } from './facts.ts'
import { riskOf } from './risk.ts'
import { lockClaim, rankClaim } from './store.ts'

/** @throws Refusal `conflict` / `no-enrolment-asked` when no rule of the claim's programme asks for it. */
export const checkEnrolment = (
  office: Office,
  reference: string,
  { enrolled, by }: { readonly enrolled: Enrolled; readonly by: Actor },
): Promise<Claim> =>
  inTransaction(office.db, async (trx) => {
    const claim = await lockClaim(trx, reference)
    const programme = await programmeVersion(trx, claim.programmeVersion)
    if (programme.audience.enrolment === 'none') throw refuse('conflict', 'no-enrolment-asked', { reference })
    const at = office.clock.now()
    await recordEnrolment(trx, partiesOf(claim.application).participant, enrolled, { by, at })
    const [trace] = await tracesOf(trx, claim.id)
    if (claim.state !== 'submitted' || !trace) return claim
    const say = voice(programme, 'R50')
    const answer = enrolled === 'yes' ? say.pass('enrolled', at50) : say.fail('not-enrolled', at50)
    const findings = trace.findings.map((finding): Finding =>
      asked.includes(finding.code) ? answer : finding,
    )
    await insertDecision(trx, claim, { occasion: 'enrolment', verdict: verdictOf(findings), findings, at })
    await rankClaim(trx, claim.id, riskOf(findings))
    return claim
  })

const at50 = '/participant/company'
const asked: readonly string[] = ['enrolment-unknown', 'enrolled', 'not-enrolled']
