/** Pictures for managers and finance: what was declared against what was found, what reductions are for, where devices are fetched. */
import { groupedBy } from '../base/groups.ts'
import { instantText, type Clock } from '../base/calendar.ts'
import { decimal, money } from '../base/money.ts'
import { auditedFigures, type DeclaredFound, type Reduction } from '../claims/figures-store.ts'
import type { Database } from '../database.ts'
import type { Programme } from '../programmes/programme.ts'
import { textIn } from '../programmes/schema/words.ts'
import { currentProgrammes } from '../programmes/store.ts'
import { pickupAreas, type PickupArea } from '../shipping/places-store.ts'
import type { Texts } from '../texts/texts.ts'
import { drawChart } from '../web/chart.ts'
import { drawTiles } from '../web/tile-map.ts'

/** Days back from today; the last one is everything. */
export const periods = [30, 90, 365, 36_500] as const
export type Period = (typeof periods)[number]

type House = { readonly db: Database; readonly clock: Clock }

/** The values of `templates/pages/desk/figures.njk`. An unknown programme is the first one. */
export async function figuresView(
  { db, clock }: House,
  asked: { readonly programme: string; readonly period: Period },
  texts: Texts,
): Promise<object> {
  const programmes = (await currentProgrammes(db)).map(({ programme }) => programme)
  const programme = programmes.find(({ id }) => id === asked.programme) ?? programmes[0]
  const choices = programmes.map((one) => ({
    value: one.id,
    text: `${textIn(one.name, texts.locale)} ${one.edition}`,
    isChosen: one.id === programme?.id,
  }))
  const frame = { programmes: choices, periods, period: asked.period }
  if (!programme) return frame
  const of = {
    programmeId: programme.id,
    since: instantText(clock.now().subtract({ hours: asked.period * 24 })),
  }
  const figures = {
    ...(await auditedFigures(db, of)),
    areas: await pickupAreas(db, of),
  }
  return { ...frame, ...(await figureValues(figures, programme, texts)) }
}

type Figures = {
  readonly categories: readonly DeclaredFound[]
  readonly reductions: readonly Reduction[]
  readonly areas: readonly PickupArea[]
}

/** The pictures and tables of figures that were read. */
export async function figureValues(figures: Figures, programme: Programme, texts: Texts): Promise<object> {
  const { currency } = programme
  const values = texts.text('desk.outlook.amount', { currency })
  const whole = (amountMinor: number): number => Number(decimal({ amountMinor, currency }))
  const categories = figures.categories.map((one) => ({
    ...one,
    name: nameOf(programme, one.category, texts),
  }))
  const reasons = byFirstReason(figures.reductions).map((one) => ({
    ...one,
    name: texts.text(`reasons.${one.code}`),
  }))
  return {
    categories: categories.map(({ name, units, declaredMinor, foundMinor }) => ({
      name,
      units,
      declared: money(declaredMinor, currency),
      found: money(foundMinor, currency),
      less: money(declaredMinor - foundMinor, currency),
    })),
    categoryChart:
      categories.length === 0
        ? ''
        : await drawChart('lying', {
            title: texts.text('figures.declared.title'),
            labels: '',
            locale: texts.locale,
            values,
            points: categories.flatMap(({ name, declaredMinor, foundMinor }) => [
              { label: name, value: whole(declaredMinor), series: texts.text('figures.declared.declared') },
              { label: name, value: whole(foundMinor), series: texts.text('figures.declared.found') },
            ]),
          }),
    reasons: reasons.map(({ name, units, byMinor }) => ({ name, units, by: money(byMinor, currency) })),
    reasonChart:
      reasons.length === 0
        ? ''
        : await drawChart('lying', {
            title: texts.text('figures.reasons.title'),
            labels: '',
            locale: texts.locale,
            values,
            points: reasons.map(({ name, byMinor }) => ({ label: name, value: whole(byMinor) })),
          }),
    countries: countriesOf(figures.areas, texts),
  }
}

const nameOf = ({ categories }: Programme, id: string, { locale }: Texts): string => {
  const found = categories.find((one) => one.id === id)
  return found ? textIn(found.name, locale) : id
}

/** Each device counts under the first reason of its audit alone, so that the reasons add up to the whole. */
const byFirstReason = (found: readonly Reduction[]): { code: string; units: number; byMinor: number }[] =>
  [...groupedBy(found, ({ reasons }) => reasons[0] ?? 'condition-differs')]
    .map(([code, all]) => ({
      code,
      units: all.reduce((sum, { units }) => sum + units, 0),
      byMinor: all.reduce((sum, { byMinor }) => sum + byMinor, 0),
    }))
    .toSorted((one, other) => other.byMinor - one.byMinor)

const countriesOf = (areas: readonly PickupArea[], { locale, text }: Texts): readonly object[] =>
  [...groupedBy(areas, ({ country }) => country)].map(([country, own]) => {
    const name = new Intl.DisplayNames(locale, { type: 'region' }).of(country) ?? country
    return {
      country,
      name,
      map: drawTiles(
        text('figures.places.map', { country: name }),
        new Map(own.map(({ area, pickups }) => [area, pickups])),
      ),
      areas: own
        .toSorted((one, other) => other.pickups - one.pickups)
        .map(({ area, pickups }) => ({ area, pickups })),
    }
  })
