/** What was bought and what comes back, unit by unit (R9, R11-R14, R16, R67, R97). */
import type { ApplicationUnit } from '../application.ts'
import { deviceOf, exclusionOf, likeForLike, plain, productOf } from '../catalogue.ts'
import type { Programme } from '../programme.ts'
import { priceOfUnit } from '../values.ts'
import { voice, type Finding, type Rule, type RuleContext } from './finding.ts'

/** A rule that is asked for each unit; facts carry the unit's number as people count, from 1. */
const eachUnit =
  (
    ask: (context: RuleContext, unit: ApplicationUnit, place: { path: string; unit: number }) => Finding,
  ): Rule =>
  (context) =>
    context.application.units.map((unit, index) =>
      ask(context, unit, { path: `/units/${index}`, unit: index + 1 }),
    )

/** R11, R67: the product is listed, is not excluded, and is offered in the participant's country. */
export const productQualifies: Rule = eachUnit(({ application, programme }, { product }, { path, unit }) => {
  const at = `${path}/product/model`
  const { model } = product
  if (model === '') return voice(programme, 'R25').missing('product-model-missing', at, { unit })
  const exclusion = exclusionOf(programme, model)
  if (exclusion) return voice(programme, exclusion.rule).fail('product-excluded', at, { unit, model })
  const row = productOf(programme, product, application.participant.address.country)
  if (row) return voice(programme, 'R11').pass('product-qualifies', at, { unit, model })
  return productOf(programme, product)
    ? voice(programme, 'R67').fail('product-of-other-country', at, { unit, model })
    : voice(programme, 'R11').fail('product-not-listed', at, { unit, model })
})

/** R9, R11: what the promoter's own lists say of the product's serial number. */
export const productUnlisted: Rule = eachUnit(({ programme, facts }, { product }, { path, unit }) => {
  const at = `${path}/product/serial`
  const listed = facts.listedSerials?.[plain(product.serial)]
  const { serial } = product
  switch (listed) {
    case undefined:
      return voice(programme, 'R9').pass('product-unlisted', at, { unit })
    case 'buy-and-try':
      return voice(programme, 'R9').fail('product-buy-and-try', at, { unit, serial })
    case 'refurbished':
      return voice(programme, 'R11').fail('product-refurbished', at, { unit, serial })
    case 'other-promotion':
      return voice(programme, 'R9').review('product-other-promotion', at, { unit, serial })
  }
})

/** R14, R58, R59: one device for each product, and none where nothing comes back. */
export const oneForOne: Rule = eachUnit(({ programme }, { device }, { path, unit }) => {
  const say = voice(programme, 'R14')
  const at = `${path}/device`
  if (programme.returnMode === 'none') {
    return device ? say.fail('device-not-wanted', at, { unit }) : say.pass('no-device-needed', at, { unit })
  }
  return device ? say.pass('one-for-one', at, { unit }) : say.missing('device-missing', at, { unit })
})

/** R12, R13: a make and model of the list; others as the programme's setting says. */
export const deviceQualifies: Rule = eachUnit(({ programme }, { device }, { path, unit }) => {
  const at = `${path}/device/model`
  if (!device || programme.returnMode === 'none')
    return voice(programme, 'R12').pass('no-device', at, { unit })
  const { make, model } = device
  if (make === '' || model === '')
    return voice(programme, 'R25').missing('device-model-missing', at, { unit })
  const row = deviceOf(programme, make, model)
  if (!row)
    return voice(programme, 'R13')[otherMake[programme.otherManufacturer]]('device-not-listed', at, {
      unit,
      make,
      model,
    })
  return row.categories.includes(device.category)
    ? voice(programme, 'R12').pass('device-qualifies', at, { unit, make, model })
    : voice(programme, 'R12').review('device-category-doubtful', at, { unit, make, model })
})

const otherMake = { review: 'review', refuse: 'fail', accept: 'pass' } as const

/** R14: like for like, by the category of the product. */
export const likeMatchesLike: Rule = eachUnit(({ programme }, { product, device }, { path, unit }) => {
  const say = voice(programme, 'R14')
  const at = `${path}/device/category`
  if (!device || programme.returnMode === 'none') return say.pass('no-device', at, { unit })
  if (device.category === '') return say.missing('category-missing', at, { unit })
  const row = productOf(programme, product)
  if (!row) return say.review('like-for-like-unknown', at, { unit })
  return likeForLike(programme, row.category).includes(device.category)
    ? say.pass('like-for-like', at, { unit })
    : say.fail('not-like-for-like', at, { unit })
})

/** R16, R67: the table has a value for it, and that value is more than nothing. */
export const hasValue: Rule = eachUnit(({ application, programme }, declared, { path, unit }) => {
  const say = voice(programme, programme.values.rule)
  const { device } = declared
  const at = device ? `${path}/device/condition` : `${path}/product/model`
  if (device?.condition === '') return say.missing('condition-missing', at, { unit })
  if (isUntold(programme, declared)) return say.review('value-unknown', at, { unit })
  const price = priceOfUnit(programme, declared, application.participant.address.country)
  if (!price) return say.fail('no-value', at, { unit })
  return price.amountMinor > 0
    ? say.pass('has-value', at, { unit, amountMinor: price.amountMinor, row: price.row })
    : say.fail('worth-nothing', at, { unit, row: price.row })
})

/** R25: what is missing is asked for by its own rule; until then its value is open, not nothing. */
const isUntold = (programme: Programme, { product, device }: ApplicationUnit): boolean =>
  product.model === '' ||
  (programme.returnMode !== 'none' && (device === undefined || device.category === ''))

/** R64, R97: a serial number is traded in once, over all claims and programmes, and once within an application. */
export const serialsUnused: Rule = ({ application, programme, facts }) => {
  const say = voice(programme, 'R97')
  const seen = new Set<string>()
  return application.units.flatMap((unit, index) =>
    serialsOf(unit, index).map(({ serial, path }) => {
      const key = plain(serial)
      const reference = facts.serialsElsewhere[key]
      const found = { unit: index + 1, serial }
      if (serial === '') return say.pass('serial-not-given', path, { unit: index + 1 })
      if (seen.has(key)) return say.fail('serial-repeated', path, found)
      seen.add(key)
      return reference === undefined
        ? say.pass('serial-unused', path, found)
        : say.fail('serial-elsewhere', path, { ...found, reference })
    }),
  )
}

const serialsOf = (
  { product, device }: ApplicationUnit,
  index: number,
): { serial: string; path: string }[] => [
  { serial: product.serial, path: `/units/${index}/product/serial` },
  ...(device ? [{ serial: device.serial, path: `/units/${index}/device/serial` }] : []),
]

export const goodsRules: readonly Rule[] = [
  productQualifies,
  productUnlisted,
  oneForOne,
  deviceQualifies,
  likeMatchesLike,
  hasValue,
  serialsUnused,
]
