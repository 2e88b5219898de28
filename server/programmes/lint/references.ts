/** Ids: unique in their list, and known where they are named. */
import type { Programme } from '../programme.ts'
import type { MistakeCode } from './codes.ts'
import type { Check, Path, Report } from './mistake.ts'

/** Lists whose rows have an id (evidence: its kind). */
export const uniqueIds: Check = (programme, report) => {
  const { clauses } = programme.terms
  const lists: [Path, readonly string[]][] = [
    [['postcodes'], idsOf(programme.postcodes)],
    [['refusedSellers'], idsOf(programme.refusedSellers)],
    [['products'], idsOf(programme.products)],
    [['excludedProducts'], idsOf(programme.excludedProducts)],
    [['devices'], idsOf(programme.devices)],
    [['categories'], idsOf(programme.categories)],
    [['conditions'], idsOf(programme.conditions)],
    [['grades'], idsOf(programme.grades)],
    [['likeForLike'], programme.likeForLike.map(({ product }) => product)],
    [['declarations'], idsOf(programme.declarations)],
    [['evidence'], programme.evidence.map(({ kind }) => kind)],
    [['terms', 'clauses'], idsOf(clauses)],
    [['caps'], idsOf(programme.caps)],
    [['clocks'], idsOf(programme.clocks)],
    [['values', 'rows'], idsOf(programme.values.rows)],
    [['fees'], idsOf(programme.fees)],
  ]
  for (const [path, ids] of lists) {
    ids.forEach((id, index) => {
      if (ids.indexOf(id) < index) report('duplicate-id', [...path, index], { id })
    })
  }
}

const idsOf = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id)

/** R2, R3: parts are played by parties that the file describes. */
export const knownParties: Check = ({ parties, actors, auditCentre }, report) => {
  for (const [part, party] of Object.entries(actors)) {
    if (!(party in parties)) report('unknown-party', ['actors', part], { party })
  }
  if (auditCentre !== undefined && !(auditCentre in parties)) {
    report('unknown-party', ['auditCentre'], { party: auditCentre })
  }
}

/** R11-R16: categories, conditions and products are described where they are named. */
export const knownGoods: Check = (programme, report) => {
  const categories = idsOf(programme.categories)
  const productCategories = programme.products.map(({ category }) => category)
  programme.devices.forEach((device, index) => {
    all(device.categories, categories, 'unknown-category', ['devices', index, 'categories'], report)
  })
  programme.likeForLike.forEach(({ product, devices }, index) => {
    const path = ['likeForLike', index]
    all([product], productCategories, 'unknown-product-category', [...path, 'product'], report)
    all(devices, categories, 'unknown-category', [...path, 'devices'], report)
  })
  const conditions = idsOf(programme.conditions)
  programme.grades.forEach(({ condition }, index) =>
    all([condition], conditions, 'unknown-condition', ['grades', index, 'condition'], report),
  )
  programme.values.rows.forEach((row, index) => {
    const path = ['values', 'rows', index]
    all([row.category], categories, 'unknown-category', [...path, 'category'], report)
    all([row.condition], conditions, 'unknown-condition', [...path, 'condition'], report)
    all([row.product], idsOf(programme.products), 'unknown-product', [...path, 'product'], report)
  })
}

/** R7: what is said about a country that the programme does not serve is a mistake in one of the two. */
export const knownCountries: Check = (programme, report) => {
  const { countries } = programme
  const named: [Path, readonly (string | undefined)[]][] = [
    ...programme.postcodes.map(({ country }, index): [Path, string[]] => [
      ['postcodes', index, 'country'],
      [country],
    ]),
    ...productCountries(programme),
    ...programme.values.rows.map(({ country }, index): [Path, (string | undefined)[]] => [
      ['values', 'rows', index, 'country'],
      [country],
    ]),
  ]
  for (const [path, names] of named) all(names, countries, 'country-not-served', path, report)
}

const productCountries = ({ products }: Programme): [Path, string[]][] =>
  products.map(({ countries }, index) => [['products', index, 'countries'], countries ?? []])

function all(
  names: readonly (string | undefined)[],
  known: readonly string[],
  code: MistakeCode,
  path: Path,
  report: Report,
): void {
  for (const name of names) {
    if (name !== undefined && !known.includes(name)) report(code, path, { name })
  }
}
