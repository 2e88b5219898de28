/*
 * Devices that a station has taken along, to be inspected without a network: which of them a scan or an address means,
 * and its bench put on the page. Knows what the server gave and the page that was kept; sends nothing.
 */

/** What was taken along, from the server or, without it, as it was kept; undefined when there is nothing. */
export async function takenAlong() {
  try {
    const answer = await fetch('/desk/audit/taken')
    return answer.ok && !answer.redirected ? await answer.json() : undefined
  } catch {
    return undefined
  }
}

export const addressOf = ({ reference, unit }) => `/desk/audit/${reference}/${unit}`

const spelled = (text) => text.toUpperCase().replace(/[^0-9A-Z]/g, '')

/** An end of a number that is shorter may be anybody's. */
const tailLength = 5

/** The device that an address or a scan means: by its number or its parcel's, or the end of one. */
export function deviceMeant(devices, { pathname, search }) {
  const named = devices.find((device) => addressOf(device) === pathname)
  const scanned = spelled(new URLSearchParams(search).get('scanned') ?? '')
  if (named || scanned.length < tailLength) return named
  const numbersOf = ({ serial, reference, codes }) => [serial, reference, ...codes].map(spelled)
  return (
    devices.find((device) => numbersOf(device).some((number) => number !== '' && scanned.includes(number))) ??
    devices.find((device) => numbersOf(device).some((number) => number.endsWith(scanned)))
  )
}

/** Lists the devices as links. */
export function listDevices(place, devices) {
  place.replaceChildren(
    ...devices.map((device) => {
      const line = document.createElement('li')
      const link = document.createElement('a')
      link.href = addressOf(device)
      link.textContent = device.device
      const number = document.createElement('span')
      number.className = 'code soft'
      number.textContent = `${device.serial} ${device.title}`
      line.append(link, ' ', number)
      return line
    }),
  )
}

/** Puts the bench of a device on the page; gives its form. */
export function showBench(page, device, html) {
  const bench = page.querySelector('[data-bench]')
  bench.querySelector('[data-title]').textContent = device.title
  bench.hidden = false
  bench.querySelector('[data-declared]').replaceChildren(
    ...device.declared
      .filter(({ value }) => value)
      .map(({ key, value }) => {
        const row = document.createElement('div')
        row.className = 'govuk-summary-list__row'
        row.append(term('dt', 'key', key), term('dd', 'value', value))
        return row
      }),
  )
  bench.querySelector('[data-form]').innerHTML = html
  const form = bench.querySelector('.bench')
  form.action = addressOf(device)
  form.dataset.serial = device.serial
  form.dataset.title = device.title
  form.elements.turn.value = device.turn
  // What asks the server for more has no place here.
  for (const button of form.querySelectorAll('[formaction]')) button.remove()
  return form
}

const term = (name, part, text) => {
  const element = document.createElement(name)
  element.className = `govuk-summary-list__${part}`
  element.textContent = text
  return element
}
