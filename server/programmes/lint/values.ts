/** The value table: complete, without overlaps, never over its cap (R16); every category within reach (R14). */
import { likeForLike } from '../catalogue.ts'
import type { Programme, ValueRow } from '../programme.ts'
import { priceOf, priceParts } from '../values.ts'
import type { Check } from './mistake.ts'

/** R16: each row counts, and none is over the cap. */
export const valueRows: Check = ({ values }, report) => {
  values.rows.forEach((row, index) => {
    const path = ['values', 'rows', index]
    if (row.amountMinor > values.capMinor) {
      report('value-over-cap', [...path, 'amountMinor'], {
        amountMinor: row.amountMinor,
        capMinor: values.capMinor,
      })
    }
    if (priceParts.every((part) => row[part] === undefined)) report('row-without-key', path, { row: row.id })
    const earlier = values.rows.slice(0, index).find((other) => covers(other, row))
    if (earlier) report('row-hidden', path, { row: row.id, by: earlier.id })
  })
}

/** The first row that fits wins, so a row that says the same or less hides every later one. */
const covers = (earlier: ValueRow, later: ValueRow): boolean =>
  priceParts.every((part) => earlier[part] === undefined || earlier[part] === later[part])

/** Whatever can be applied for has a row, be it of nothing: silence in the table is not a decision. */
export const valuesComplete: Check = (programme, report) => {
  const isMoneyOnly = programme.returnMode === 'none'
  const pairs = programme.categories.flatMap(({ id: category }) =>
    programme.conditions.map(({ id: condition }) => ({ category, condition })),
  )
  for (const product of programme.products.map(({ id }) => id)) {
    if (isMoneyOnly && !hasPrice(programme, { product }))
      report('product-without-value', ['values', 'rows'], { product })
  }
  for (const { category, condition } of pairs) {
    const isPriced = programme.products.some(({ id: product }) =>
      hasPrice(programme, { product, category, condition }),
    )
    if (!isPriced) report('value-missing', ['values', 'rows'], { category, condition })
  }
}

const hasPrice = (
  programme: Programme,
  what: { product: string; category?: string; condition?: string },
): boolean => programme.countries.some((country) => priceOf(programme, { ...what, country }) !== undefined)

/** R17, R44: a sound device without its accessories is worth what a row of its own says, never what a complete one is. */
export const incompleteValued: Check = (programme, report) => {
  const rows = programme.values.rows.filter(({ verdict }) => verdict === 'incomplete')
  for (const { id: category, accessories, checklist } of programme.categories) {
    if (accessories.length === 0 && !checklist.some(({ failure }) => failure === 'incomplete')) continue
    for (const { id: condition } of programme.conditions.filter(({ working }) => working === 'yes')) {
      const row = priceOf(programme, { category, condition, verdict: 'incomplete' })?.row
      if (!rows.some(({ id }) => id === row))
        report('incomplete-without-value', ['values', 'rows'], { category, condition })
    }
  }
}

/** A category that no product asks for, or that no listed device can have, is never reached. */
export const categoriesReachable: Check = (programme, report) => {
  if (programme.returnMode === 'none') return
  const wanted = programme.products.flatMap(({ category }) => likeForLike(programme, category))
  const listed = programme.devices.flatMap(({ categories }) => categories)
  programme.categories.forEach(({ id, weightGrams }, index) => {
    const path = ['categories', index]
    if (!wanted.includes(id)) report('category-never-wanted', path, { category: id })
    if (!listed.includes(id) && programme.otherManufacturer === 'refuse')
      report('category-without-device', path, { category: id })
    if (weightGrams.typical > weightGrams.most)
      report('weights-reversed', [...path, 'weightGrams'], { category: id })
  })
  programme.products.forEach(({ id, category }, index) => {
    if (likeForLike(programme, category).length === 0) {
      report('product-without-devices', ['products', index, 'category'], { product: id, category })
    }
  })
}
