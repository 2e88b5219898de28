/** What the page on periods shows: what goes when, what is held, what went, and the table with its sources. */
import { Temporal } from 'temporal-polyfill'
import type { Context } from '../context.ts'
import { openHolds } from '../privacy/hold-store.ts'
import type { Period, Retention } from '../privacy/retention.ts'
import { ahead, behind } from '../privacy/retention-store.ts'
import type { Texts } from '../texts/texts.ts'
import { claimHref } from './claim-links.ts'

/** Nobody reads more months or days at once. */
const rowsAtMost = 60

/** The values of `templates/pages/desk/retention.njk` but for its forms. */
export async function retentionView(
  { db, retention }: Pick<Context, 'db' | 'retention'>,
  texts: Texts,
): Promise<object> {
  const kindText = (kind: string): string => texts.text(`privacy.retention.kind.${kind}`)
  return {
    ahead: (await ahead(db, rowsAtMost)).map(({ month, kind, claims }) => ({
      month,
      what: kindText(kind),
      claims,
    })),
    behind: (await behind(db, rowsAtMost)).map(({ day, kind, claims }) => ({
      day: texts.date(Temporal.PlainDate.from(day)),
      what: kindText(kind),
      claims,
    })),
    holds: (await openHolds(db)).map((hold) => ({ ...hold, href: claimHref(hold.reference) })),
    kinds: Object.entries(retention.periods).map(([kind, rows]) => ({
      id: kind,
      what: kindText(kind),
      rows: periodRows(rows, texts),
    })),
  }
}

const periodRows = (rows: Retention['periods']['books'], texts: Texts): object[] => {
  const names = new Intl.DisplayNames(texts.locale, { type: 'region' })
  return Object.entries(rows).map(([country, period]) => ({
    country: country === 'anywhere' ? texts.text('privacy.retention.anywhere') : names.of(country),
    kept: keptText(period, texts),
    source: period.source,
    ask: period.ask,
  }))
}

/** `5 years from the end of the financial year`. */
function keptText({ keep, from }: Period, texts: Texts): string {
  const unit = { D: 'days', M: 'months', Y: 'years' }[keep.slice(-1)] ?? 'days'
  const length = texts.text(`privacy.retention.${unit}`, { count: Number(keep.slice(1, -1)) })
  return texts.text(`privacy.retention.from.${from}`, { length })
}
