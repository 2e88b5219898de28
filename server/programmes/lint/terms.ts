/** Terms: every rule that may refuse an application stands in exactly one clause, so that a refusal can name it (R96). */
import type { Programme } from '../programme.ts'
import type { Check } from './mistake.ts'

/** Every rule that refuses has one clause, and no rule has two. */
export const clauses: Check = (programme, report) => {
  const cited = programme.terms.clauses.flatMap(({ rules }, index) => rules.map((rule) => ({ rule, index })))
  for (const rule of rulesThatRefuse(programme)) {
    if (!cited.some((one) => one.rule === rule)) report('rule-without-clause', ['terms', 'clauses'], { rule })
  }
  cited.forEach(({ rule, index }, place) => {
    const first = cited.findIndex((one) => one.rule === rule)
    if (first < place) report('rule-in-two-clauses', ['terms', 'clauses', index, 'rules'], { rule })
  })
}

/** The rules by which this programme can say no, with the numbers that its own settings carry. */
function rulesThatRefuse(programme: Programme): string[] {
  const isForPartners = programme.audience.kind === 'channel-partner'
  const hasDevices = programme.returnMode !== 'none'
  const always = ['R1', 'R7', 'R11', 'R18', 'R19', 'R20', 'R24', 'R25', 'R30', 'R64', 'R97']
  const settings = [
    ...programme.postcodes,
    ...programme.refusedSellers,
    ...programme.excludedProducts,
    ...programme.declarations,
    ...programme.evidence,
    ...programme.caps,
    ...programme.clocks,
    ...programme.fees,
    programme.values,
    programme.payment,
  ].map(({ rule }) => rule)
  return [
    ...new Set([
      ...always,
      isForPartners ? 'R50' : 'R6',
      ...(hasDevices ? ['R12', 'R13', 'R14'] : []),
      ...(programme.applicationWindow.withinDaysOfPurchase === undefined ? [] : ['R54']),
      ...settings,
    ]),
  ]
}

/** R27, R63: no claim without a document. */
export const proof: Check = ({ evidence }, report) => {
  if (!evidence.some(({ required }) => required === 'always')) report('no-proof-asked', ['evidence'])
}
