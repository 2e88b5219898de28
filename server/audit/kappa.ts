/** How far two auditors who did not know of each other agree, beyond chance: Cohen's kappa (1960). Pure. */

/** What the first and the blind second look came to. */
export type Pair = { readonly first: string; readonly second: string }

export type Agreement = {
  readonly pairs: number
  readonly agreed: number
  /** -1 to 1; undefined without a pair, and where both always say one and the same: chance alone explains that. */
  readonly kappa: number | undefined
}

/** Observed agreement less the expected one, over what was left to agree on. */
export function agreementOf(pairs: readonly Pair[]): Agreement {
  const count = pairs.length
  const agreed = pairs.filter(({ first, second }) => first === second).length
  const verdicts = [...new Set(pairs.flatMap(({ first, second }) => [first, second]))]
  const share = (of: keyof Pair, verdict: string): number =>
    pairs.filter((pair) => pair[of] === verdict).length / count
  const expected = verdicts.reduce(
    (sum, verdict) => sum + share('first', verdict) * share('second', verdict),
    0,
  )
  const kappa = count === 0 || expected === 1 ? undefined : (agreed / count - expected) / (1 - expected)
  return { pairs: count, agreed, kappa }
}
