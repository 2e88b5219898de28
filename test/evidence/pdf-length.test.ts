import { openPages } from '../../server/evidence/pdf-length.ts'

test.each([
  ['<</Type/Page/Parent 2 0 R>> <</Type /Page>>', 2],
  ['<</Type/Page /Type/Pages/PageLabels/Page', 1],
  ['<</Type/PageX>> <</Typ/Page>>', 0],
  ['/Type/Page', 1],
])('%s spells %i pages', (text, pages) => {
  expect(openPages(Buffer.from(text))).toBe(pages)
})
