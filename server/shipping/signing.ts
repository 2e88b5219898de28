/** A signature on glass as text: strokes apart by `;`, their points `x,y` apart by spaces, on a field of 1000 × 400. Pure. */
import { z } from 'zod'

/** The field that is signed in, in its own units. */
export const glass = { width: 1000, height: 400 }

type Point = { readonly x: number; readonly y: number }

const point = '\\d{1,4},\\d{1,3}'
const stroke = `${point}(?: ${point})*`
const charactersAtMost = 20_000
/** So many fit into them, of nine characters each, and the ends of sixty strokes. */
const pointsAtMost = 2000

/** What a page sends; an empty one is a signature that was not given. */
export const signatureText = z
  .string()
  .max(charactersAtMost)
  .regex(new RegExp(`^$|^${stroke}(?:;${stroke})*$`))

const thousandth = z.int().min(0).max(1000)
const drawn = z
  .array(
    z
      .array(z.tuple([thousandth, thousandth]))
      .min(2)
      .max(500),
  )
  .max(60)

/** Strokes as the glass of a page sends them: JSON, points in thousandths from its upper left. */
export const glassStrokes = z
  .string()
  .max(400_000)
  .default('[]')
  .transform((text, context) => {
    const found = drawn.safeParse(parsed(text === '' ? '[]' : text))
    if (!found.success) context.addIssue({ code: 'custom', message: 'not strokes' })
    return found.data ?? []
  })

/** What was drawn on a page's glass, as it is kept. A long signature loses its finest points rather than its end. */
export function spelledOnGlass(strokes: z.output<typeof glassStrokes>): string {
  const points = strokes.reduce((count, { length }) => count + length, 0)
  const step = Math.max(1, Math.ceil(points / pointsAtMost))
  return strokes
    .map((one) =>
      one
        .filter((_, place) => place % step === 0 || place === one.length - 1)
        .map(([x, y]) => `${onGlass(x, glass.width)},${onGlass(y, glass.height)}`)
        .join(' '),
    )
    .join(';')
}

const onGlass = (part: number, whole: number): number => Math.round((part * whole) / 1000)

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The strokes, each a line through its points; points outside the field are drawn on its edge. */
export const strokesIn = (signature: string): readonly (readonly Point[])[] =>
  signature === '' ? [] : signature.split(';').map((one) => one.split(' ').map(pointIn))

function pointIn(text: string): Point {
  const [x = 0, y = 0] = text.split(',').map(Number)
  return { x: Math.min(x, glass.width), y: Math.min(y, glass.height) }
}
