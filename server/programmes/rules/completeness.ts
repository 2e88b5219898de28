/** R25: what is still missing. Each empty field is named, so that it can be completed and sent again. */
import type { Application } from '../application.ts'
import type { Programme } from '../programme.ts'
import { voice, type Rule } from './finding.ts'

/** Fields that other rules do not already ask for. */
export const fieldsFilled: Rule = ({ application, programme }) => {
  const say = voice(programme, 'R25')
  const empty = fieldsOf(application, programme).filter(
    ([, value]) => value === '' || value === 0 || value === undefined,
  )
  if (empty.length === 0) return [say.pass('complete')]
  return empty.map(([path, , unit]) =>
    say.missing('field-missing', path, { field: fieldName(path), unit: unit ?? 'none' }),
  )
}

type Field = [path: string, value: string | number | undefined, unit?: number]

function fieldsOf(application: Application, programme: Programme): Field[] {
  const { participant, endCustomer, units } = application
  return [
    ['/participant/company', participant.company],
    ['/participant/contactName', participant.contactName],
    ['/participant/email', participant.email],
    ['/participant/address/street', participant.address.street],
    ['/participant/address/city', participant.address.city],
    ...endCustomerFields(endCustomer, programme),
    ...units.flatMap((unit, index) => unitFields(unit, index, programme)),
  ]
}

/** R53: the cap counts by end customer, so there must be one. */
const endCustomerFields = (customer: Application['endCustomer'], programme: Programme): Field[] =>
  programme.audience.endCustomer === 'none'
    ? []
    : [
        ['/endCustomer/company', customer?.company],
        ['/endCustomer/address/street', customer?.address.street],
        ['/endCustomer/address/postcode', customer?.address.postcode],
        ['/endCustomer/address/city', customer?.address.city],
        ['/endCustomer/address/country', customer?.address.country],
      ]

/** R34: the weight decides how a device travels, so only one that travels needs it. */
function unitFields(
  { product, device }: Application['units'][number],
  index: number,
  programme: Programme,
): Field[] {
  const path = `/units/${index}`
  const unit = index + 1
  const ofDevice: Field[] = device ? [[`${path}/device/serial`, device.serial, unit]] : []
  const weight: Field[] =
    device && programme.returnMode === 'ship'
      ? [[`${path}/device/weightGrams`, device.weightGrams, unit]]
      : []
  return [[`${path}/product/serial`, product.serial, unit], ...ofDevice, ...weight]
}

/** `/units/0/product/serial` → `product-serial`: the name under `findings.fields`. */
export const fieldName = (path: string): string =>
  path
    .split('/')
    .filter((part) => part !== '' && !/^\d+$/.test(part) && part !== 'units' && part !== 'address')
    .map((part) => part.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`))
    .join('-')

export const completenessRules: readonly Rule[] = [fieldsFilled]
