/** What a what-if came to, as pictures with their tables: decisions that change, money by reason, and the claims themselves. */
import { Temporal } from 'temporal-polyfill'
import { decimal, money, type Currency } from '../base/money.ts'
import { changesOf, replayOf, replaysOf, type Replay, type ReplayChange } from '../claims/replay-store.ts'
import { isShift, type ReasonSum, type WhatIfSums } from '../claims/what-if-sums.ts'
import type { Database } from '../database.ts'
import { draftSave, programmeDraft } from '../programmes/draft-store.ts'
import type { Programme } from '../programmes/programme.ts'
import { textIn } from '../programmes/schema/words.ts'
import { parseProgramme } from '../programmes/source.ts'
import type { Locale, Texts } from '../texts/texts.ts'
import { drawChart } from '../web/chart.ts'
import { draftHref } from './draft-view.ts'
import { rowWords } from './programme-version-view.ts'
import { namesOfActors } from './programme-view.ts'

/** The page shows so many claims; the table for spreadsheets has all. */
const shownAtMost = 100
const barsAtMost = 12

/** The address of a what-if. */
export const whatIfHref = (id: number): string => `/desk/programmes/what-ifs/${id}`

/** What-ifs of a draft, for its page of changes. */
export async function whatIfRows(db: Database, draftId: number, texts: Texts): Promise<readonly object[]> {
  const nameOf = await namesOfActors(db, texts)
  return (await replaysOf(db, draftId)).map(({ id, revision, state, total, madeBy, madeAt }) => ({
    href: whatIfHref(id),
    revision,
    state,
    total,
    by: nameOf(madeBy),
    at: madeAt,
  }))
}

/** The values of `templates/pages/desk/what-if.njk`. @throws Refusal `not-found` / `what-if-unknown`. */
export async function whatIfView(db: Database, id: number, texts: Texts): Promise<object> {
  const replay = await replayOf(db, id)
  const programme = parseProgramme(await draftSave(db, replay.draftId, replay.revision))
  const { programmeId } = await programmeDraft(db, replay.draftId)
  const claims = replay.state === 'ready' ? await changesOf(db, id, { limit: shownAtMost }) : []
  return { programmeId, ...(await whatIfValues(replay, programme, claims, texts)) }
}

/** The same of a what-if that was read. */
export async function whatIfValues(
  { id, draftId, revision, state, total, done, sums, madeAt }: Replay,
  programme: Programme,
  claims: readonly ReplayChange[],
  texts: Texts,
): Promise<object> {
  return {
    id,
    href: whatIfHref(id),
    eventsHref: `${whatIfHref(id)}/events`,
    draft: { id: draftId, revision, href: `${draftHref(draftId)}/changes` },
    asOf: texts.text('programmes.what-if.as-of', {
      at: texts.moment(Temporal.Instant.from(madeAt), programme.timeZone),
    }),
    total,
    done,
    ...(state === 'ready' && sums && { result: await resultOf(sums, programme, claims, texts) }),
  }
}

async function resultOf(
  sums: WhatIfSums,
  programme: Programme,
  claims: readonly ReplayChange[],
  texts: Texts,
): Promise<object> {
  const { currency } = programme
  const outcome = (name: string): string => texts.text(`programmes.outcome.${name}`)
  const worded = wording(programme, texts)
  const barLabel = barLabels(programme, sums.reasons, texts)
  const shifts = sums.shifts.filter(isShift)
  return {
    claims: sums.claims,
    changed: sums.changed,
    decisions: shifts.reduce((sum, one) => sum + one.claims, 0),
    before: money(sums.beforeMinor, currency),
    after: money(sums.afterMinor, currency),
    by: signed(sums.afterMinor - sums.beforeMinor, currency, texts),
    shifts: shifts.map(({ before, after, claims: count, beforeMinor, afterMinor }) => ({
      before: outcome(before),
      after: outcome(after),
      claims: count,
      by: signed(afterMinor - beforeMinor, currency, texts),
    })),
    reasons: sums.reasons.map((reason) => ({
      ...worded(reason),
      claims: reason.claims,
      by: signed(reason.byMinor, currency, texts),
    })),
    decisionChart: await chartOf(
      shifts.map(({ after, claims: count }) => ({ label: outcome(after), value: count })),
      texts.text('programmes.what-if.decisions'),
      texts.text('programmes.what-if.claims'),
      texts.locale,
    ),
    moneyChart: await chartOf(
      sums.reasons
        .filter(({ byMinor }) => byMinor !== 0)
        .slice(0, barsAtMost)
        .map((reason) => ({ label: barLabel(reason), value: whole(reason.byMinor, currency) })),
      texts.text('programmes.what-if.money'),
      texts.text('desk.outlook.amount', { currency }),
      texts.locale,
    ),
    rows: claims.map((claim) => ({
      reference: claim.reference,
      before: outcome(claim.before),
      after: outcome(claim.after),
      was: money(claim.beforeMinor, currency),
      is: money(claim.afterMinor, currency),
      reason: worded(claim).short,
    })),
  }
}

const chartOf = (
  points: readonly { label: string; value: number }[],
  title: string,
  values: string,
  locale: Locale,
): Promise<string> | string =>
  points.length === 0 ? '' : drawChart('lying', { title, labels: '', values, locale, points })

const whole = (amountMinor: number, currency: Currency): number => Number(decimal({ amountMinor, currency }))

/** `+DKK 300.00`: a change says which way. */
const signed = (amountMinor: number, currency: Currency, texts: Texts): string =>
  `${amountMinor > 0 ? '+' : ''}${texts.money(money(amountMinor, currency))}`

/** Rule and clause with its title, and the code that says what of it. */
const wording =
  (programme: Programme, texts: Texts) =>
  ({ rule, clause, code }: Pick<ReasonSum, 'rule' | 'clause' | 'code'>) => {
    const title = titleOf(programme, clause, texts)
    return { rule, clause, title, code, short: `${rule} · ${clause} ${title}` }
  }

const titleOf = ({ terms }: Programme, clause: string, { locale }: Texts): string => {
  const found = terms.clauses.find(({ id }) => id === clause)
  return found ? textIn(found.title, locale) : ''
}

/** The clause by its title; where several bars have one clause, the row of the table of values or the rule below it. */
function barLabels(programme: Programme, reasons: readonly ReasonSum[], texts: Texts) {
  const titles = reasons.map(({ clause }) => titleOf(programme, clause, texts))
  return ({ rule, clause, code }: ReasonSum): string => {
    const title = titleOf(programme, clause, texts)
    if (title !== '' && titles.indexOf(title) === titles.lastIndexOf(title)) return title
    const row = programme.values.rows.find(({ id }) => id === code)
    const words = row ? rowWords(row, programme, texts).join(', ') : ''
    return [title, words || rule].filter((part) => part !== '').join('\n')
  }
}
