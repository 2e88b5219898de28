/** What needs eyes most comes first in the queue (R1, R30). */
import { riskOf } from '../../server/claims/risk.ts'

test.each([
  { risk: 3, findings: [{ code: 'complete', outcome: 'pass' }] },
  { risk: 2, findings: [{ code: 'enrolment-unknown', outcome: 'review' }] },
  { risk: 2, findings: [{ code: 'evidence-missing', outcome: 'missing' }] },
  { risk: 1, findings: [{ code: 'bank-account-shared', outcome: 'review' }] },
  {
    risk: 1,
    findings: [
      { code: 'complete', outcome: 'pass' },
      { code: 'file-elsewhere', outcome: 'review' },
    ],
  },
  { risk: 3, findings: [{ code: 'file-elsewhere', outcome: 'pass' }] },
  { risk: 3, findings: [] },
] as const)('$findings makes risk $risk', ({ risk, findings }) => {
  expect(riskOf(findings)).toBe(risk)
})
