/** What the rules found in an application, as its participant reads it: in words, with the clause of its terms (R96). Pure. */
import type { Programme } from '../programmes/programme.ts'
import type { Finding, Outcome } from '../programmes/rules.ts'
import { findingText } from '../programmes/wording.ts'
import type { Texts } from '../texts/texts.ts'

/** One line of what was checked, in the words of the form that was checked before it was sent. */
export type CheckedView = {
  readonly text: string
  readonly clause: string
  readonly outcome: Outcome
}

/** What they say is about somebody else's claim, and nothing that its participant is told of. */
const aboutOthers: readonly string[] = ['bank-account-shared', 'file-elsewhere']

/** What is open first; a rule that says the same of every pair is told once. */
export function checkedViews(
  findings: readonly Finding[],
  programme: Programme,
  texts: Texts,
): CheckedView[] {
  const lines = findings
    .filter(({ code }) => !aboutOthers.includes(code))
    .map((finding): CheckedView => ({
      text: findingText(finding, programme, texts),
      clause: finding.clause,
      outcome: finding.outcome,
    }))
  const told = [...new Map(lines.map((line) => [line.text, line])).values()]
  return told.toSorted((one, other) => order.indexOf(one.outcome) - order.indexOf(other.outcome))
}

const order: readonly Outcome[] = ['fail', 'missing', 'review', 'pass']
