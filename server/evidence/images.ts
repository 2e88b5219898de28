/**
 * Photos of invoices, labels and devices: the only file that knows sharp. What is kept is drawn anew from the pixels:
 * upright, without the place and person that a camera writes into it, and without anything hidden behind the picture.
 */
import sharp, { type Metadata, type Sharp } from 'sharp'
import { refuse, type Refusal } from '../base/refusal.ts'
import { lookOf, lookSize } from './looks.ts'

/** A picture as it is kept; always JPEG. */
export type Picture = {
  readonly bytes: Buffer
  readonly thumbnail: Buffer
  readonly look: string | undefined
}

/** An A4 invoice then has 205 dots per inch: 10-point type is 20 pixels high, the least that OCR reads surely. */
const longEdgeAtMost = 2400
const thumbnailEdge = 320
const quality = 84

/** Phones take 12 to 50 megapixels, which 8192 × 6144 is a little more than. Beyond, decoding exceeds two seconds of one core. */
const megapixelsAtMost = 51

/** 50 megapixels in four channels of eight bits. With 16 bits the time doubles. */
const unpackedBytesAtMost = 200_000_000

/** Some pictures cannot be decoded line by line. Beside what they hold, drawing takes 70 MB. */
const heldBytesAtMost = 100_000_000

const limits = {
  limitInputPixels: megapixelsAtMost * 1_000_000,
  failOn: 'error',
  sequentialRead: true,
} as const

/**
 * By the clock on the wall, as sharp counts: within the limits above nothing takes two seconds of a core, so that only a
 * machine with far too much to do lets this pass. Then the picture is not to blame.
 */
const secondsToWait = 30

// Uploads share two cores with everything else, and a cache would keep what strangers sent.
sharp.concurrency(1)
sharp.cache(false)
// kinds.ts has looked at the content; this holds even when it was deceived.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
})

/**
 * Draws a JPEG, PNG or WebP anew.
 * @throws Refusal `image-damaged` when it is cut off or cannot be read, `image-too-large` when it has too many pixels,
 * `uploads-busy` when it could not be drawn in time.
 */
export async function redraw(sent: Buffer): Promise<Picture> {
  const metadata = await readable(() => sharp(sent, { ...limits, limitInputPixels: false }).metadata())
  if (tooLarge(metadata)) throw refuse('too-large', 'image-too-large', { limit: megapixelsAtMost })
  const colours = coloursOf(metadata)
  const bytes = await readable(() => asJpeg(sharp(sent, limits).autoOrient(), longEdgeAtMost, colours))
  const thumbnail = await thumbnailOf(bytes)
  return { bytes, thumbnail, look: await lookAt(thumbnail) }
}

/** A drawn page or another picture of our own, small enough for a list. */
export const thumbnailOf = (picture: Buffer): Promise<Buffer> =>
  asJpeg(sharp(picture, limits), thumbnailEdge, 'halved')

/** Whether each pixel keeps a colour of its own, or four of them share one. */
type Colours = 'whole' | 'halved'

/** A photo whose camera halved its colours gains nothing by whole ones, which take a third more time and room. Red type on a screen does. */
const coloursOf = ({ chromaSubsampling }: Metadata): Colours =>
  chromaSubsampling?.startsWith('4:2:0') ? 'halved' : 'whole'

/**
 * Four pixels each way instead of six, and the usual table of codes instead of one made for each picture: three tenths
 * less of a core for a photo of 12 megapixels, which becomes 3 % larger. Type stays as sharp as OCR needs it.
 */
const kernel = 'cubic'

const asJpeg = (picture: Sharp, edge: number, colours: Colours): Promise<Buffer> =>
  picture
    .resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true, kernel })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .jpeg({ quality, chromaSubsampling: colours === 'whole' ? '4:4:4' : '4:2:0', optimiseCoding: false })
    .timeout({ seconds: secondsToWait })
    .toBuffer()

/** Of the thumbnail: a seventh of the pixels in each direction shows light and dark as well, and is read in no time. */
async function lookAt(thumbnail: Buffer): Promise<string | undefined> {
  const { width, height } = lookSize
  const greys = await sharp(thumbnail, limits)
    .greyscale()
    .resize(width, height, { fit: 'fill' })
    .extractChannel(0)
    .raw()
    .toBuffer()
  return lookOf(greys)
}

function tooLarge(picture: Metadata): boolean {
  const pixels = picture.width * picture.height
  const unpacked = pixels * picture.channels * bytesPerSample(picture)
  return (
    pixels > megapixelsAtMost * 1_000_000 ||
    unpacked > unpackedBytesAtMost ||
    heldBytes(picture) > heldBytesAtMost
  )
}

/** What a decoder holds at once; 0 when it can go line by line. */
function heldBytes(picture: Metadata): number {
  const { width, height, channels, format, isProgressive, chromaSubsampling, orientation = 1 } = picture
  const pixels = width * height
  if (format === 'jpeg') {
    // Progressive: every coefficient of every channel, in 16 bits. Shrunk before it is turned upright.
    const samplesPerPixel = chromaSubsampling === '4:2:0' ? 1.5 : channels
    return isProgressive ? pixels * samplesPerPixel * 2 : 0
  }
  const inMemory = format === 'webp' || isProgressive || orientation > 1
  return inMemory ? pixels * channels * bytesPerSample(picture) : 0
}

const bytesPerSample = ({ depth }: Metadata): number => (depth === 'ushort' ? 2 : 1)

async function readable<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read()
  } catch (cause) {
    throw Object.assign(refusalFor(cause), { cause })
  }
}

/** How libvips begins its message when time ran out. */
const outOfTime = /^timeout: /

/** What is said of a picture that sharp gave up: one that came too late on a busy machine is not at fault. */
export function refusalFor(cause: unknown): Refusal {
  const isLate = cause instanceof Error && outOfTime.test(cause.message)
  return isLate ? refuse('unavailable', 'uploads-busy') : refuse('invalid', 'image-damaged')
}
