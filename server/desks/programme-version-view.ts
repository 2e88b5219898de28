/** One edition as its manager reads it: dates, clauses with their rules, values, caps, clocks and every text. */
import { money } from '../base/money.ts'
import { claimsByVersion } from '../claims/version-claims-store.ts'
import type { Database } from '../database.ts'
import { textsOfFile } from '../programmes/file-texts.ts'
import { clauseOf, type Cap, type Clock, type Programme, type ValueRow } from '../programmes/programme.ts'
import { textIn, type Localised } from '../programmes/schema/words.ts'
import { plainSource } from '../programmes/source.ts'
import { programmeVersion, sourceOf } from '../programmes/store.ts'
import { loadedVersions } from '../programmes/version-store.ts'
import type { Texts } from '../texts/texts.ts'
import { loadRows, namesOfActors, versionHref } from './programme-view.ts'

/** The values of `templates/pages/desk/programme-version.njk`. @throws Refusal `not-found` / `programme-version-unknown`. */
export async function programmeVersionView(db: Database, hash: string, texts: Texts): Promise<object> {
  const programme = await programmeVersion(db, hash)
  const version = (await loadedVersions(db)).find((one) => one.hash === hash)
  const claims = (await claimsByVersion(db)).get(hash) ?? { running: 0, all: 0 }
  const nameOf = await namesOfActors(db, texts)
  return {
    hash,
    href: versionHref(hash),
    ...claims,
    edition: programme.edition,
    isCurrent: version?.isCurrent ?? false,
    loads: loadRows(version?.loads ?? [], version?.loadedAt ?? '', nameOf),
    texts: textsOfFile(plainSource(await sourceOf(db, hash))),
    ...wordsOf(programme, texts),
  }
}

/** What an edition says, in words. */
export function wordsOf(programme: Programme, texts: Texts): object {
  const named = nameIn(texts)
  return {
    name: named(programme.name),
    summary: named(programme.summary),
    programme: {
      id: programme.id,
      countries: programme.countries.join(', '),
      currency: programme.currency,
      timeZone: programme.timeZone,
      purchases: programme.purchaseWindow,
      applications: programme.applicationWindow,
      locales: programme.locales,
    },
    clauses: programme.terms.clauses.map(({ id, title, text, rules }) => ({
      id,
      title: named(title),
      text: named(text),
      rules,
    })),
    most: money(programme.values.capMinor, programme.currency),
    valueRule: { rule: programme.values.rule, clause: clauseOf(programme, programme.values.rule) },
    values: programme.values.rows.map((row) => valueOf(row, programme, texts)),
    caps: programme.caps.map((cap) => capOf(cap, programme, texts)),
    clocks: programme.clocks.map((clock) => clockOf(clock, programme, texts)),
  }
}

const nameIn =
  ({ locale }: Texts) =>
  (words: Localised): string =>
    textIn(words, locale)

const valueOf = (row: ValueRow, programme: Programme, texts: Texts) => ({
  id: row.id,
  parts: rowWords(row, programme, texts),
  amount: money(row.amountMinor, programme.currency),
  goods: row.goods ? nameIn(texts)(row.goods.name) : '',
})

/** What a row of the table of values is for, in words: its product, category and condition, those that it names. */
export function rowWords(row: ValueRow, programme: Programme, texts: Texts): string[] {
  const named = (
    rows: readonly { readonly id: string; readonly name: Localised }[],
    id: string | undefined,
  ): string => {
    const found = rows.find((one) => one.id === id)
    return found ? nameIn(texts)(found.name) : ''
  }
  return [
    named(programme.products, row.product),
    named(programme.categories, row.category),
    named(programme.conditions, row.condition),
    row.verdict ? texts.text(`pages.audit.${row.verdict}`) : '',
    row.country ?? '',
  ].filter((part) => part !== '')
}

const capOf = (
  { id, rule, measure, key, window, limit, excess }: Cap,
  programme: Programme,
  texts: Texts,
) => ({
  id,
  rule,
  clause: clauseOf(programme, rule),
  limit: measure === 'money' ? texts.money(money(limit, programme.currency)) : String(limit),
  measure: texts.text(`programmes.measure.${measure}`),
  per: texts.text(`programmes.per.${key}`),
  window: texts.text(`programmes.window.${window}`),
  excess: texts.text(`programmes.excess.${excess}`),
})

const clockOf = (clock: Clock, programme: Programme, texts: Texts) => ({
  id: clock.id,
  rule: clock.rule,
  clause: clauseOf(programme, clock.rule),
  name: nameIn(texts)(clock.name),
  length: texts.text(`programmes.length.${clock.unit}`, { amount: clock.amount }),
  calendars: clock.calendars.join(', '),
  start: eventText(clock.start, texts),
  stop: eventText(clock.stop, texts),
  breach: texts.text(`programmes.breach.${clock.breach}`),
  pausedBy: clock.pausedBy.map((wait) => texts.text(`programmes.wait.${wait}`)),
})

/** Events as the journal calls them; what happens outside it has words of its own. */
const eventText = (event: string, texts: Texts): string =>
  texts.has(`journal.${event}`) ? texts.text(`journal.${event}`) : texts.text(`programmes.event.${event}`)
