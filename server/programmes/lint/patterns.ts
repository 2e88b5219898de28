/** Patterns of products, devices and sellers: readable, able to match, and not hidden behind an earlier row. */
import { deviceOf, exclusionOf, fits, hasModel, plain, productOf, type Models } from '../catalogue.ts'
import type { Programme } from '../programme.ts'
import type { Check, Path } from './mistake.ts'

/** The example proves that a pattern can match: whether one ever could cannot be decided in general. */
export const patterns: Check = (programme, report) => {
  for (const [path, row] of rowsOf(programme)) {
    if (row.pattern === undefined && row.models === undefined) report('no-models', path)
    else if (!isReadable(row.pattern))
      report('pattern-broken', [...path, 'pattern'], { pattern: row.pattern ?? '' })
    else if (!hasModel(row, row.example))
      report('pattern-misses-example', [...path, 'example'], { example: row.example })
  }
  programme.products.forEach(({ partNumbers }, index) => {
    if (!isReadable(partNumbers))
      report('pattern-broken', ['products', index, 'partNumbers'], { pattern: partNumbers ?? '' })
  })
}

/** A first match wins, so the example of a row must be found by that very row. */
export const reachablePatterns: Check = (programme, report) => {
  if (rowsOf(programme).some(([, { pattern }]) => !isReadable(pattern))) return
  programme.products.forEach((row, index) => {
    const at = ['products', index, 'example']
    const exclusion = exclusionOf(programme, row.example)
    if (exclusion) report('example-excluded', at, { example: row.example, by: exclusion.id })
    const found = productOf(programme, { model: row.example }, row.countries?.[0])
    if (found && found.id !== row.id) report('pattern-hidden', at, { example: row.example, by: found.id })
  })
  programme.devices.forEach((row, index) => {
    const found = deviceOf(programme, row.make, row.example)
    const isHidden = found && found.id !== row.id
    if (isHidden)
      report('pattern-hidden', ['devices', index, 'example'], { example: row.example, by: found.id })
  })
}

const rowsOf = (programme: Programme): [Path, Models][] =>
  (['products', 'excludedProducts', 'devices'] as const)
    .flatMap((list) => programme[list].map((row, index): [Path, Models] => [[list, index], row]))
    .concat(programme.refusedSellers.map((row, index): [Path, Models] => [['refusedSellers', index], row]))

function isReadable(pattern: string | undefined): boolean {
  if (pattern === undefined) return true
  try {
    fits(pattern, '')
    return true
  } catch {
    return false
  }
}

/** One make in two spellings of the same row says nothing. */
export const aliases: Check = ({ devices }, report) => {
  devices.forEach(({ make, aliases: others }, index) => {
    const names = [make, ...others].map(plain)
    const twice = names.find((name, place) => names.indexOf(name) < place)
    if (twice !== undefined) report('alias-repeated', ['devices', index, 'aliases'], { name: twice })
  })
}
