import { deviceOf, hasModel, likeForLike, plain, productOf } from '../../server/programmes/catalogue.ts'
import { programme } from './samples.ts'

test.each([
  ['  thinkstation\u00a0 p330 ', 'THINKSTATION P330'],
  ['Ｐ３３０', 'P330'],
  ['søren', 'SØREN'],
])('"%s" is %s', (typed, name) => {
  expect(plain(typed)).toBe(name)
})

test.each([
  ['ThinkStation P310', 'thinkstation-p3'],
  ['ThinkStation P350 Tiny', 'thinkstation-p3'],
  ['ThinkStation P520c', 'thinkstation-p5'],
  ['ThinkStation P720', 'thinkstation-p7'],
  ['ThinkStation P920', 'thinkstation-p9'],
  ['ThinkStation P3 Tower', undefined],
  ['ThinkStation S30', undefined],
  ['ThinkPad P52', undefined],
  ['Not a ThinkStation P330', undefined],
])('the product %s is %s (R11)', (model, id) => {
  expect(productOf(programme(), { model })?.id).toBe(id)
})

test.each([
  ['HP', 'Z840 Workstation', 'hp-z-desktop'],
  ['HP', 'Z2 Mini G4', 'hp-z-desktop'],
  ['Hewlett Packard', 'HP ZBook Studio G5', 'hp-z-mobile'],
  ['HP', 'EliteBook 840', undefined],
  ['Lenovo', 'ThinkPad P1 Gen 3', undefined],
  ['Lenovo', 'ThinkPad P51s', 'lenovo-p-mobile'],
  ['Lenovo', 'ThinkPad W541', 'lenovo-p-mobile'],
  ['Lenovo', 'ThinkStation P510', 'lenovo-p-desktop'],
  ['Dell', 'Precision M4800', 'dell-precision-mobile'],
  ['Dell', 'Precision 7530', 'dell-precision-mobile'],
  ['Dell', 'Precision Mobile 5570', 'dell-precision-mobile'],
  ['Dell', 'Precision T5810', 'dell-precision-desktop'],
  ['Dell', 'Precision 3660', 'dell-precision-desktop'],
  ['Dell Inc.', 'Precision Tower 5820', 'dell-precision-desktop'],
  ['Fujitsu', 'Celsius H780', 'fujitsu-celsius-mobile'],
  ['Fujitsu', 'CELSIUS M770', 'fujitsu-celsius-desktop'],
  ['Terra', 'Terra Workstation 7500', 'wortmann-terra'],
])('the device %s %s is %s (R12)', (make, model, id) => {
  expect(deviceOf(programme(), make, model)?.id).toBe(id)
})

test('models may be a list, and a row without either matches nothing', () => {
  expect(hasModel({ models: ['Z440'], example: 'Z440' }, 'z440')).toBe(true)
  expect(hasModel({ models: ['Z440'], example: 'Z440' }, 'Z4400')).toBe(false)
  expect(hasModel({ example: 'Z440' }, 'Z440')).toBe(false)
})

test('like for like is a table (R14)', () => {
  expect(likeForLike(programme(), 'workstation')).toEqual(['tower', 'small-form-factor', 'mobile'])
  expect(likeForLike(programme(), 'monitor')).toEqual([])
})
