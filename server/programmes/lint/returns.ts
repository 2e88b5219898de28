/** What a programme needs when devices travel, and must not have when they do not (R34, R42, R48, R58, R59). */
import { hasHolidays } from './clocks.ts'
import type { Check } from './mistake.ts'

const forDevices = ['devices', 'categories', 'conditions', 'likeForLike'] as const
const forShipping = ['auditCentre', 'pickup', 'dropOffLimitGrams', 'selfBilling'] as const

/** R58: the settings of devices and of shipping are all there, or none of them is; a picture needs the devices only. */
export const returns: Check = (programme, report) => {
  const { returnMode } = programme
  for (const field of forDevices) {
    const isThere = programme[field].length > 0
    if (returnMode !== 'none' && !isThere) report('missing-for-devices', ['returnMode'], { field })
    if (returnMode === 'none' && isThere) report('needless-without-devices', [field], { field })
  }
  for (const field of forShipping) {
    const isThere = programme[field] !== undefined
    if (returnMode === 'ship' && !isThere) report('missing-for-shipping', ['returnMode'], { field })
    // With `selfBilling` an approval would wait for ever for a proposal that only an audit leads to.
    if (returnMode !== 'ship' && isThere) report('needless-without-devices', [field], { field })
  }
}

/** R42: what happens to a declined offer is shown and consented to before shipping; nothing is forfeited unheard. */
export const declining: Check = (programme, report) => {
  if (programme.returnMode !== 'ship') return
  if (!programme.declarations.some(({ rule }) => rule === 'R42'))
    report('decline-policy-without-consent', ['declinePolicy'])
  if (programme.declinePolicy === 'forfeit' && programme.appeal === 'none')
    report('forfeit-without-appeal', ['declinePolicy'])
}

/** R38: the times that a participant can choose from make sense. */
export const pickups: Check = ({ pickup }, report) => {
  if (pickup && !pickup.calendars.every(hasHolidays)) {
    report('unknown-calendar', ['pickup', 'calendars'], { clock: 'pickup' })
  }
  pickup?.windows.forEach(({ from, to }, index) => {
    const path = ['pickup', 'windows', index]
    if (to <= from) report('pickup-window-reversed', path, { from, to })
    const overlaps = pickup.windows.slice(0, index).some((other) => other.from < to && from < other.to)
    if (overlaps) report('pickup-windows-overlap', path, { from, to })
  })
}

/** R46, R48, R49: who pays and writes the documents can do so. */
export const settlement: Check = (programme, report) => {
  const { actors, parties, selfBilling, charging, payment, currency } = programme
  const issuer = parties[actors.issuer]
  if (selfBilling && issuer && issuer.vatIds.length === 0) {
    report('issuer-without-vat-id', ['actors', 'issuer'], { party: actors.issuer })
  }
  const series = [
    ...(selfBilling ? Object.values(selfBilling.series) : []),
    ...(charging ? [charging.series] : []),
  ]
  if (new Set(series).size < series.length) report('series-shared', ['selfBilling', 'series'])
  if (payment.bankCountry === 'sepa' && currency !== 'EUR')
    report('sepa-is-euro', ['payment', 'bankCountry'], { currency })
}

/** R39, R41: what may be charged is invoiced, and there is nothing to charge for where nothing travels. */
export const charges: Check = ({ fees, charging, returnMode }, report) => {
  if (fees.length > 0 && !charging) report('fees-without-charging', ['fees'])
  if (fees.length === 0 && charging) report('charging-without-fees', ['charging'])
  if (fees.length > 0 && returnMode !== 'ship')
    report('needless-without-devices', ['fees'], { field: 'fees' })
}

/** R10: ranges the right way round, of one length, and each postcode in one of them only. */
export const postcodes: Check = ({ postcodes: rows }, report) => {
  rows.forEach(({ id, country, from, to }, index) => {
    const path = ['postcodes', index]
    if (from.length !== to.length) report('postcodes-uneven', path, { id, from, to })
    else if (to < from) report('postcodes-reversed', path, { id, from, to })
    const twin = rows
      .slice(0, index)
      .find(
        (row) =>
          row.country === country && row.from.length === from.length && row.from <= to && from <= row.to,
      )
    if (twin) report('postcodes-overlap', path, { id, by: twin.id })
  })
}
