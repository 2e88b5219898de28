/**
 * Everything that is wrong in a programme file, with line numbers: first its shape, then what it says.
 * A file with mistakes is not loaded.
 */
import { basename } from 'node:path'
import { checklists } from './lint/audit.ts'
import { caps, clocks } from './lint/clocks.ts'
import { pointer, type Check, type Mistake, type Report } from './lint/mistake.ts'
import { aliases, patterns, reachablePatterns } from './lint/patterns.ts'
import { knownCountries, knownGoods, knownParties, uniqueIds } from './lint/references.ts'
import { charges, declining, pickups, postcodes, returns, settlement } from './lint/returns.ts'
import { clauses, proof } from './lint/terms.ts'
import { texts } from './lint/texts.ts'
import { categoriesReachable, incompleteValued, valueRows, valuesComplete } from './lint/values.ts'
import { windows } from './lint/windows.ts'
import { readSource, type Source } from './source.ts'

export type { Mistake } from './lint/mistake.ts'

/** All mistakes in the order of their lines; an empty list is a file that can be loaded. */
export const lintProgramme = (text: string): Mistake[] => lintSource(readSource(text))

/** The same, and whether the file is called as its programme, so that people find it. `file`: its path. */
export function lintFile(text: string, file: string): Mistake[] {
  const source = readSource(text)
  const name = basename(file).replace(/\.ya?ml$/, '')
  const id = source.programme?.id ?? name
  const misnamed: Mistake[] =
    id === name
      ? []
      : [{ code: 'id-not-file-name', line: source.lineOf(['id']), path: '/id', facts: { id, name } }]
  return [...misnamed, ...lintSource(source)].toSorted((one, other) => one.line - other.line)
}

/** The same of a file that was read already. */
export function lintSource({ programme, mistakes, lineOf }: Source): Mistake[] {
  const found: Mistake[] = [...mistakes]
  const report: Report = (code, path, facts = {}) => {
    found.push({ code, line: lineOf(path), path: pointer(path), facts })
  }
  if (programme) for (const check of checks) check(programme, report)
  return found.toSorted((one, other) => one.line - other.line)
}

const checks: readonly Check[] = [
  texts,
  windows,
  uniqueIds,
  knownParties,
  knownGoods,
  knownCountries,
  patterns,
  reachablePatterns,
  aliases,
  valueRows,
  valuesComplete,
  incompleteValued,
  checklists,
  categoriesReachable,
  clocks,
  caps,
  returns,
  declining,
  pickups,
  settlement,
  charges,
  postcodes,
  clauses,
  proof,
]
