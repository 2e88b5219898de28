/** How much an application needs a reviewer's eyes, by what the rules found. Orders the queue; decides nothing. Pure. */
import type { Finding } from '../programmes/rules.ts'

/** 1 first. */
export type Risk = 1 | 2 | 3

/** R1, R30: signs of the same thing claimed twice, or of somebody else's account. */
const alarming: readonly string[] = ['bank-account-shared', 'file-elsewhere', 'account-holder-differs']

/** 3 where every rule passed: such claims may be approved several at once. */
export function riskOf(findings: readonly Pick<Finding, 'code' | 'outcome'>[]): Risk {
  const open = findings.filter(({ outcome }) => outcome !== 'pass')
  if (open.length === 0) return 3
  return open.some(({ code }) => alarming.includes(code)) ? 1 : 2
}
