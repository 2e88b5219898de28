import type { Context } from '../../server/context.ts'
import { askedIn, choicesOf, filterIn, listHref } from '../../server/desks/filters.ts'
import { amountColumns, atOnce, fileOfList } from '../../server/desks/listed.ts'
import { openTexts } from '../../server/texts/texts.ts'

test.each([
  ['order=risk&state=approved', 'state=approved&order=risk'],
  ['state=approved&after=TI-7K3M-92QF&lang=da', 'state=approved'],
  ['state=%0d%0aSet-Cookie:x', ''],
  ['state=rejected', ''],
  ['', ''],
])('of %s the filter is "%s"', (query, kept) => {
  expect(filterIn('review', query)).toBe(kept)
  expect(listHref('review', kept)).toBe(kept ? `/desk/review?${kept}` : '/desk/review')
})

test('who asks nothing is answered with the first of each, and one answer leaves the others as they are', () => {
  expect(askedIn('review', '?order=risk')).toEqual({ state: 'submitted', order: 'risk' })
  const [states] = choicesOf('review', { state: 'submitted', order: 'risk' })
  expect(states?.values.map(({ href, isCurrent }) => [href, isCurrent])).toEqual([
    ['/desk/review?state=submitted&order=risk', true],
    ['/desk/review?state=incomplete&order=risk', false],
    ['/desk/review?state=approved&order=risk', false],
  ])
})

test('a file runs no formula, its columns have their names, and an amount is a number with its currency beside it', async () => {
  const rows = [
    { company: '=cmd|calc', total: { amountMinor: 150_050, currency: 'DKK' as const } },
    { company: 'Søn, A/S', total: { amountMinor: 700, currency: 'JPY' as const } },
  ]
  const { pieces } = fileOfList<(typeof rows)[number]>({
    may: 'see-payments',
    columns: [
      ['desk.column.company', ({ company }) => company],
      ...amountColumns(({ total }: (typeof rows)[number]) => total),
    ],
    rows: atOnce(async () => rows),
  })
  const lines: string[] = []
  for await (const piece of pieces({} as Context, {}, openTexts('templates/locales')('da'))) lines.push(piece)
  expect(lines.join('')).toBe(
    `\uFEFFVirksomhed,Beløb,Valuta\r\n'=cmd|calc,1500.50,DKK\r\n"Søn, A/S",700,JPY\r\n`,
  )
})
