/** What is bought, what comes back, and how the two match (R11-R14, R17, R67). Shapes only. */
import { z } from 'zod'
import { check, grade, guides, plainChecklist } from './audit.ts'
import { country, dayRange, id, localised, ruleNumber, words } from './words.ts'

/**
 * Models either as a list or as a regular expression over the whole model name, without regard to case.
 * `example` is a model that must match: it helps the participant, and the linter proves by it that the pattern can match.
 */
const models = {
  models: z.array(words.max(100)).min(1).optional(),
  pattern: words.max(300).optional(),
  example: words.max(100),
}

/** A product whose purchase qualifies (R11). `category` is its own kind, see `likeForLike`. */
export const productPattern = z.strictObject({
  id,
  name: localised,
  category: id,
  ...models,
  /** Part numbers as a pattern; left out: every part number. */
  partNumbers: words.max(300).optional(),
  /** R67: only for participants of these countries; left out: all of the programme's. */
  countries: z.array(country).min(1).optional(),
})

/** R11: products that look as if they qualified and do not, such as refurbished ones. */
export const excludedProduct = z.strictObject({ id, rule: ruleNumber, ...models, name: localised })

/** R12: a family of devices that may be handed in. */
export const devicePattern = z.strictObject({
  id,
  make: words.max(60),
  /** Other spellings of the make: `Hewlett-Packard` for `HP`. */
  aliases: z.array(words.max(60)).default([]),
  categories: z.array(id).min(1),
  ...models,
})

/** A category of devices: how it is packed, what it weighs, what it endangers, what belongs to it. */
export const category = z.strictObject({
  id,
  name: localised,
  hazards: z
    .array(z.enum(['lithium-battery', 'lithium-battery-built-in', 'fragile-glass', 'heavy']))
    .default([]),
  /** R17, R36: what to do before the box is closed. */
  packing: z.array(localised).min(1),
  /** R17: what must come with the device. */
  accessories: z.array(z.strictObject({ id, name: localised })).default([]),
  /** R17, R43: what is checked at the audit. */
  checklist: z.array(check).min(1).prefault(plainChecklist),
  /** The drawing by which an auditor tells the category. */
  guide: z.enum(guides).optional(),
  weightGrams: z.strictObject({ typical: z.int().positive(), most: z.int().positive() }),
  /** Whether the country's VAT law moves the tax to the buyer for such goods (laptops do, towers do not in Denmark). */
  vatGoods: z.enum(['ordinary', 'domestic-reverse-charge']).default('ordinary'),
})

export const condition = z.strictObject({
  id,
  name: localised,
  /** R17: only working devices keep what was promised. */
  working: z.enum(['yes', 'no']),
})

/** R14: for a product of this category, devices of those categories. */
export const likeForLike = z.strictObject({ product: id, devices: z.array(id).min(1) })

export const goods = {
  products: z.array(productPattern).min(1),
  excludedProducts: z.array(excludedProduct).default([]),
  devices: z.array(devicePattern).default([]),
  /** R13: makes and models outside the list. */
  otherManufacturer: z.enum(['review', 'refuse', 'accept']).default('review'),
  categories: z.array(category).default([]),
  conditions: z.array(condition).default([]),
  /** Left out: the conditions that work are the grades. */
  grades: z.array(grade).default([]),
  likeForLike: z.array(likeForLike).default([]),
}

/** R18, R19, R54: two settings, because the last application lies later than the last purchase. */
export const windows = {
  purchaseWindow: dayRange,
  applicationWindow: z.strictObject({
    from: dayRange.shape.from.optional(),
    to: dayRange.shape.to,
    /** R54: at most so many days after the purchase. */
    withinDaysOfPurchase: z.int().positive().max(3650).optional(),
  }),
}
