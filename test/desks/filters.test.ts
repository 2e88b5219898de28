import { linesOf } from '../../server/desks/export-lines.ts'
import { filterIn, listHref } from '../../server/desks/filters.ts'

test.each([
  ['order=risk&state=approved', 'state=approved&order=risk'],
  ['state=approved&after=TI-7K3M-92QF&lang=da', 'state=approved'],
  ['state=%0d%0aSet-Cookie:x', ''],
  ['', ''],
])('of %s the filter is "%s"', (query, kept) => {
  expect(filterIn('review', query)).toBe(kept)
  expect(listHref('review', kept)).toBe(kept ? `/desk/review?${kept}` : '/desk/review')
})

async function* batches() {
  yield await Promise.resolve([['=cmd|calc', 3]])
  yield [['Søn, A/S', 4]]
}

test('a file runs no formula, and its columns have their names', async () => {
  const pieces: string[] = []
  for await (const piece of linesOf(['Virksomhed', 'Enheder'], batches())) pieces.push(piece)
  expect(pieces).toEqual(['\uFEFFVirksomhed,Enheder\r\n', "'=cmd|calc,3\r\n", '"Søn, A/S",4\r\n'])
})
