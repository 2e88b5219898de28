/**
 * Takes out of a JSON text whatever may be somebody's and leaves its shape, so that what reads it goes on working. What is
 * known to be harmless stays; everything else goes. Pure.
 */
import type { Json } from '../base/canonical.ts'
import { erasedName } from './places.ts'

/**
 * Names under which no person and no company stands: choices, versions, dates, and what a device is. Serial numbers
 * stay: a device that was paid for once is not paid for again (R64).
 */
const harmless = new Set([
  'accessories',
  'boughtOn',
  'category',
  'checks',
  'clause',
  'code',
  'composedOn',
  'condition',
  'country',
  'currency',
  'declarations',
  'deliveredOn',
  'grade',
  'hazards',
  'kind',
  'locale',
  'make',
  'model',
  'outcome',
  'partNumber',
  'path',
  'payBy',
  'programme',
  'residualData',
  'rule',
  'serial',
  'signature',
  'termsVersion',
  'treatment',
  'vatStatus',
  'version',
])

/** Numbers, choices and dates stay; other texts become empty, and the name of a company says that it was erased. */
export function stripped(value: Json, under = ''): Json {
  if (harmless.has(under)) return value
  if (typeof value === 'string') return under === 'company' && value !== '' ? erasedName : ''
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map((one: Json) => stripped(one, under))
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, one === undefined ? one : stripped(one, name)]),
  )
}
