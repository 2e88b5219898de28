import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { depotFile, zoneFor, type Zone } from '../../server/shipping/depots.ts'
import { read } from '../../server/web/read.ts'

const { depots } = read(depotFile, parse(readFileSync('templates/depots.yaml', 'utf8')))
const zones: Zone[] = depots.flatMap(({ id, name, address: { country }, zones: own }) =>
  own.map((zone) => ({ ...zone, depot: { id, name, country } })),
)

test.each([
  ['DK', '8000', 'jutland-east'],
  ['DK', 'DK-8000', 'jutland-east'],
  ['DK', ' 2100 ', 'copenhagen'],
  ['DK', '3700', undefined],
  ['DK', '8592', undefined],
  ['DK', '9940', undefined],
  ['DK', '800', undefined],
  ['DE', '80331', 'germany'],
  ['DE', '27498', undefined],
  ['DE', '8000', undefined],
  ['NL', '3528 BJ', 'netherlands'],
  ['NL', '1791 AA', undefined],
  ['FI', '22100', undefined],
  ['SE', '11120', undefined],
])('%s %s is reached by %s (R10)', (country, postcode, zone) => {
  expect(zoneFor(zones, { country, postcode })?.id).toBe(zone)
})

test('no postcode is in two zones', () => {
  const ranges = zones.flatMap(({ id, depot, postcodes }) =>
    postcodes.map(({ from, to }) => ({ id, country: depot.country, from, to })),
  )
  const twice = ranges.filter((one, index) =>
    ranges.some(
      (other, place) =>
        place > index &&
        other.country === one.country &&
        other.from.length === one.from.length &&
        other.from <= one.to &&
        one.from <= other.to,
    ),
  )
  expect(twice).toEqual([])
})

test.each([
  ['a range that runs backwards', { postcodes: [{ from: '8000', to: '7000' }] }, 'postcodes-reversed'],
  ['a zone that takes nothing', { visitsPerDay: 0 }, 'number-too-small'],
  ['a field that nobody knows', { capacity: 3 }, 'unknown-field'],
])('a file with %s is refused', (_, change, code) => {
  const [first] = structuredClone(depots)
  const spoiled = { depots: [{ ...first, zones: [{ ...first?.zones[0], ...change }] }] }
  expect(() => read(depotFile, spoiled)).toThrow(
    expect.objectContaining({ faults: [expect.objectContaining({ code })] }),
  )
})

test('an id that is used twice is refused', () => {
  const [first] = structuredClone(depots)
  expect(() => read(depotFile, { depots: [first, first] })).toThrow(
    expect.objectContaining({ faults: [expect.objectContaining({ code: 'id-repeated' })] }),
  )
})
