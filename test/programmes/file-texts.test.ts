import { textsOfFile } from '../../server/programmes/file-texts.ts'

test('texts are found wherever they stand, named by the ids of their rows', () => {
  const data = {
    name: { en: 'Trade-in', da: 'Ombytning' },
    actors: { payer: 'one' },
    clocks: [{ id: 'ship-by', name: { en: 'Ship', da: 'Send' } }],
    packing: [{ en: 'Pack', da: 'Pak' }],
  }
  expect(textsOfFile(data)).toEqual([
    { path: 'name', words: { en: 'Trade-in', da: 'Ombytning' } },
    { path: 'clocks.ship-by.name', words: { en: 'Ship', da: 'Send' } },
    { path: 'packing.0', words: { en: 'Pack', da: 'Pak' } },
  ])
})
