import { planShipment } from '../../server/shipping/shipment.ts'

const devices = (...grams: number[]) => grams.map((weightGrams, index) => ({ unit: index + 1, weightGrams }))

test.each([
  [[12_000], 'drop-off', 1],
  [[15_000, 15_000], 'drop-off', 1],
  [[30_000], 'drop-off', 1],
  [[30_001], 'pick-up', 1],
  [[15_000, 15_001], 'pick-up', 2],
  [[16_000, 16_000, 16_000, 16_000], 'pick-up', 4],
])('devices of %j g: %s in %i parcels (R34, R35)', (grams, way, parcels) => {
  const plan = planShipment(devices(...grams), 30_000)
  expect(plan.way).toBe(way)
  expect(plan.parcels).toHaveLength(parcels)
  expect(plan.parcels.reduce((total, { weightGrams }) => total + weightGrams, 0)).toBe(plan.weightGrams)
  expect(plan.parcels.flatMap(({ units }) => units)).toEqual(grams.map((_, index) => index + 1))
  expect(plan.parcels.map(({ no }) => no)).toEqual(plan.parcels.map((_, index) => index + 1))
})
