import sharp from 'sharp'
import { checkPdf, drawPage, textOf } from '../../server/evidence/pdfs.ts'
import { codeOf, pageWith, pdf, streamObject } from './hostile.ts'

test('an honest PDF is kept, and its pages are counted', async () => {
  expect(await checkPdf(await pdf({ pages: 3 }))).toBe(3)
})

test('a PDF that anybody can open but not change is an honest one', async () => {
  expect(
    await checkPdf(await pdf({ options: { ownerPassword: 'owner', permissions: { modifying: false } } })),
  ).toBe(1)
})

test('an invoice that carries itself as XML is kept (Factur-X)', async () => {
  const names = '/Names<</EmbeddedFiles<</Names[(factur-x.xml)4 0 R]>>>>'
  const file = '<</Type/Filespec/F(factur-x.xml)/UF(factur-x.xml)/EF<</F 5 0 R>>>>'
  const content = '<</Type/EmbeddedFile/Length 4>>\nstream\n<a/>\nendstream'
  expect(await checkPdf(pageWith(names, '', file, content))).toBe(1)
})

test('the text of each page is read', async () => {
  const pages = await textOf(
    await pdf({ pages: 2, lines: ['Faktura 2020-1234 æøå', 'Serienummer PF2ABC12'] }),
  )
  expect(pages).toHaveLength(2)
  expect(pages[0]?.trim().split(/\s*\n\s*/)).toEqual(['Faktura 2020-1234 æøå', 'Serienummer PF2ABC12'])
})

test('a page is drawn as a picture with dark type on white paper', async () => {
  const page = sharp(await drawPage(await pdf(), 1))
  expect(await page.metadata()).toMatchObject({ format: 'png', height: 1800 })
  const { channels } = await page.stats()
  expect(channels[0]?.min).toBeLessThan(60)
  expect(channels[0]?.mean).toBeGreaterThan(240)
})

test('a page that is not there is refused', async () => {
  await expect(drawPage(await pdf(), 2)).rejects.toMatchObject({ faults: [{ code: 'pdf-damaged' }] })
})

test('a page that unfolds to 60 MB of work is stopped', async () => {
  const huge = pageWith('', '/Contents 4 0 R', streamObject(Buffer.alloc(60_000_000, '0 0 m 9 9 l S ')))
  expect(await codeOf(drawPage(huge, 1))).toBe('pdf-too-complex')
})
