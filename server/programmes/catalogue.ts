/** Which products and devices a programme means (R11-R14). Pure matching over the patterns of its file. */
import type { DevicePattern, ProductPattern, Programme } from './programme.ts'

/** What patterns share: a list of models or a regular expression, and a model that must match. */
export type Models = {
  readonly models?: readonly string[] | undefined
  readonly pattern?: string | undefined
  readonly example: string
}

/** Spelling does not matter: `thinkstation  p330` is `ThinkStation P330`. */
export const plain = (text: string): string =>
  text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLocaleUpperCase('en')

/** True when the whole name matches. @throws SyntaxError for a broken pattern; the linter finds those first. */
export function fits(pattern: string, name: string): boolean {
  return wholeName(pattern).test(plain(name))
}

const compiled = new Map<string, RegExp>()

function wholeName(pattern: string): RegExp {
  const known = compiled.get(pattern)
  if (known) return known
  const expression = new RegExp(`^(?:${pattern})$`, 'iu')
  compiled.set(pattern, expression)
  return expression
}

/** Listed by name, or matching the pattern; a row with neither matches nothing. */
export const hasModel = (row: Models, model: string): boolean =>
  (row.models?.some((listed) => plain(listed) === plain(model)) ?? false) ||
  (row.pattern !== undefined && fits(row.pattern, model))

/** R11, R67: the product pattern that a purchase fits, among those open to the participant's country. */
export const productOf = (
  programme: Programme,
  product: { readonly model: string; readonly partNumber?: string | undefined },
  country?: string,
): ProductPattern | undefined =>
  programme.products.find(
    (row) =>
      hasModel(row, product.model) &&
      (row.partNumbers === undefined || !product.partNumber || fits(row.partNumbers, product.partNumber)) &&
      (row.countries === undefined || country === undefined || row.countries.includes(country)),
  )

/** R11: the exclusion that a product falls under, if any. Asked before `productOf` counts. */
export const exclusionOf = (
  programme: Programme,
  model: string,
): Programme['excludedProducts'][number] | undefined =>
  programme.excludedProducts.find((row) => hasModel(row, model))

/** R12: the family that a device belongs to, by make (any of its spellings) and model. */
export const deviceOf = (programme: Programme, make: string, model: string): DevicePattern | undefined =>
  programme.devices.find(
    (row) => [row.make, ...row.aliases].some((name) => plain(name) === plain(make)) && hasModel(row, model),
  )

/** R14: categories of devices that may be handed in for a product of this category. */
export const likeForLike = (programme: Programme, productCategory: string): readonly string[] =>
  programme.likeForLike.find(({ product }) => product === productCategory)?.devices ?? []
