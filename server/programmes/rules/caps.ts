/** R15, R53, R61, R93: how much is asked for and how much is left. */
import { demandsOf, grantOf, type Demand, type Grant } from '../caps.ts'
import type { Cap } from '../programme.ts'
import { voice, type Finding, type FindingFacts, type Rule } from './finding.ts'

/**
 * Every cap answers for every key it is asked under.
 * @throws Error when the use before was not counted: a limit never silently does not apply (R93).
 */
export const withinCaps: Rule = ({ application, programme, facts }) => {
  const demands = demandsOf(programme, application, facts.parties, facts.submittedOn)
  const findings = programme.caps.flatMap((cap) =>
    demands
      .filter((demand) => demand.cap === cap.id)
      .map((demand) => {
        const used = usedBefore(facts.capUse, demand)
        return judgeCap(cap, used, demand.asked, voice(programme, cap.rule))
      }),
  )
  return findings.length > 0 ? findings : [voice(programme, 'R93').pass('no-caps')]
}

/** Name of a demand in `facts.capUse`. */
export const capUseName = ({ cap, key }: Pick<Demand, 'cap' | 'key'>): string => `${cap} ${key}`

function usedBefore(capUse: Readonly<Record<string, number>>, demand: Demand): number {
  const used = demand.key === 'claim' ? 0 : capUse[capUseName(demand)]
  if (used === undefined) throw new Error(`use of cap ${demand.cap} was not counted`)
  return used
}

function judgeCap(cap: Cap, used: number, asked: number, say: ReturnType<typeof voice>): Finding {
  const grant = grantOf(cap, used, asked)
  const found = factsOf(cap, used, asked, grant)
  const name = cap.measure === 'money' ? 'money-cap' : 'cap'
  if (grant.outcome === 'within') return say.pass(`${name}-within`, '/units', found)
  return grant.granted > 0
    ? say.pass(`${name}-cut`, '/units', found)
    : say.fail(`${name}-exceeded`, '/units', found)
}

/** As texts choose by them: ICU allows no dash in a choice. */
const perKey = {
  participant: 'participant',
  'end-customer': 'customer',
  device: 'device',
  invoice: 'invoice',
  claim: 'claim',
} as const

/** Amounts are named so that texts write them as money. */
const factsOf = (cap: Cap, used: number, asked: number, { granted }: Grant): FindingFacts =>
  cap.measure === 'money'
    ? {
        cap: cap.id,
        per: perKey[cap.key],
        usedMinor: used,
        askedMinor: asked,
        grantedMinor: granted,
        limitMinor: cap.limit,
      }
    : { cap: cap.id, per: perKey[cap.key], used, asked, granted, limit: cap.limit }

export const capRules: readonly Rule[] = [withinCaps]
