/** Files that people should never send, and what becomes of each. Made on the spot by what hostile.ts knows. */
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import {
  claimingSize,
  pageWith,
  pdf,
  photo,
  picture,
  pngOf,
  rawPdf,
  scriptInObjectStream,
  streamObject,
  withChunk,
  withSegment,
} from './hostile.ts'

type Making = () => Buffer | Promise<Buffer>

const script = '<script>alert(1)</script><?php system($_GET[0]) ?>'

const jpeg = await photo({ width: 400, height: 300 })
const png = await picture(400, 300).png().toBuffer()
const webp = await picture(400, 300).webp().toBuffer()
const invoice = await pdf()

/** Bytes overwritten at each place. */
const spoilt = (whole: Buffer, places: readonly number[], value = 0x5a): Buffer => {
  const changed = Buffer.from(whole)
  for (const place of places) changed[place] = value
  return changed
}

const everyFrom = (start: number, step: number, end: number): number[] =>
  Array.from({ length: Math.floor((end - start) / step) }, (_, index) => start + index * step)

/** Refused, by the code of the refusal. */
export const refused: [string, string, Making][] = [
  [
    'file-type-refused',
    'an SVG with a script',
    () => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`),
  ],
  ['file-type-refused', 'a page of HTML', () => Buffer.from(`<!doctype html>${script}`)],
  [
    'file-type-refused',
    'a page of HTML with a PDF inside',
    () => Buffer.concat([Buffer.from('<html>'), invoice]),
  ],
  [
    'file-type-refused',
    'an archive with an invoice',
    () => Buffer.concat([Buffer.from('PK\x03\x04'), invoice]),
  ],
  [
    'heic-refused',
    'a photo as telephones of Apple keep it',
    () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic'),
  ],
  ['image-damaged', 'the first two bytes of a JPEG and its end', () => Buffer.from([0xff, 0xd8, 0xff, 0xd9])],
  ['image-damaged', 'a JPEG marker and HTML', () => Buffer.from(`\xff\xd8\xff\xe0${script}`, 'latin1')],
  ['image-damaged', 'a JPEG cut in its middle', () => jpeg.subarray(0, jpeg.length / 2)],
  [
    'image-damaged',
    'a JPEG without its frame header',
    () => spoilt(jpeg, [jpeg.indexOf(Buffer.from([0xff, 0xc0])) + 1]),
  ],
  ['image-damaged', 'a JPEG of no size', () => claimingSize(jpeg, 0, 0)],
  ['image-too-large', 'a JPEG that claims 65,000 × 65,000', () => claimingSize(jpeg, 65_000, 65_000)],
  ['image-too-large', 'a PNG of 30,000 × 30,000', () => pngOf(30_000, 30_000, 3)],
  ['image-too-large', 'a PNG of 49 megapixels of 16 bits', () => pngOf(7000, 7000, 3, { depth: 16 })],
  [
    'image-damaged',
    'a PNG of 2³¹ − 1 columns',
    () => pngOf(10, 10, 3).fill(Buffer.from('7fffffff', 'hex'), 16, 20),
  ],
  ['image-damaged', 'a PNG of no size', () => pngOf(0, 0, 0)],
  ['image-damaged', 'a PNG with 3 of its 5,000 rows', () => pngOf(5000, 5000, 3)],
  ['image-damaged', 'a PNG without data', () => png.subarray(0, 33)],
  ['image-damaged', 'a PNG cut in its middle', () => png.subarray(0, png.length / 2)],
  ['image-damaged', 'a PNG whose header has a wrong check sum', () => spoilt(png, [30])],
  ['image-damaged', 'a WebP cut in its middle', () => webp.subarray(0, webp.length / 2)],
  ['image-damaged', 'a WebP of nothing but its header', () => Buffer.from('RIFF\x04\0\0\0WEBPVP8 ')],
  ['image-damaged', 'a WebP that claims 16,384 × 16,384', () => emptyWebp(16_384)],
  ['pdf-damaged', 'a PDF of its first line', () => Buffer.from('%PDF-1.7\n')],
  ['pdf-damaged', 'a PDF of noise', () => Buffer.concat([Buffer.from('%PDF-1.7\n'), noise(200_000)])],
  ['pdf-damaged', 'a PDF of HTML', () => Buffer.from(`%PDF-1.7\n<html>${script}`)],
  [
    'pdf-damaged',
    'a program called PDF',
    () => Buffer.from('%PDF-1.7\nMZ\x90\0This program cannot be run in DOS mode'),
  ],
  [
    'pdf-damaged',
    'a PDF without pages',
    () => rawPdf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[]/Count 0>>']),
  ],
  [
    'pdf-damaged',
    'a PDF of lists in lists',
    () => rawPdf([`<</Type/Catalog/Pages ${'['.repeat(300_000)}>>`]),
  ],
  ['pdf-encrypted', 'a PDF with a password', () => pdf({ options: { userPassword: 'secret' } })],
  ['pdf-scripted', 'a script at opening', () => pageWith('/OpenAction<</S/JavaScript/JS(app.alert(1))>>')],
  ['pdf-scripted', 'a script by an escaped name', () => pageWith('/OpenAction<</S/J#61vaScript/JS(1)>>')],
  [
    'pdf-scripted',
    'a script among the names',
    () => pageWith('/Names<</JavaScript<</Names[(a)4 0 R]>>>>', '', '<</S/JavaScript/JS(1)>>'),
  ],
  ['pdf-scripted', 'a script when a page is shown', () => pageWith('', '/AA<</O<</S/JavaScript/JS(1)>>>>')],
  [
    'pdf-scripted',
    'a script behind a link',
    () => pageWith('', '/Annots[<</Subtype/Link/Rect[0 0 9 9]/A<</S/JavaScript/JS(1)>>>>]'),
  ],
  ['pdf-scripted', 'a script in an object stream', scriptInObjectStream],
  [
    'pdf-scripted',
    'a program to start',
    () => pageWith('/OpenAction<</S/Launch/Win<</F(cmd.exe)/P(/c calc)>>>>'),
  ],
  ['pdf-scripted', 'a player', () => pageWith('', '/Annots[<</Subtype/RichMedia/Rect[0 0 9 9]>>]')],
  [
    'pdf-embeds-files',
    'a program in a PDF',
    () => pageWith('/Names<</EmbeddedFiles<</Names[(a)4 0 R]>>>>', '', embedded('bill.exe'), carried),
  ],
  [
    'pdf-embeds-files',
    'a second PDF in a PDF',
    () => pageWith('/Names<</EmbeddedFiles<</Names[(a)4 0 R]>>>>', '', embedded('invoice.xml.pdf'), carried),
  ],
  [
    'pdf-embeds-files',
    'a program pinned to a page',
    () =>
      pageWith(
        '',
        '/Annots[<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS 4 0 R>>]',
        embedded('bill.exe'),
        carried,
      ),
  ],
  ['pdf-too-long', 'a PDF of 10,000 pages', () => manyPages(10_000)],
  [
    'pdf-too-complex',
    'objects that unfold to 25 MB',
    () => pageWith('', '', streamObject(Buffer.alloc(25_000_000), '/Type/ObjStm/N 1/First 4')),
  ],
  [
    'pdf-too-complex',
    'objects packed twice',
    () => pageWith('', '', packedTwice('/Type/ObjStm/N 1/First 4', 1_000_000)),
  ],
]

/** What looks dangerous and is not, once it went through: pictures lose whatever is no pixel. */
export const drawnAnew: [string, Making][] = [
  ['a JPEG with a script in its comment', () => withSegment(jpeg, 0xfe, Buffer.from(script))],
  ['a JPEG with a script behind its end', () => Buffer.concat([jpeg, Buffer.from(script)])],
  ['a JPEG with an archive behind its end', () => Buffer.concat([jpeg, Buffer.from('PK\x03\x04evil.jar')])],
  ['a JPEG with a program behind its end', () => Buffer.concat([jpeg, Buffer.from('MZ\x90\0'), noise(9000)])],
  [
    'a JPEG with noise for EXIF',
    () => withSegment(jpeg, 0xe1, Buffer.concat([Buffer.from('Exif\0\0MM\0*'), noise(5000)])),
  ],
  [
    'a JPEG with noise for a colour profile',
    () => withSegment(jpeg, 0xe2, Buffer.concat([Buffer.from('ICC_PROFILE\0\x01\x01'), noise(5000)])),
  ],
  [
    'a JPEG with a script for Photoshop',
    () => withSegment(jpeg, 0xed, Buffer.from(`Photoshop 3.0\0${script}`)),
  ],
  [
    'a JPEG with 2,000 comments',
    () => everyFrom(0, 1, 2000).reduce((whole) => withSegment(whole, 0xfe, Buffer.from('x')), jpeg),
  ],
  ['a JPEG of print colours', () => picture(300, 200).toColourspace('cmyk').jpeg().toBuffer()],
  ['a JPEG of greys', () => picture(300, 200).greyscale().jpeg().toBuffer()],
  ['a progressive JPEG', () => picture(2000, 1500).jpeg({ progressive: true }).toBuffer()],
  ['a PNG with a script in its text', () => withChunk(png, 'tEXt', Buffer.from(`Comment\0${script}`))],
  [
    'a PNG with 30 MB of packed text',
    () =>
      withChunk(png, 'zTXt', Buffer.concat([Buffer.from('a\0\0'), deflateSync(Buffer.alloc(30_000_000))])),
  ],
  [
    'a PNG with 30 MB of packed profile',
    () =>
      withChunk(png, 'iCCP', Buffer.concat([Buffer.from('a\0\0'), deflateSync(Buffer.alloc(30_000_000))])),
  ],
  ['a PNG with a page behind its end', () => Buffer.concat([png, Buffer.from(`<html>${script}`)])],
  ['a PNG of 16 bits', () => picture(300, 200).toColourspace('rgb16').png().toBuffer()],
  ['a PNG of 40 megapixels in 120 kB', () => pngOf(6300, 6300, 6300)],
  ['an animated WebP', animation],
  ['a picture of one pixel', () => pngOf(1, 1, 1)],
  ['a picture of 20,000 × 1 pixels', () => pngOf(20_000, 1, 1)],
]

/** PDFs are kept as they were sent: these open in any reader and do nothing but show pages. */
export const keptAsSent: [string, Making][] = [
  [
    'a PDF with a page of HTML behind its end',
    () => Buffer.concat([invoice, Buffer.from(`<html>${script}`)]),
  ],
  ['a PDF with an archive behind its end', () => Buffer.concat([invoice, Buffer.from('PK\x03\x04evil.jar')])],
  ['a PDF cut before its table', () => invoice.subarray(0, invoice.lastIndexOf('xref\n'))],
  [
    'a PDF whose table points nowhere',
    () => Buffer.from(invoice.toString('latin1').replace(/startxref\n\d+/, 'startxref\n999999'), 'latin1'),
  ],
  ['a PDF with a page of 10⁹ points', () => pageWith('', '/MediaBox[0 0 1000000000 1000000000]')],
  [
    'a PDF whose page content unfolds to 60 MB',
    () => pageWith('', '/Contents 4 0 R', streamObject(Buffer.alloc(60_000_000, 0x20))),
  ],
]

/** All of them in one list; without a code it is kept, after it went through. */
export const hostileFiles: readonly { what: string; make: Making; code?: string }[] = [
  ...refused.map(([code, what, make]) => ({ code, what, make })),
  ...drawnAnew.map(([what, make]) => ({ what, make })),
  ...keptAsSent.map(([what, make]) => ({ what, make })),
]

const carried = '<</Type/EmbeddedFile/Length 2>>\nstream\nMZ\nendstream'

const embedded = (name: string): string => `<</Type/Filespec/F(${name})/UF(${name})/EF<</F 5 0 R>>>>`

function packedTwice(entries: string, length: number): Buffer {
  const twice = deflateSync(deflateSync(Buffer.alloc(length)))
  const head = `<</Filter[/FlateDecode/FlateDecode]/Length ${twice.length}${entries}>>\nstream\n`
  return Buffer.concat([Buffer.from(head), twice, Buffer.from('\nendstream')])
}

function manyPages(count: number): Buffer {
  const kids = Array.from({ length: count }, (_, place) => `${place + 3} 0 R`).join(' ')
  const page = '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]>>'
  const pages = Array.from({ length: count }, () => page)
  return rawPdf(['<</Type/Catalog/Pages 2 0 R>>', `<</Type/Pages/Kids[${kids}]/Count ${count}>>`, ...pages])
}

function emptyWebp(edge: number): Buffer {
  const body = Buffer.alloc(18)
  body.write('VP8X', 0, 'latin1')
  body.writeUInt32LE(10, 4)
  body.writeUIntLE(edge - 1, 12, 3)
  body.writeUIntLE(edge - 1, 15, 3)
  const head = Buffer.from('RIFF\0\0\0\0WEBP')
  head.writeUInt32LE(body.length + 4, 4)
  return Buffer.concat([head, body])
}

async function animation(): Promise<Buffer> {
  const frames = await Promise.all([1, 2, 3].map((seed) => picture(100, 80, seed).png().toBuffer()))
  return sharp(frames, { join: { animated: true } })
    .webp()
    .toBuffer()
}

/** The same noise in every run: a check sum of counted numbers. */
const noise = (length: number): Buffer => {
  const bytes = Buffer.alloc(length)
  for (let place = 0; place + 4 <= length; place += 4) bytes.writeUInt32BE(crc32(String(place)), place)
  return bytes
}
